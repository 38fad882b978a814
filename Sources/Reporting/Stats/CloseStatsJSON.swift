import MetricEngine

/// Close statistics with the keys of the reference.
enum CloseStatsJSON {
  static func value(_ stats: CloseStats) -> JSONValue { .object([]) }
}
