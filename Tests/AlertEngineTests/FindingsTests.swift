import Domain
import Testing

@testable import AlertEngine

private func make(
  _ id: String, _ verdict: Verdict, metric: MetricID = .leadResponse, value: Double = 0.4, count: Int = 100,
  warn: Double = 0.5, statistic: Statistic = .shareWithin(seconds: nil), money: Int64 = 0
) -> Finding {
  let request = MeasureRequest(metric: metric, statistic: statistic, clock: .wall, windowDays: 28, scope: .all)
  let rule = AlertRule(
    id: id, title: id, request: request, direction: .below, warn: warn, doNext: "Enter")
  let amount = MoneyByCurrency(money == 0 ? [] : [Money(hundredths: money, currency: "EUR")])
  return Finding(
    rule: rule, reading: Reading(value: value, count: count, money: amount), verdict: verdict)
}

@Suite("Findings")
struct FindingsTests {
  @Test("the worst comes first: severity, then what is beyond the limit, then the id")
  func ranking() {
    let few = make("few", .breach(.warning), value: 0.4, count: 100)
    let many = make("many", .breach(.warning), value: 0.45, count: 1_000)
    let critical = make("critical", .breach(.critical), value: 0.4, count: 30)
    let twin = make("a-twin-of-few", .breach(.warning), value: 0.4, count: 100)
    let fine = make("fine", .within, value: 0.9)
    let unknown = make("unknown", .noData(missing: []))
    let unproven = make("unproven", .unproven(.warning), value: 0.49)
    let sorted = [fine, few, unknown, unproven, twin, critical, many].sorted(by: isWorse).map(\.id)
    #expect(sorted == ["critical", "many", "a-twin-of-few", "few", "unproven", "unknown", "fine"])
  }

  @Test("between item rules with as many items the money decides")
  func money() {
    let poor = make("a", .breach(.warning), value: 5, warn: 0, statistic: .idle(days: 14), money: 100)
    let rich = make("b", .breach(.warning), value: 5, warn: 0, statistic: .idle(days: 14), money: 900)
    #expect([poor, rich].sorted(by: isWorse).map(\.id) == ["b", "a"])
  }

  @Test("what is beyond the limit is counted in leads or opportunities")
  func excess() {
    #expect(make("share", .breach(.warning), value: 0.31, count: 2_412, warn: 0.45).excess.rounded() == 338)
    #expect(make("idle", .breach(.warning), value: 69, warn: 40, statistic: .idle(days: 14)).excess == 29)
    #expect(make("mean", .breach(.warning), value: 4, count: 50, warn: 5, statistic: .activitiesMean).excess == 10)
    #expect(make("count", .breach(.warning), value: 434, warn: 450, statistic: .qualifiedCount).excess == 16)
    #expect(make("fine", .within, value: 0.1).excess == 0)
  }

  @Test("an item rule asks its critical question too; a disabled rule asks nothing")
  func measuring() {
    var disabled = DefaultRules.gaveUp
    disabled.enabled = false
    var asked: [Statistic] = []
    let result = findings([DefaultRules.idle, disabled]) { request in
      asked.append(request.statistic)
      return Reading(value: request.statistic == .idle(days: 30) ? 2 : 9, count: 40)
    }
    #expect(asked == [.idle(days: 14), .idle(days: 30)])
    #expect(result.map(\.verdict) == [.breach(.critical)])
    #expect(result.first?.criticalReading?.value == 2)
  }

  @Test("a panel shows the worst breach of its metric, item rules included")
  func panelBreach() {
    let share = make("share", .within)
    let late = make("late", .breach(.critical), value: 3, warn: 0, statistic: .unanswered(seconds: nil))
    let other = make("other", .breach(.critical), metric: .activities)
    #expect(Summary.state(of: .leadResponse, in: [share, late, other])?.id == "late")
    #expect(Summary.state(of: .timeToClose, in: [share, late, other]) == nil)
  }

  @Test("without a breach a panel says what its figure says, not that no single item is late")
  func panelTooFew() {
    let share = make("share", .tooFew(have: 12, need: 30))
    let late = make("late", .within, value: 0, warn: 0, statistic: .unanswered(seconds: nil))
    let fine = make("fine", .within)
    let missing = make("missing", .noData(missing: []))
    #expect(Summary.state(of: .leadResponse, in: [share, late])?.id == "share")
    #expect(Summary.state(of: .leadResponse, in: [share, late, fine])?.id == "fine")
    #expect(Summary.state(of: .leadResponse, in: [missing, late])?.id == "late")
    #expect(Summary.state(of: .leadResponse, in: [missing])?.id == "missing")
  }

  @Test(
    "check exits as monitoring plug-ins do",
    arguments: [
      ([Verdict.within, .breach(.warning), .breach(.critical)], 2),
      ([.within, .breach(.warning), .noData(missing: [])], 1),
      ([.noData(missing: []), .tooFew(have: 1, need: 30)], 3),
      ([.noData(missing: []), .unproven(.critical)], 0),
      ([.within], 0),
      ([], 3),
    ] as [([Verdict], Int32)])
  func exitCode(verdicts: [Verdict], expected: Int32) {
    let list = verdicts.enumerated().map { make("r\($0.offset)", $0.element) }
    #expect(Summary.exitCode(list) == expected)
  }
}

@Suite("The default rules")
struct DefaultRulesTests {
  @Test("each metric has one, ids differ, the critical level is further out than the warning")
  func sane() {
    #expect(Set(DefaultRules.all.map(\.request.metric)) == Set(MetricID.allCases))
    #expect(Set(DefaultRules.all.map(\.id)).count == DefaultRules.all.count)
    for rule in DefaultRules.all where !rule.isItem {
      let isNeverCritical = rule.each != nil || rule.request.statistic == .closingPace
      #expect(rule.critical.map { isBeyond($0, rule.warn, rule.direction) } ?? isNeverCritical, "\(rule.id)")
      #expect(rule.gated && rule.minimumCount == 30 && rule.margin == 0.05, "\(rule.id)")
      #expect(rule.holdFor == 2 * 86_400 && rule.keepFor == 2 * 86_400 && rule.staleAfter == 36 * 3_600, "\(rule.id)")
    }
    #expect(DefaultRules.all.allSatisfy { !$0.title.isEmpty && !$0.doNext.isEmpty })
  }

  @Test(
    "levels are those of the specification",
    arguments: [
      ("response-share", 0.50, 0.25), ("qualified-rate", 0.85, 0.70), ("process-conforming", 0.75, 0.60),
      ("activities-mean", 5, 3), ("gave-up", 0.44, 0.60),
    ])
  func levels(id: String, warn: Double, critical: Double) {
    let rule = DefaultRules.all.first { $0.id == id }
    #expect(rule?.warn == warn)
    #expect(rule?.critical == critical)
  }

  @Test("item rules carry their levels in their questions")
  func items() {
    #expect(DefaultRules.responseLate.criticalRequest?.statistic == .unanswered(seconds: 28_800))
    #expect(DefaultRules.responseLate.criticalRequest?.clock == .business)
    #expect(DefaultRules.idle.request.statistic == .idle(days: 14))
    #expect(DefaultRules.idle.criticalRequest?.statistic == .idle(days: 30))
    #expect(DefaultRules.stageAge.criticalRequest?.statistic == .stageAge(quantile: 0.9, factor: 2))
    #expect(DefaultRules.closeOld.criticalRequest == nil)
  }
}
