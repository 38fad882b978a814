import Domain
import MetricEngine

/// Response statistics with the keys of the reference. Where the window is not 28 days, its keys name its length.
enum ResponseStatsJSON {
  static func value(_ stats: ResponseStats, days: Int = 28) -> JSONValue {
    guard let wall = stats.wall, let business = stats.business, let speed = stats.speed else { return .object([]) }
    return .object([
      ("wall", clock(wall, days)), ("business", clock(business, days)),
      ("by_rep_last\(days)_wall", .object(stats.byRep.map { ($0.name, element($0)) })),
      ("by_source_last\(days)_wall", .object(stats.bySource.map { ($0.name, element($0)) })),
      ("regime_by_rep_180d", regimes(stats.regimes)), ("speed_to_qualify", self.speed(speed)),
    ])
  }

  // MARK: - Clocks

  private static func clock(_ stats: ResponseClockStats, _ days: Int) -> JSONValue {
    .object([
      ("all", restricted(stats.all)), ("last\(days)", restricted(stats.current)),
      ("prev\(days)", restricted(stats.previous)),
      ("change_last\(days)_vs_prev\(days)", logRank(stats.change.unstratified)),
      ("change_stratified_by_source", logRank(stats.change.stratified)),
      ("verdict", judgement(stats.change.judgement)),
    ])
  }

  private static func restricted(_ mean: RestrictedMean?) -> JSONValue {
    guard let mean else { return .object([]) }
    return .object([("km", .object(members(mean)))])
  }

  private static func members(_ mean: RestrictedMean) -> [(String, JSONValue)] {
    [
      ("rmst_at", .int(RestrictedMean.limit)), ("rmst", .number(mean.mean)),
      ("rmst_se", .number(mean.error)),
    ]
  }

  private static func logRank(_ test: LogRankResult) -> JSONValue {
    .object([
      ("observed", .number(test.observed)), ("expected", .number(test.expected)),
      ("variance", .number(test.variance)), ("z", .number(test.z)), ("chi2", .number(test.chiSquared)),
      ("p", .number(test.p)), ("log_hazard_ratio_peto", .number(test.logHazardRatio)),
    ])
  }

  private static func judgement(_ judgement: ChangeJudgement) -> JSONValue {
    .object([
      ("log_e", .number(judgement.logE)), ("mde_hazard_ratio", .number(judgement.detectableHazardRatio)),
      ("verdict", .string(judgement.verdict.rawValue)),
    ])
  }

  // MARK: - Elements

  private static func element(_ element: NamedResponse) -> JSONValue {
    ReportJSON.figures(element.figures).merging(restricted(element.restrictedMean))
  }

  private static func regimes(_ regimes: ResponseRegimes) -> JSONValue {
    .object([
      ("flagged_bh_1pct", .array(regimes.flagged.map { .string($0) })),
      ("reps", .object(regimes.reps.map { ($0.name, regime($0)) })),
    ])
  }

  private static func regime(_ regime: ResponseRegime) -> JSONValue {
    let test = regime.test
    guard let split = test.split else { return .object([("n", .int(test.count))]) }
    return .object([
      ("n", .int(test.count)), ("K", .number(test.statistic)), ("split", .int(split)), ("p", .number(test.p)),
      ("median_before", .number(regime.medianBefore)), ("median_after", .number(regime.medianAfter)),
      ("at", regime.at?.json ?? .null),
    ])
  }

  // MARK: - Speed

  private static func speed(_ speed: SpeedToQualify) -> JSONValue {
    var buckets = zip(SpeedToQualify.names, speed.buckets).map { ($0, $1.json) }
    for (place, table) in speed.againstSlowest.enumerated() {
      buckets[place].1 = buckets[place].1.merging(.object([("vs_gt24h", twoByTwo(table))]))
    }
    var members: [(String, JSONValue)] = [
      ("cohort", .int(speed.cohort)), ("buckets", .object(buckets)),
      ("le5m_vs_slower", twoByTwo(speed.quickAgainstSlower)),
      ("trend", .object([("z", .number(speed.trend?.z)), ("p", .number(speed.trend?.p))])),
    ]
    if let regression = speed.regression {
      members.append(("logit_per_log2_response", self.regression(regression, speed.answered)))
      members.append(("mantel_haenszel_by_source", speed.bySource.map(mantelHaenszel) ?? .null))
    }
    return .object(members)
  }

  private static func regression(
    _ regression: Result<LogisticRegression, LogisticRegression.Failure>, _ count: Int
  ) -> JSONValue {
    switch regression {
    case .failure(let failure): .object([("n", .int(count)), ("error", .string(failure.rawValue))])
    case .success(let fit):
      .object([
        ("n", .int(count)), ("coef", .array([.number(fit.constant), .number(fit.slope)])),
        ("se", .array([.number(fit.constantError), .number(fit.slopeError)])),
        ("or_per_doubling", .number(fit.oddsRatio)),
      ])
    }
  }

  private static func twoByTwo(_ test: TwoByTwo) -> JSONValue {
    let table = test.table
    var members: [(String, JSONValue)] = [
      ("table", .array([table.a, table.b, table.c, table.d].map { .int(Int($0)) })),
      ("fisher_p", .number(test.fisherP)),
    ]
    if let odds = test.oddsRatio { members += [("odds_ratio", .number(odds.value)), ("or_ci", bounds(odds))] }
    if let risk = test.riskRatio { members += [("risk_ratio", .number(risk.value)), ("rr_ci", bounds(risk))] }
    if let difference = test.difference {
      members += [("diff", .number(difference.value)), ("diff_ci_newcombe", bounds(difference))]
    }
    return .object(members)
  }

  private static func mantelHaenszel(_ pooled: MantelHaenszel) -> JSONValue {
    guard let odds = pooled.oddsRatio else {
      return .object([("strata", .int(pooled.strata)), ("or_pooled", .null)])
    }
    return .object([
      ("strata", .int(pooled.strata)), ("or_pooled", .number(odds.value)), ("ci", bounds(odds)),
      ("p", .number(pooled.p)),
    ])
  }

  private static func bounds(_ estimate: Estimate) -> JSONValue {
    .array([.number(estimate.low), .number(estimate.high)])
  }
}
