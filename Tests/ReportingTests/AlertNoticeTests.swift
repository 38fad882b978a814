import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Reporting
import Runtime
import TestKit
import Testing

@Suite("What is told of an alert")
struct AlertNoticeTests {
  private let at = CivilDate(year: 2026, month: 6, day: 30).midnightUTC

  /// The plain reference set, whose idle rule has words from outside.
  private func snapshot() throws -> Snapshot {
    let set = try Fixtures.canonical("plain")
    let loaded = Loaded(
      title: "Acme", engine: Engine(dataset: set.dataset, profile: set.profile),
      present: Present(fixed: set.asOf, origin: .settings))
    var rules = DefaultRules.all
    let idle = try #require(rules.firstIndex { $0.id == "idle" })
    rules[idle].owner = "Ann\u{202E}\u{7}"
    rules[idle].runbook = "https://wiki.example/idle"
    return SnapshotBuilder.snapshot(of: loaded, query: Query(asOf: set.asOf), rules: rules, present: set.asOf)
  }

  @Test("value, limit, items and what to do, in words and as fields")
  func fired() throws {
    let words = AlertNotice(try snapshot()) { _ in ["Acme renewal, 1.2 M EUR, Ann: quiet for 41 days"] }
    let notice = words.notice(of: "fired_crit", at: at, for: AlertKey(rule: "idle"), dedupKey: "k")
    #expect(
      notice.text.split(separator: "\n").map(String.init) == [
        "Acme: CRITICAL Open deals gone quiet",
        "19 open deals quiet over 14 d, of 37 open deals, 1.6 M, "
          + "wrong for over 26 weeks",
        "  Acme renewal, 1.2 M EUR, Ann: quiet for 41 days", "do next: call the largest",
        "runbook: https://wiki.example/idle",
      ])
    #expect(notice.title == "Acme: CRITICAL Open deals gone quiet" && notice.dedupKey == "k")
    #expect(notice.severity == "critical" && notice.event == "fired_crit" && notice.at == "2026-06-30T00:00:00Z")
    #expect(notice.value == 19 && notice.n == 37 && notice.rule == "idle" && notice.scope == "all")
    #expect(notice.owner == "Ann" && notice.doNext == "call the largest")
  }

  @Test("an alert that is not there any more is told by its names, without what could act on a terminal")
  func gone() throws {
    let key = AlertKey(rule: "old\u{1B}[31m\nrule", scope: .element(.rep, "\u{202E}Eve\u{0}"))
    let notice = AlertNotice(try snapshot()).notice(of: "resolved", at: at, for: key, dedupKey: "k")
    #expect(notice.text == "Acme: RESOLVED old[31m rule")
    #expect(notice.scope == "rep:Eve" && notice.value == nil && notice.severity == nil)
  }

  @Test("since when and why are told as the alert has them, not as the rule has them about the whole")
  func reason() throws {
    var snapshot = try snapshot()
    let place = try #require(snapshot.alerts.entries.firstIndex { $0.key.rule == "idle" })
    snapshot.alerts.entries[place].reason = FindingReason(
      since: Since(instant: at.adding(days: -10), method: .crossing))
    let notice = AlertNotice(snapshot).notice(of: "fired_crit", at: at, for: AlertKey(rule: "idle"), dedupKey: "k")
    #expect(notice.text.contains("since about 19 Jun, 10 d") && notice.since == "2026-06-20T00:00:00Z")
  }

  @Test("that nothing comes any more is told of the source, not of a rule that happens to need it")
  func silence() throws {
    let key = AlertKey(rule: "gave-up")
    let notice = AlertNotice(try snapshot()).notice(of: "nodata", at: at, for: key, dedupKey: "k")
    #expect(
      notice.text.split(separator: "\n").map(String.init) == [
        "Acme: NO DATA about activities", "nothing to judge it by", "do next: find out why nothing comes",
      ])
    #expect(notice.value == nil && notice.doNext == "find out why nothing comes")
  }

  @Test(
    "each event has a first word of its own",
    arguments: [
      (AlertEvent.firedWarning, "WARNING"), (.escalated, "CRITICAL"), (.noData, "NO DATA"), (.resolved, "RESOLVED"),
      (.resolvedWithoutData, "ENDED WITHOUT DATA"), (.raisedAfterSnooze, "STILL FIRING, snooze is over"),
      (.raisedWhenDue, "STILL FIRING, due now"), (.flapping, "COMES AND GOES"),
    ])
  func words(event: AlertEvent, words: String) throws {
    let notice = AlertNotice(try snapshot()).notice(
      of: event.rawValue, at: at, for: AlertKey(rule: "idle"), dedupKey: "k")
    #expect(notice.title == "Acme: \(words) Open deals gone quiet")
  }
}
