import AlertEngine
import Domain
import Testing

@testable import Settings

private func read(_ text: String) -> (rules: [AlertRule], issues: [String]) {
  let (settings, issues) = SettingsReader.read(text: text, file: "f", kind: .user)
  return (settings.rules, issues.map(\.description))
}

extension [AlertRule] {
  fileprivate subscript(id: String) -> AlertRule? { first { $0.id == id } }
}

@Suite("Rules in the settings")
struct RuleReaderTests {
  @Test("a known id changes that rule and leaves the others")
  func change() throws {
    let (rules, issues) = read(
      """
      rules:
        - id: response-share
          warn: 45%
          crit: 0.2
          window: 7d
          min_n: 10
          gate: off
          for: 0
          keep: 1d
          stale: 12h
          margin: 10%
          recover: {warn: 50%}
          clock: wall
          scope: team:EMEA
          owner: Ann
          note: since the web form
          runbook: https://wiki/response
          do_next: call them
          title: Answered in time
      """)
    #expect(issues.isEmpty)
    let rule = try #require(rules["response-share"])
    #expect(rule.warn == 0.45 && rule.critical == 0.2 && rule.recoverWarn == 0.5 && rule.recoverCritical == nil)
    #expect(rule.request.windowDays == 7 && rule.request.clock == .wall)
    #expect(rule.request.scope == .element(.team, "EMEA"))
    #expect(rule.minimumCount == 10 && !rule.gated && rule.margin == 0.1)
    #expect(rule.holdFor == 0 && rule.keepFor == 86_400 && rule.staleAfter == 43_200)
    #expect(rule.owner == "Ann" && rule.note == "since the web form" && rule.runbook == "https://wiki/response")
    #expect(rule.doNext == "call them" && rule.title == "Answered in time")
    #expect(rules.filter { $0.id != "response-share" } == DefaultRules.all.filter { $0.id != "response-share" })
  }

  @Test("levels of item rules are levels of one item; allow says how many may be beyond")
  func items() {
    let (rules, issues) = read(
      """
      rules:
        - {id: idle, warn: 10d, crit: 21, allow: 40, scope: {rep: "rep:014"}}
        - {id: response-late, warn: 1h, crit: none}
        - {id: stage-age, param: 0.8, warn: 1.5, crit: 3}
        - {id: close-old, warn: 95%, enabled: false}
      """)
    #expect(issues.isEmpty)
    #expect(rules["idle"]?.request.statistic == .idle(days: 10))
    #expect(rules["idle"]?.criticalRequest?.statistic == .idle(days: 21))
    #expect(rules["idle"]?.warn == 40)
    #expect(rules["idle"]?.request.scope == .element(.rep, "rep:014"))
    #expect(rules["idle"]?.criticalRequest?.scope == .element(.rep, "rep:014"))
    #expect(rules["response-late"]?.request.statistic == .unanswered(seconds: 3_600))
    #expect(rules["response-late"]?.criticalRequest == nil)
    #expect(rules["stage-age"]?.request.statistic == .stageAge(quantile: 0.8, factor: 1.5))
    #expect(rules["stage-age"]?.criticalRequest?.statistic == .stageAge(quantile: 0.8, factor: 3))
    #expect(rules["close-old"]?.request.statistic == .olderThanWinners(quantile: 0.95))
    #expect(rules["close-old"]?.enabled == false)
  }

  @Test("a new id with a statistic and a level adds a rule")
  func add() {
    let (rules, issues) = read(
      """
      rules:
        - {id: partner, metric: lead_response, stat: share_within, param: 30m, warn: 60%, scope: source:partner}
        - {id: half, stat: median, warn: 1h, crit: 4h}
        - {id: wins, stat: won_within, param: 180d, warn: 20%}
        - {id: month, stat: count, warn: 400}
        - {id: waiting, stat: unanswered, warn: limit, crit: 2h}
      """)
    #expect(issues.isEmpty)
    #expect(rules.count == DefaultRules.all.count + 5)
    #expect(rules["partner"]?.request.statistic == .shareWithin(seconds: 1_800))
    #expect(rules["partner"]?.direction == .below && rules["partner"]?.gated == true)
    #expect(rules["half"]?.request.statistic == .responseQuantile(0.5))
    #expect(rules["half"]?.direction == .above && rules["half"]?.warn == 3_600 && rules["half"]?.critical == 14_400)
    #expect(rules["wins"]?.request.statistic == .wonWithin(days: 180))
    #expect(rules["wins"]?.request.metric == .timeToClose)
    #expect(rules["month"]?.warn == 400)
    #expect(rules["waiting"]?.isItem == true && rules["waiting"]?.gated == false)
    #expect(rules["waiting"]?.criticalRequest?.statistic == .unanswered(seconds: 7_200))
  }

