import AlertEngine
import Domain

@testable import Dashboard
@testable import MetricEngine

/// Alerts in every state, each brought there by its own machine.
extension Sample {
  /// A snapshot whose alerts remember.
  static func alertSnapshot(_ entries: [AlertEntry] = Sample.alerts, generation: Int = 1) -> Snapshot {
    var snapshot = snapshot(findings: entries.filter { $0.key.scope == .all }.map(\.finding), generation: generation)
    snapshot.alerts = AlertBoard(basis: .remembered, entries: entries)
    return snapshot
  }

  /// Wrong, seen, snoozed, pending, cleared, within, too few, without data.
  static var alerts: [AlertEntry] {
    [responseAlert, idleAlert, processAlert, seenAlert, snoozedAlert, pendingAlert, clearedAlert]
      + [rule("close-old"), rule("qualified-rate")].map {
        calm($0, Reading(value: $0.isItem ? 0 : 0.97, count: 1_160), .within)
      }
      + [
        calm(newRule, Reading(value: 0.5, count: 12), .tooFew(have: 12, need: 30)),
        calm(rule("response-late"), Reading(value: nil, count: 0), .noData(missing: [])),
      ]
  }

  /// Everything within its limits, since something was not.
  static var calmAlerts: [AlertEntry] {
    [clearedAlert] + DefaultRules.all.filter { $0.id != "gave-up" }.map { calm($0, reading($0, 0.97), .within) }
  }

  // MARK: - One of each

  static var responseAlert: AlertEntry {
    var entry = entry(findings[0], firedDaysAgo: 12, severity: .critical)
    entry.limit = .learned
    entry.reason = FindingReason(
      since: Since(instant: moment(-16), method: .changePoint),
      cause: Cause(
        kind: .change, dimension: .source, element: "partner", part: 0.9, count: 0, total: 0, before: 0.52, now: 0.2,
        within: Cause.Deeper(dimension: .rep, element: "rep014", part: 0.7)))
    entry.forecast = nil
    entry.log = [AlertLogLine(at: moment(-12), event: "fired_crit")]
    return entry
  }

  static var idleAlert: AlertEntry {
    var entry = entry(findings[1], firedDaysAgo: 11, severity: .warning)
    entry.reason = FindingReason(
      since: Since(instant: moment(-11), method: .oldestItem),
      cause: Cause(
        kind: .items, dimension: .stage, element: "Proposal", part: 0.6, count: 41, total: 69, before: nil, now: nil,
        within: nil))
    entry.forecast = .items(12, by: moment(7))
    entry.log = [
      AlertLogLine(at: moment(-2), event: "raised_when_due"),
      AlertLogLine(at: moment(-9), event: "acknowledged", actor: "maria", note: "each rep calls five"),
      AlertLogLine(at: moment(-11), event: "fired_warn"),
    ]
    return entry
  }

  static var processAlert: AlertEntry {
    var entry = entry(findings[2], firedDaysAgo: 17, severity: .warning)
    entry.reason = FindingReason(
      since: Since(instant: moment(-19), method: .changePoint),
      cause: Cause(
        kind: .change, dimension: .team, element: "team3", part: 0.74, count: 0, total: 0, before: nil, now: nil,
        within: nil))
    return entry
  }

  /// A part of the organisation, which marketing has.
  static var seenAlert: AlertEntry {
    let reading = Reading(value: 0.52, count: 310, low: 0.41, high: 0.66, rows: Array(0..<28))
    var entry = entry(
      finding(rule("qualified-rate"), reading, .breach(.warning)), firedDaysAgo: 20, severity: .warning,
      scope: .element(.source, "paid search"))
    act(
      .acknowledge(by: "marketing", note: "new web form", due: moment(4).adding(-17 * 3600 - 40 * 60)), on: &entry,
      daysAgo: 3)
    entry.reason = FindingReason(since: Since(instant: moment(-24), method: .crossing))
    return entry
  }

  static var snoozedAlert: AlertEntry {
    var entry = entry(findings[3], firedDaysAgo: 30, severity: .warning)
    act(.snooze(until: nil, by: "tom", reason: "the clean-up runs until December"), on: &entry, daysAgo: 5)
    return entry
  }

  static var pendingAlert: AlertEntry {
    let reading = Reading(value: 4.6, count: 940, low: 4.4, high: 4.8)
    var entry = calm(rule("activities-mean"), reading, .breach(.warning))
    observe(4.6, &entry, at: moment(-1))
    entry.forecast = .crossing(.critical, at: moment(5))
    return entry
  }

  static var clearedAlert: AlertEntry {
    var entry = calm(rule("gave-up"), Reading(value: 0.22, count: 513, low: 0.19, high: 0.26), .within)
    observe(0.7, &entry, at: moment(-10))
    observe(0.7, &entry, at: moment(-7))
    observe(0.22, &entry, at: moment(-3))
    observe(0.22, &entry, at: moment(-1).adding(3600))
    return entry
  }

  static var newRule: AlertRule {
    var rule = rule("process-conforming")
    rule.id = "enterprise-process"
    rule.title = "Enterprise deals following the process"
    return rule
  }

  // MARK: - Making them

  static func calm(_ rule: AlertRule, _ reading: Reading, _ verdict: Verdict) -> AlertEntry {
    AlertEntry(
      key: AlertKey(rule: rule.id), finding: finding(rule, reading, verdict), instance: AlertInstance(AlertPolicy(rule))
    )
  }

  /// An alert that fired some days ago and goes on.
  static func entry(
    _ finding: Finding, firedDaysAgo days: Int, severity: Severity, scope: Scope = .all
  ) -> AlertEntry {
    var entry = AlertEntry(
      key: AlertKey(rule: finding.id, scope: scope), finding: finding,
      instance: AlertInstance(AlertPolicy(finding.rule)))
    let rule = finding.rule
    let beyond = rule.direction == .below ? rule.warn * 0.99 : rule.warn * 1.01 + 1
    let far = rule.critical.map { rule.direction == .below ? $0 * 0.9 : $0 * 1.1 } ?? beyond
    let value = severity == .critical && !rule.isItem ? far : beyond
    let items: Double? = rule.isItem ? (severity == .critical ? 1 : 0) : nil
    observe(value, &entry, at: moment(-days).adding(-Int64(rule.holdFor)), criticalItems: items)
    observe(value, &entry, at: moment(-days), criticalItems: items)
    return entry
  }

  static func act(_ action: AlertAction, on entry: inout AlertEntry, daysAgo: Int) {
    _ = entry.instance?.take(.action(action), at: moment(-daysAgo))
  }

  private static func observe(
    _ value: Double, _ entry: inout AlertEntry, at instant: Instant, criticalItems: Double? = nil
  ) {
    let measured = AlertObservation.Measured(value: value, low: value, high: value)
    let critical = criticalItems.map { AlertObservation.Measured(value: $0) }
    _ = entry.instance?.take(
      .observation(AlertObservation(measured, criticalMeasured: critical, count: 1_000)), at: instant)
  }

  private static func reading(_ rule: AlertRule, _ share: Double) -> Reading {
    Reading(value: rule.isItem ? 0 : share * 10, count: 500)
  }

  static func moment(_ days: Int) -> Instant { asOf.adding(days: days) }
}
