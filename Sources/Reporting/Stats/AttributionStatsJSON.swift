import MetricEngine

/// Attribution statistics with the keys of the reference.
enum AttributionStatsJSON {
  static func value(_ stats: AttributionStats) -> JSONValue { .object([]) }
}
