import MetricEngine

/// How long single leads and deals have been there: always rounded down, as the sentences of the engine say it, so
/// that two figures of one row never disagree.
enum Ages {
  /// Whole days: "57 d", "1 204 d".
  static func days(_ days: Double) -> String { "\(Numbers.whole(DayWords.whole(days))) d" }

  /// Working time that runs: "40 s", "41 min 07"; from an hour on as ``work(_:)``, where seconds say nothing.
  static func counted(_ seconds: Int64) -> String {
    guard seconds >= 60, seconds < 3600 else { return work(seconds) }
    let rest = seconds % 60
    return "\(seconds / 60) min \(rest < 10 ? "0" : "")\(rest)"
  }

  /// Working time: "40 s", "58 min", "37 h 34", "1 204 h".
  static func work(_ seconds: Int64) -> String {
    seconds < 172_800 ? DayWords.duration(seconds) : Durations.work(seconds)
  }
}
