import MetricEngine

/// Response statistics with the keys of the reference.
enum ResponseStatsJSON {
  static func value(_ stats: ResponseStats) -> JSONValue { .object([]) }
}
