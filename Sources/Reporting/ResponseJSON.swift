import MetricEngine

/// Response figures that the report shows beside those of the reference.
enum ResponseJSON {
  /// Whether answers really came sooner or later than before; null where nothing can be compared.
  static func verdict(_ reading: ResponseReading) -> JSONValue {
    guard let verdict = reading.verdict else { return .null }
    return .object([
      ("verdict", .string(verdict.verdict.rawValue)), ("log_e", .number(verdict.logE)),
      ("mde_hazard_ratio", .number(verdict.detectableHazardRatio)),
      ("faster", reading.isFaster.map { .bool($0) } ?? .null),
    ])
  }

  /// Limits of the weekly shares; null under eight weeks with leads.
  static func limits(_ chart: CountChart?) -> JSONValue {
    guard let chart else { return .null }
    return .object([
      ("center", .number(chart.center)), ("low", .array(chart.low.map { .number($0) })),
      ("high", .array(chart.high.map { .number($0) })), ("widening", .number(chart.widening)),
    ])
  }

  /// Kaplan-Meier medians of both parts of the wait, in seconds.
  static func lags(_ lags: ResponseLags) -> JSONValue {
    .object([
      ("to_owner", lags.toOwner.json), ("to_owner_n", .int(lags.toOwnerCount)), ("to_answer", lags.toAnswer.json),
      ("to_answer_n", .int(lags.toAnswerCount)),
    ])
  }

  /// Bounds of the time that one in ten waits longer than.
  static func slowTenth(_ figures: ResponseFigures) -> JSONValue {
    guard figures.count > 0 else { return .object([]) }
    return .object([("q90_ci", .array([.number(figures.slowTenth.low), .number(figures.slowTenth.high)]))])
  }
}
