import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// Puts what an alert said into words for somebody who does not look at the screen.
public struct AlertNotice {
  private let snapshot: Snapshot
  private let items: (AlertEntry) -> [String]

  /// Words by what is known now.
  /// - Parameter items: the leads or deals behind an alert, a few, each in one line.
  public init(_ snapshot: Snapshot, items: @escaping (AlertEntry) -> [String] = { _ in [] }) {
    self.snapshot = snapshot
    self.items = items
  }

  /// The notice of an event.
  /// - Parameters:
  ///   - event: the text of an ``AlertEvent`` of this version or another.
  ///   - key: which alert.
  ///   - dedupKey: what tells this notice from all others.
  public func notice(of event: String, at: Instant, for key: AlertKey, dedupKey: String) -> Notice {
    let entry = snapshot.alerts[key]
    let about = entry.map { Self.subject(event, $0) } ?? PlainLines.clean(key.rule)
    let title = "\(PlainLines.name(snapshot)): \(Self.words(event, entry)) \(about)"
    let lines = [title] + (entry.map { particulars(of: event, $0) } ?? [])
    var notice = Notice(
      kind: .alert, dedupKey: dedupKey, organisation: PlainLines.name(snapshot), title: title,
      text: lines.joined(separator: "\n"))
    notice.event = PlainLines.clean(event)
    notice.at = at.isoText
    (notice.rule, notice.scope) = (PlainLines.clean(key.rule), PlainLines.clean(key.scopeText))
    if let entry { fill(&notice, event, entry) }
    return notice
  }

  private func fill(_ notice: inout Notice, _ event: String, _ entry: AlertEntry) {
    let finding = entry.finding
    notice.severity = Self.severity(event, entry).map { $0 == .critical ? "critical" : "warning" }
    let isSilent = event == AlertEvent.noData.rawValue
    notice.value = isSilent ? nil : finding.reading.value.flatMap { $0.isFinite ? $0 : nil }
    notice.limit = finding.rule.warn.isFinite ? finding.rule.warn : nil
    notice.n = finding.reading.count
    notice.since = entry.reason?.since?.instant.isoText
    notice.cause = PlainLines.cause(entry, snapshot)
    notice.doNext = Self.doNext(event, finding.rule)
    notice.owner = finding.rule.owner.map(PlainLines.clean)
    notice.runbook = finding.rule.runbook.map(PlainLines.clean)
  }

  /// What is known of the figure; of one that stands also which deals, and what to do.
  private func particulars(of event: String, _ entry: AlertEntry) -> [String] {
    if event == AlertEvent.noData.rawValue { return silence(entry) }
    let figures = PlainLines.figures(entry, snapshot)
    if let lasted = lasted(event, entry) { return [lasted, "now \(figures)"] }
    let rule = entry.finding.rule
    let runbook = rule.runbook.map { ["runbook: \(PlainLines.clean($0))"] } ?? []
    return [figures] + items(entry).map { "  \($0)" } + ["do next: \(Self.doNext(event, rule))"] + runbook
  }

  /// A source has fallen silent: what its last rows amount to says nothing.
  private func silence(_ entry: AlertEntry) -> [String] {
    let since = entry.instance?.gap.map { " since \(PlainLines.moment($0.since, snapshot))" } ?? ""
    let stays = entry.severity > .ok ? "; it stays as it was until there is" : ""
    return ["nothing to judge it by\(since)\(stays)", "do next: \(Self.findSource)"]
  }

  private static let findSource = "find out why nothing comes"

  /// What a notice is about: of a source that has fallen silent what it tells of, for no rule can be judged by it.
  private static func subject(_ event: String, _ entry: AlertEntry) -> String {
    guard event == AlertEvent.noData.rawValue, entry.severity == .ok else { return PlainLines.title(entry) }
    return switch entry.finding.rule.request.metric {
    case .leadResponse, .qualifiedLeads: "about leads"
    case .processSteps, .timeToClose: "about opportunities"
    case .activities: "about activities"
    }
  }

  private static func doNext(_ event: String, _ rule: AlertRule) -> String {
    event == AlertEvent.noData.rawValue ? findSource : PlainLines.doNext(rule)
  }

  /// When it fired and ended, of one that ended.
  private func lasted(_ event: String, _ entry: AlertEntry) -> String? {
    let ends = [AlertEvent.resolved, .resolvedWithoutData].map(\.rawValue)
    guard ends.contains(event), let episode = entry.instance?.lastEpisode else { return nil }
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
