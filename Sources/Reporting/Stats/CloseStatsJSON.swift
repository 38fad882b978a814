import MetricEngine

/// Time-to-close statistics with the keys of the reference.
enum CloseStatsJSON {
  static func value(_ stats: CloseStats) -> JSONValue {
    guard let period = stats.period else { return .object([]) }
    return .object([
      ("verdict", judgement(period.judgement)), ("verdict_cohort", judgement(stats.cohortJudgement)),
      ("any_close", restricted(stats.restrictedMean, isKnown: stats.timed > 0)),
      ("by_segment", .object(stats.bySegment.map { ($0.name, segment($0)) })),
      ("naive_won_prev90", stats.averageBefore.json), ("naive_welch_p", .number(stats.averagesP)),
      ("cohort_last180_vs_prev180", test(stats.cohort)), ("cohort_stratified_by_segment", test(stats.cohortWithin)),
      ("period_last90", period.now.json(unit: "d")), ("period_prev90", period.before.json(unit: "d")),
      ("period_change", test(period.together)), ("period_change_stratified", test(period.within)),
      ("period_mix", .array(period.mix.map(mix))), ("weekly_control", control(stats.control)),
      ("velocity", velocity(stats.velocity)),
    ])
  }

  private static func judgement(_ judgement: ChangeJudgement) -> JSONValue {
    .object([
      ("log_e", .number(judgement.logE)), ("mde_hazard_ratio", .number(judgement.detectableHazardRatio)),
      ("verdict", .string(judgement.verdict.rawValue)),
    ])
  }

  private static func test(_ result: LogRankResult) -> JSONValue {
    .object([
      ("observed", .number(result.observed)), ("expected", .number(result.expected)),
      ("variance", .number(result.variance)), ("z", .number(result.z)), ("chi2", .number(result.chiSquared)),
      ("p", .number(result.p)), ("log_hazard_ratio_peto", .number(result.logHazardRatio)),
    ])
  }

  private static func restricted(_ mean: RestrictedDays, isKnown: Bool) -> JSONValue {
    guard isKnown else { return .object([]) }
    return .object([
      ("rmst_at", .int(CloseStats.restriction)), ("rmst", .number(mean.days)), ("rmst_se", .number(mean.error)),
    ])
  }

  private static func segment(_ segment: SegmentCurves) -> JSONValue {
    .object([
      (
        "cumulative_incidence",
        .object([
          ("won", .array(segment.won.map { .number($0) })),
          ("won_se", .array(segment.wonErrors.map { .number($0) })),
          ("lost", .array(segment.lost.map { .number($0) })),
          ("lost_se", .array(segment.lostErrors.map { .number($0) })),
        ])
      ),
      (
        "any_close",
        segment.anyClose.json(unit: "d")
          .merging(restricted(segment.restrictedMean, isKnown: segment.anyClose.count > 0))
      ),
    ])
  }

  private static func mix(_ share: MixShare) -> JSONValue {
    .object([("name", .string(share.name)), ("now", .number(share.now)), ("before", .number(share.before))])
  }

  private static func control(_ control: CloseControl?) -> JSONValue {
    guard let control else { return .null }
    return .object([
      ("weeks", .array(control.weeks.map(\.json))), ("centre", .number(control.centre)), ("low", .number(control.low)),
      ("high", .number(control.high)), ("beyond", .array(control.beyond.map { .string($0.iso) })),
      ("runs_of_8", .array(control.runs.map { .string($0.iso) })),
    ])
  }

  // MARK: - Velocity

  private static func velocity(_ velocity: VelocityReading?) -> JSONValue {
    guard let velocity else { return .null }
    return .object([
      ("now", factors(velocity.now)), ("before", factors(velocity.before)),
      ("most_moved", velocity.mostMoved.map { .string($0.rawValue) } ?? .null),
      (
        "log_contributions",
        .object(zip(VelocityFactor.allCases, velocity.contributions).map { ($0.rawValue, .number($1)) })
      ),
      ("by_segment", .object(velocity.bySegment.map { ($0.name, factors($0.factors)) })),
    ])
  }

  private static func factors(_ factors: VelocityFactors) -> JSONValue {
    .object([
      ("per_day", .number(factors.perDay)), ("open_deals", .int(factors.openDeals)),
      ("win_rate", factors.winRate.json), ("average_amount", .number(factors.averageAmount)),
      ("amounts", .int(factors.amounts)), ("currency", .string(factors.currency)),
      ("days_to_win", .number(factors.daysToWin)),
    ])
  }
}
