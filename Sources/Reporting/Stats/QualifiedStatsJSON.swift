import MetricEngine

/// Qualified statistics with the keys of the reference.
enum QualifiedStatsJSON {
  static func value(_ stats: QualifiedStats) -> JSONValue { .object([]) }
}
