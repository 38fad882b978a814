import AlertEngine
import Dashboard

/// What `dealtop check` prints: one line a broken limit.
public enum CheckText {
  /// The verdict first, then a line for each rule that is broken or could not be judged.
  public static func lines(_ snapshot: Snapshot) -> [String] {
    let critical = Summary.count(.critical, in: snapshot.findings)
    let warnings = Summary.count(.warning, in: snapshot.findings)
    let word =
      switch Summary.exitCode(snapshot.findings) {
      case 2: "CRITICAL"
      case 1: "WARNING"
      case 3: "UNKNOWN"
      default: "OK"
      }
    return ["\(word): \(critical) critical, \(warnings) \(warnings == 1 ? "warning" : "warnings")"]
      + PlainReport.wrong(snapshot)
  }

  /// What to print where nothing could be judged at all.
  public static func unknown(_ reason: String) -> String { "UNKNOWN: \(reason)" }

  /// The same as JSON: `exit_status` 3, no instant, no findings, and the reason.
  public static func unknownJSON(_ reason: String) -> JSONValue {
    .object([("exit_status", .int(3)), ("as_of", .null), ("findings", .array([])), ("error", .string(reason))])
  }

  /// The same as JSON: `exit_status`, `as_of` and all `findings`.
  public static func json(_ snapshot: Snapshot) -> JSONValue {
    .object([
      ("exit_status", .int(Int(Summary.exitCode(snapshot.findings)))), ("as_of", snapshot.readings.query.asOf.json),
      ("findings", .array(snapshot.findings.map { FindingJSON.value($0, snapshot) })),
    ])
  }
}
