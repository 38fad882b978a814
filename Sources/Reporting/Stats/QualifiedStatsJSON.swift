import MetricEngine

/// Qualified statistics with the keys of the reference.
enum QualifiedStatsJSON {
  static func value(_ stats: QualifiedStats) -> JSONValue {
    guard stats.isReady else { return .object(keys.map { ($0, .null) }) }
    return .object([
      ("weeks", .array(stats.weeks.map { .string($0.iso) })), ("weekly_qualified", numbers(stats.qualified)),
      ("weekly_leads", numbers(stats.created)), ("dispersion_index", .number(stats.dispersion)),
      ("nb_alpha_moments", .number(stats.alpha)),
      ("weekday_factor", stats.weekdayFactors.isEmpty ? .null : numbers(stats.weekdayFactors)),
      ("c_chart", stats.cChart.map(countChart) ?? .null), ("u_chart", uChart(stats.uChart)), ("xmr", xmr(stats)),
      ("u_chart_laney", stats.laneyChart.map(uLimits) ?? .null), ("xmr_root_frozen", frozen(stats.frozen)),
      ("verdict", verdict(stats.reading.judgement)),
      ("rate_ratio_widened", stats.reading.widenedRatio.json),
      ("control_limits", limits(stats.reading)),
      ("reversed_within_30d", stats.reading.reversed.map { .int($0) } ?? .null),
      ("reversed_within_30d_before", stats.reading.reversedBefore.map { .int($0) } ?? .null),
      ("requalified", stats.reading.requalified.map { .int($0) } ?? .null),
    ])
  }

  private static let keys = ["dispersion_index", "nb_alpha_moments", "weekday_factor", "c_chart", "u_chart", "xmr"]

  private static func numbers(_ values: [Double]) -> JSONValue { .array(values.map { .number($0) }) }

  private static func indices(_ values: [Int]) -> JSONValue { .array(values.map { .int($0) }) }

  private static func countChart(_ chart: CountChart) -> JSONValue {
    .object([
      ("center", .number(chart.center)), ("lcl", .number(chart.low.first)), ("ucl", .number(chart.high.first)),
    ])
  }

  /// Null in both members where no lead came in these weeks.
  private static func uChart(_ chart: CountChart?) -> JSONValue {
    .object([("center", .number(chart?.center)), ("ucl", chart.map { numbers($0.high) } ?? .null)])
  }

  private static func uLimits(_ chart: CountChart) -> JSONValue {
    .object([
      ("center", .number(chart.center)), ("lcl", numbers(chart.low)), ("ucl", numbers(chart.high)),
      ("widening", .number(chart.widening)),
    ])
  }

  private static func xmr(_ stats: QualifiedStats) -> JSONValue {
    guard let chart = stats.xmr else { return .object([("n", .int(stats.qualified.count))]) }
    let (limits, signals) = (chart.limits, chart.signals)
    return .object([
      ("n", .int(stats.qualified.count)), ("mean", .number(limits.mean)), ("mr_bar", .number(limits.meanRange)),
      ("median_mr", .number(limits.medianRange)), ("lcl", .number(limits.low)), ("ucl", .number(limits.high)),
      (
        "signals",
        .object([
          ("beyond_3s", indices(signals.beyondThree)), ("two_of_three_2s", indices(signals.twoOfThree)),
          ("four_of_five_1s", indices(signals.fourOfFive)), ("run_of_eight", indices(signals.runOfEight)),
        ])
      ),
      ("ewma_0_2", numbers(stats.ewma)),
      ("cusum_k0_5", .array(zip(stats.cusumAbove, stats.cusumBelow).map { numbers([$0, $1]) })),
      ("theil_sen", line(stats.line)),
    ])
  }

  private static func line(_ line: TheilSen?) -> JSONValue {
    guard let line else { return .null }
    return .object([
      ("slope", .number(line.slope)), ("intercept", .number(line.intercept)), ("lo", .number(line.low)),
      ("hi", .number(line.high)),
    ])
  }

  private static func frozen(_ chart: FrozenChart?) -> JSONValue {
    guard let chart else { return .null }
    return .object([
      ("mean", .number(chart.limits.mean)), ("lcl", .number(chart.limits.low)), ("ucl", .number(chart.limits.high)),
      ("beyond_3s", indices(chart.beyondThree)), ("run_of_eight", indices(chart.runOfEight)),
    ])
  }

  private static func verdict(_ judgement: ChangeJudgement?) -> JSONValue {
    guard let judgement else { return .null }
    return .object([
      ("verdict", .string(judgement.verdict.rawValue)), ("log_e", .number(judgement.logE)),
      ("mde_ratio", .number(judgement.detectableHazardRatio)),
    ])
  }

  private static func limits(_ reading: QualifiedReading) -> JSONValue {
    guard let point = reading.trend.first(where: { $0.expected != nil }) else { return .null }
    return .object([
      ("expected", .number(point.expected)), ("lcl", .number(point.low)), ("ucl", .number(point.high)),
    ])
  }
}
