import AlertEngine
import Dashboard
import Domain

/// What `dealtop check` prints: how alerts stand, one line each, and the exit status of a monitoring plug-in.
public enum CheckText {
  /// 2 if anything critical is firing, else 1 if anything is, else 3 if no rule could be evaluated, else 0. What
  /// somebody acknowledged or snoozed is quiet here too.
  public static func exitStatus(_ snapshot: Snapshot) -> Int32 {
    guard snapshot.alerts.basis == .remembered else { return Summary.exitCode(snapshot.findings) }
    switch firing(snapshot).map(\.severity).max() {
    case .critical: return 2
    case .warning: return 1
    default: return snapshot.alerts.entries.contains { $0.finding.isEvaluated } ? 0 : 3
    }
  }

  /// The verdict first, then a line for each alert that is not inactive, then for each rule that could not be judged.
  public static func lines(_ snapshot: Snapshot) -> [String] {
    let firing = firing(snapshot)
    let critical = firing.count { $0.severity == .critical }
    let warnings = firing.count { $0.severity == .warning }
    let word =
      switch exitStatus(snapshot) {
      case 2: "CRITICAL"
      case 1: "WARNING"
      case 3: "UNKNOWN"
      default: "OK"
      }
    let alerts = snapshot.alerts.entries.compactMap { line($0, snapshot) }
    let unjudged = snapshot.alerts.entries.filter { !$0.finding.isEvaluated && $0.severity == .ok }
    let calm = exitStatus(snapshot) == 3 ? "nothing to judge" : "all judged figures within limits"
    return ["\(word): \(critical) critical, \(warnings) \(warnings == 1 ? "warning" : "warnings")"]
      + (alerts.isEmpty ? [calm] : alerts) + unjudged.map { PlainReport.unjudgedLine($0.finding) }
  }

  private static func firing(_ snapshot: Snapshot) -> [AlertEntry] {
    snapshot.alerts.entries.filter { $0.display == .firing }
  }

  private static func line(_ entry: AlertEntry, _ snapshot: Snapshot) -> String? {
    let who = [entry.instance?.acknowledgement?.by, entry.instance?.snooze?.by].compactMap(\.self).first ?? ""
    let by = who.isEmpty ? "" : " by \(who)"
    switch entry.display {
    case .inactive, .nodata: return nil
    case .firing: return PlainReport.line(entry, snapshot, word: Self.word(entry))
    case .pending: return PlainReport.line(entry, snapshot, word: "pending ")
    case .acknowledged: return PlainReport.line(entry, snapshot, word: "acknowledged\(by)")
    case .snoozed: return PlainReport.line(entry, snapshot, word: "snoozed\(by)")
    }
  }

  /// A figure may be fine again and its alert not over: that takes as long as the rule says.
  private static func word(_ entry: AlertEntry) -> String {
    let word = entry.severity == .critical ? "CRITICAL" : "WARNING "
    return entry.finding.isEvaluated && entry.finding.severity == .ok ? "\(word)  recovering" : word
  }

  /// What to print where nothing could be judged at all.
  public static func unknown(_ reason: String) -> String { "UNKNOWN: \(reason)" }

  /// The same as JSON: `exit_status` 3, no instant, no findings, and the reason.
  public static func unknownJSON(_ reason: String) -> JSONValue {
    .object([
      ("exit_status", .int(3)), ("as_of", .null), ("alerts", .array([])), ("findings", .array([])),
      ("error", .string(reason)),
    ])
  }

  /// The same as JSON: `exit_status`, `as_of`, all `alerts` as they stand, and all `findings` of now.
  public static func json(_ snapshot: Snapshot) -> JSONValue {
    .object([
      ("exit_status", .int(Int(exitStatus(snapshot)))), ("as_of", snapshot.readings.query.asOf.json),
      ("alerts", AlertsJSON.alerts(snapshot)),
      ("findings", .array(snapshot.findings.map { FindingJSON.value($0, snapshot) })),
    ])
  }
}
