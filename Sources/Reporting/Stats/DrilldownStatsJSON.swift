import MetricEngine

/// Drilldown statistics with the keys of the reference.
enum DrilldownStatsJSON {
  static func value(_ stats: DrilldownStats) -> JSONValue { .object([]) }
}