  @Test("a rule can watch each element, in a calendar, from a day to a day")
  func partsAndDays() throws {
    let (rules, issues) = read(
      """
      calendars: {emea: {tz: Europe/Berlin}}
      rules:
        - {id: reps, stat: share_within, warn: 45%, scope: each rep, calendar: emea}
        - {id: teams, stat: idle, scope: {each: team}, calendar: business, active: {from: 2026-01-05}}
        - {id: reps, scope: all, active: {until: 2026-03-31}}
      """)
    #expect(issues == ["f:5:5: rule \"reps\" is given twice"])
    let (reps, teams) = (try #require(rules["reps"]), try #require(rules["teams"]))
    #expect(reps.each == nil && reps.request.scope == .all && reps.calendar == "emea")
    #expect(reps.isActive(on: CivilDate(year: 2026, month: 3, day: 31)))
    #expect(!reps.isActive(on: CivilDate(year: 2026, month: 4, day: 1)))
    #expect(teams.each == .team && teams.calendar == "business")
    #expect(!teams.isActive(on: CivilDate(year: 2026, month: 1, day: 4)))
  }

  @Test("a bad rule leaves the others as they are written")
  func badAmongGood() {
    let (rules, issues) = read(
      """
      rules:
        - {id: gave-up, warn: 50%}
        - {id: idel, warn: 3d}
        - 7
        - {id: close-old, scope: each planet}
        - {id: idle, warn: 20d}
      """)
    #expect(issues.count == 3)
    #expect(rules["gave-up"]?.warn == 0.5 && rules["idle"]?.request.statistic == .idle(days: 20))
    #expect(rules["close-old"] == DefaultRules.all["close-old"])
  }

  @Test("rule_defaults changes windows and delays of all rules about figures")
  func defaults() {
    let (rules, issues) = read("rule_defaults: {window: 7d, for: 0s, keep: 0s}")
    #expect(issues.isEmpty)
    for rule in rules where !rule.isItem {
      #expect(rule.request.windowDays == 7 && rule.holdFor == 0 && rule.keepFor == 0)
    }
    #expect(rules["idle"] == DefaultRules.all["idle"])
  }

  @Test(
    "what is wrong is named with its place",
    arguments: [
      (
        "rules:\n- id: response-shar\n  warn: 0.4",
        #"f:2:7: rule "response-shar" is none of the known ones and has no stat (did you mean response-share?)"#
      ),
      (
        "rules:\n- id: mine\n  stat: median",
        #"f:2:7: rule "mine" is none of the known ones and has no warn (a new rule needs stat and warn)"#
      ),
      ("rules:\n- warn: 1", "f:2:3: a rule needs an id (write - id: response-share)"),
      (
        "rules:\n- id: gave-up\n  wran: 0.4",
        #"f:3:3: unknown key "wran" in rule (did you mean warn?)"#
      ),
      (
        "rules:\n- id: response-share\n  warn: 45",
        "f:3:9: warn must lie between 0 and 1, not 45 (45 % is written 0.45 or 45%)"
      ),
      (
        "rules:\n- id: response-share\n  warn: 0.5\n  crit: 0.6",
        "f:4:9: crit must be further out than warn (crit must lie below warn)"
      ),
      (
        "rules:\n- id: idle\n  warn: 40d",
        "f:3:9: crit must be further out than warn (crit must lie above warn)"
      ),
      (
        "rules:\n- id: idle\n  scope: tem:EMEA",
        #"f:3:10: unknown scope "tem" (did you mean team?)"#
      ),
      (
        "rules:\n- id: idle\n  scope: team",
        #"f:3:10: scope must name a part of the organisation, not "team" (write all, team:EMEA or each team)"#
      ),
      (
        "rules:\n- id: idle\n  scope: each reps",
        #"f:3:10: unknown scope "reps" (did you mean rep?)"#
      ),
      (
        "calendars: {emea: {tz: Europe/Berlin}}\nrules:\n- id: idle\n  calendar: emae",
        #"f:4:13: unknown calendar "emae" (did you mean emea?)"#
      ),
      (
        "rules:\n- id: idle\n  active: {from: 2026-03-01, until: 2026-02-01}",
        "f:3:11: active ends before it begins (write from: the first day, until: the last one)"
      ),
      (
        "rules:\n- id: gave-up\n  active: {untill: 2026-02-01}",
        #"f:3:12: unknown key "untill" in active (did you mean until?)"#
      ),
      (
        "rules:\n- id: gave-up\n  recover: {warn: 0.5}",
        "f:3:19: recover must lie on the good side of its level (write a number below the level)"
      ),
      (
        "rules:\n- id: x\n  metric: activities\n  stat: median\n  warn: 1h",
        "f:3:11: activities has no median (it has mean, gave_up, idle)"
      ),
      ("rules:\n- id: gave-up\n  gate: 0.9", #"f:3:9: gate must be 0.80 or off, not "0.9""#),
      ("rules:\n- {id: idle}\n- {id: idle}", #"f:3:3: rule "idle" is given twice"#),
    ])
  func wrong(text: String, expected: String) {
    #expect(read(text).issues == [expected])
  }

  @Test("a part of the usual is written as screens say it", arguments: ["0.8", "80%"])
  func partOfTheUsual(level: String) {
    let (rules, issues) = read("rules: [{id: qualified-rate, warn: \(level), crit: 110%}]")
    #expect(issues.map { $0.contains("crit must be further out") } == [true])
    #expect(read("rules: [{id: qualified-rate, warn: \(level)}]").rules["qualified-rate"]?.warn == 0.8)
    #expect(rules["qualified-rate"]?.warn == 0.85)
  }

  @Test("a bad level leaves the old one, the rest of the entry counts")
  func partly() {
    let (rules, _) = read("rules: [{id: response-share, warn: 45, owner: Ann}, {id: idle, warn: 40d}]")
    #expect(rules["response-share"]?.warn == 0.5 && rules["response-share"]?.owner == "Ann")
    #expect(rules["idle"] == DefaultRules.all["idle"])
  }
}
