import MetricEngine

/// Forecast statistics with the keys of the reference.
enum ForecastStatsJSON {
  static func value(_ stats: ForecastStats) -> JSONValue { .object([]) }
}
