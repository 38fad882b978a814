import MetricEngine

/// Activity statistics with the keys of the reference.
enum ActivityStatsJSON {
  static func value(_ stats: ActivityStats) -> JSONValue {
    stats.availability.json(with: [
      ("nb_alpha_moments_closed", .number(stats.spread)),
      ("win_rate_by_count", bins(stats.winRateByCount)),
      ("win_rate_by_first14d_landmark", bins(stats.winRateByFirstFortnight)),
      ("trend_by_count", trend(stats.trendByCount)),
      ("trend_landmark", trend(stats.trendByFirstFortnight)),
      ("first14d_created_14_60d_ago", stats.firstFortnight.json),
      ("first14d_created_60_120d_ago", stats.firstFortnightBefore.json),
      ("first14d_mannwhitney_p", .number(stats.firstFortnightP)),
      ("first14d_verdict", .string(stats.verdict.rawValue)),
      ("quiet_chart", chart(stats.quietChart)),
    ])
  }

  private static func bins(_ bins: [ActivityBin]) -> JSONValue { .object(bins.map { ($0.name, $0.won.json) }) }

  private static func trend(_ trend: OrdinalTrend?) -> JSONValue {
    guard let trend else { return .null }
    return .object([("z", .double(trend.z)), ("p", .double(trend.p))])
  }

  private static func chart(_ chart: TrendChart?) -> JSONValue {
    guard let chart else { return .null }
    return .object([
      ("center", .double(chart.center)), ("low", .double(chart.low)), ("high", .double(chart.high)),
      ("beyond", .array(chart.beyond.map { .int($0) })), ("runs", .array(chart.runs.map { .int($0) })),
    ])
  }
}
