import Domain
import Testing

@testable import AlertEngine

@Suite("One line a cause, the worst first")
struct LinesTests {
  private func alert(
    _ rule: String, _ scope: Scope = .all, _ metric: MetricID = .activities, _ direction: Direction = .above,
    severity: Severity = .warning, isQuiet: Bool = false, excess: Double = 1, firedAt: Int64 = 0
  ) -> RaisedAlert {
    RaisedAlert(
      key: AlertKey(rule: rule, scope: scope), metric: metric, direction: direction, severity: severity,
      isQuiet: isQuiet, excess: excess, firedAt: Instant(firedAt))
  }

  private func rep(_ name: String) -> Scope { .element(.rep, name) }

  @Test("severity, then what nobody knows of, then excess, then the newest, then the name")
  func rank() {
    let sorted = [
      alert("b"), alert("a"), alert("new", firedAt: 9), alert("much", excess: 2),
      alert("known", isQuiet: true, excess: 9), alert("critical", severity: .critical, isQuiet: true),
    ].sorted(by: RaisedAlert.isBefore)
    #expect(sorted.map(\.key.rule) == ["critical", "much", "new", "a", "b", "known"])
  }

  @Test("parts fold into the alert of the whole; what is bad on the other side is another line")
  func fold() {
    let lines = AlertLines([
      alert("idle", rep("bob"), excess: 90), alert("idle", excess: 40), alert("idle", rep("ann"), excess: 95),
      alert("activities-mean", .all, .activities, .below, excess: 7),
    ])
    #expect(lines.shown.map(\.head.key.rule) == ["idle", "activities-mean"] && lines.more == 0)
    #expect(lines.shown.first?.head.key.scope == .all)
    #expect(lines.shown.first?.folded.map(\.key.scope) == [rep("ann"), rep("bob")])
    #expect(lines.shown.first?.isAboutParts == false)
  }

  @Test("parts alone share a line, the worst of them first")
  func parts() {
    let lines = AlertLines([alert("idle", rep("bob"), excess: 3), alert("idle", rep("ann"), excess: 5)])
    #expect(lines.shown.map(\.head.key.scope) == [rep("ann")])
    #expect(lines.shown.first?.isAboutParts == true && lines.shown.first?.alerts.count == 2)
  }

  @Test("a line is as bad as the worst folded into it, and known only if all of it is")
  func worst() {
    let lines = AlertLines([
      alert("idle", isQuiet: true), alert("idle", rep("ann"), severity: .critical),
      alert("gave-up", .all, .timeToClose, excess: 99),
    ])
    #expect(lines.shown.map(\.head.key.rule) == ["idle", "gave-up"])
    #expect(lines.shown.first?.severity == .critical && lines.shown.first?.isQuiet == false)
  }

  @Test("at most five lines, and how many more")
  func limit() {
    let alerts = MetricID.allCases.flatMap { metric in
      [Direction.above, .below].map { alert(metric.rawValue, .all, metric, $0) }
    }
    #expect(AlertLines(alerts).shown.count == 5 && AlertLines(alerts).more == 5)
    #expect(AlertLines([]).shown.isEmpty && AlertLines([]).more == 0)
    #expect(AlertLines(alerts, limit: -1).more == 10)
  }

  @Test("an instance that is not raised wants no line; one that is snoozed is known")
  func fromInstance() {
    let finding = finding(DefaultRules.idle) { _ in Reading(value: 3, count: 9) }
    let key = AlertKey(rule: "idle")
    var bench = Bench(AlertPolicy(DefaultRules.idle))
    #expect(RaisedAlert(bench.instance, of: key, finding: finding) == nil)
    bench.take(.observation(AlertObservation(finding)), at: 60)
    bench.act(.snooze(until: nil), at: 60)
    let raised = alert("idle", severity: .critical, isQuiet: true, excess: 3, firedAt: 60)
    #expect(RaisedAlert(bench.instance, of: key, finding: finding) == raised)
  }
}

@Suite("Parts are tested together")
struct JointEvidenceTests {
  private func observed(gated: Bool = true) -> RuleObservation {
    let low = AlertObservation(.init(value: 15, low: 14, high: 16), count: 100)
    let names = ["a", "b", "c", "d"].map { Scope.element(.rep, $0) }
    return RuleObservation(
      rule: "share", policy: policy { $0.gated = gated },
      elements: Dictionary((names + [.all]).map { ($0, low) }, uniquingKeysWith: { first, _ in first }))
  }

  private func raised(_ observation: RuleObservation) -> [String] {
    var book = AlertBook()
    let changes = book.run(over: [Instant(0)]) { _ in [observation] }
    return changes.filter { $0.instance.severity > .ok }.map(\.key.scopeText)
  }

  @Test("only parts that stand out among all that were looked at fire; the whole needs no such proof")
  func together() {
    let chances: [Scope: Double] = [
      .element(.rep, "a"): 0.01, .element(.rep, "b"): 0.04, .element(.rep, "c"): 0.19, .element(.rep, "d"): 0.6,
    ]
    #expect(raised(JointEvidence.judged(observed(), chances: chances)) == ["all", "rep:a", "rep:b"])
  }

  @Test("without a chance nothing is proven; without a gate nothing has to be")
  func untested() {
    #expect(raised(JointEvidence.judged(observed(), chances: [:])) == ["all"])
    #expect(raised(JointEvidence.judged(observed(gated: false), chances: [:])).count == 5)
  }
}
