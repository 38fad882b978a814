import AlertEngine
import Dashboard
import Domain

/// Alerts and what was ever said about them as text.
public enum AlertsText {
  /// One line an alert, the worst first.
  public static func list(_ snapshot: Snapshot) -> [String] {
    snapshot.alerts.entries.map { entry in
      let state = [state(entry), entry.key.rule, scope(entry.key)].compactMap(\.self).joined(separator: "  ")
      return entry.finding.isEvaluated
        ? PlainReport.line(entry, snapshot, word: state)
        : "\(state)  \(PlainReport.unjudgedLine(entry.finding))"
    }
  }

  private static func state(_ entry: AlertEntry) -> String {
    let severity = entry.severity == .critical ? " critical" : entry.severity == .warning ? " warning" : ""
    let instance = entry.instance
    let since = instance?.firedAt.map { " since \($0.minuteText)" } ?? ""
    let by = [instance?.acknowledgement?.by, instance?.snooze?.by].compactMap(\.self).first { !$0.isEmpty }
    let until = (instance?.snooze?.until ?? instance?.acknowledgement?.due).map { " until \($0.minuteText)" } ?? ""
    return "\(entry.display.rawValue)\(severity)\(since)\(by.map { " by \($0)" } ?? "")\(until)"
  }

  private static func scope(_ key: AlertKey) -> String? { key.scope == .all ? nil : key.scopeText }

  /// One line for each thing that was said or done, oldest first; times in UTC.
  public static func history(_ entries: some Sequence<AlertHistoryEntry>) -> [String] {
    entries.map { entry in
      let line = entry.line
      let parts = [
        line.at.minuteText, entry.key.rule, scope(entry.key), line.event, line.actor.map { "by \($0)" },
        line.until.map { "until \($0.minuteText)" }, line.note,
      ]
      return parts.compactMap(\.self).joined(separator: "  ")
    }
  }

  /// The same as CSV.
  public static func csv(_ entries: some Sequence<AlertHistoryEntry>) -> String {
    CSVText.table(
      ["id", "at", "rule", "scope", "event", "by", "until", "note"],
      entries.map { entry in
        [
          "\(entry.number)", entry.line.at.isoText ?? "", entry.key.rule, entry.key.scopeText, entry.line.event,
          entry.line.actor ?? "", entry.line.until?.isoText ?? "", entry.line.note ?? "",
        ]
      })
  }
}

extension Instant {
  /// `2026-06-30 18:00Z`: a time in UTC, as lists for people and programs print it.
  public var minuteText: String {
    guard let text = isoText, text.count >= 16 else { return "unknown" }
    return text.prefix(10) + " " + text.dropFirst(11).prefix(5) + "Z"
  }
}
