import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// Puts what an alert said into words for somebody who does not look at the screen.
public struct AlertNotice {
  private let snapshot: Snapshot

  /// Words by what is known now.
  public init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// The notice of an event.
  /// - Parameters:
  ///   - event: the text of an ``AlertEvent`` of this version or another.
  ///   - key: which alert.
  ///   - dedupKey: what tells this notice from all others.
  public func notice(of event: String, at: Instant, for key: AlertKey, dedupKey: String) -> Notice {
    let entry = snapshot.alerts[key]
    let about = entry.map(PlainLines.title) ?? PlainLines.clean(key.rule)
    let title = "\(PlainLines.name(snapshot)): \(Self.words(event, entry)) \(about)"
    let next = entry.map { "do next: \(PlainLines.clean($0.finding.rule.doNext))" }
    let lines = [title, entry.map { figures($0, event) }, lasted(event, entry), next, runbook(entry)]
    var notice = Notice(
      kind: .alert, dedupKey: dedupKey, organisation: PlainLines.name(snapshot), title: title,
      text: lines.compactMap(\.self).joined(separator: "\n"))
    notice.event = event
    notice.at = at.isoText
    (notice.rule, notice.scope) = (PlainLines.clean(key.rule), PlainLines.clean(key.scopeText))
    if let entry { fill(&notice, event, entry) }
    return notice
  }

  private func fill(_ notice: inout Notice, _ event: String, _ entry: AlertEntry) {
    let finding = entry.finding
    notice.severity = Self.severity(event, entry).map { $0 == .critical ? "critical" : "warning" }
    notice.value = finding.reading.value.flatMap { $0.isFinite ? $0 : nil }
    notice.limit = finding.rule.warn.isFinite ? finding.rule.warn : nil
    notice.n = finding.reading.count
    notice.since = entry.reason?.since?.instant.isoText
    notice.cause = PlainLines.cause(entry, snapshot)
    notice.doNext = PlainLines.clean(finding.rule.doNext)
    notice.owner = finding.rule.owner.map(PlainLines.clean)
    notice.runbook = finding.rule.runbook.map(PlainLines.clean)
  }

  /// What is known of the figure, without the level that the title says.
  private func figures(_ entry: AlertEntry, _ event: String) -> String {
    let line = PlainLines.alert(entry, snapshot)
    return line.firstRange(of: ": ").map { String(line[$0.upperBound...]) } ?? line
  }

  private func runbook(_ entry: AlertEntry?) -> String? {
    entry?.finding.rule.runbook.map { "runbook: \(PlainLines.clean($0))" }
  }

  /// "lasted 3 d" of one that ended.
  private func lasted(_ event: String, _ entry: AlertEntry?) -> String? {
    guard [AlertEvent.resolved.rawValue, AlertEvent.resolvedWithoutData.rawValue].contains(event),
      let episode = entry?.instance?.lastEpisode
    else { return nil }
    return
      "fired \(PlainLines.moment(episode.firedAt, snapshot)), ended \(PlainLines.moment(episode.endedAt, snapshot))"
  }

  private static func severity(_ event: String, _ entry: AlertEntry) -> Severity? {
    switch AlertEvent(rawValue: event) {
    case .firedWarning: .warning
    case .firedCritical, .escalated: .critical
    case .resolved, .resolvedWithoutData: entry.instance?.lastEpisode?.worst
    default: entry.severity > .ok ? entry.severity : nil
    }
  }

  /// What happened, as the first word of a line.
  static func words(_ event: String, _ entry: AlertEntry?) -> String {
    switch AlertEvent(rawValue: event) {
    case .firedWarning: "WARNING"
    case .firedCritical, .escalated: "CRITICAL"
    case .resolved: "RESOLVED"
    case .resolvedWithoutData: "ENDED WITHOUT DATA"
    case .noData: "NO DATA"
    case .raisedAfterSnooze: "STILL FIRING, snooze is over"
    case .raisedWhenDue: "STILL FIRING, due now"
    case .flapping: "COMES AND GOES\(entry?.instance.map { ", \($0.raises.count) times in 7 d" } ?? "")"
    default: PlainLines.clean(event).uppercased()
    }
  }
}
