import Domain

/// Everything that is computed of the rows beyond what the panels show: tests of change, breakdowns, control charts,
/// attributions, forecasts (statistics.md sections 4 to 6). `dealtop stats` prints all of it.
public struct Stats: Sendable {
  /// What was asked.
  public var query: Query
  /// How fast leads are answered: changes, by rep and source, regimes, speed against qualification.
  public var response: ResponseStats
  /// Weeks, dispersion and control charts of qualified leads.
  public var qualified: QualifiedStats
  /// Conformance against winning, transitions, costs.
  public var process: ProcessStats
  /// Win rates by activity, floors, changes.
  public var activities: ActivityStats
  /// Change of speed by period and cohort, by segment.
  public var close: CloseStats
  /// Expected wins and money.
  public var forecast: ForecastStats
  /// What moved which figure.
  public var attribution: AttributionStats
  /// The sets of rows behind the figures.
  public var drilldown: DrilldownStats
  /// Published figures beside the own ones.
  public var claims: [Claim]
}

extension Engine {
  /// Computes everything as of the query's instant, within its filter.
  public func stats(_ query: Query) -> Stats { stats(query, between: {}) }

  /// The same, to be abandoned between two parts.
  /// - Parameter pause: called between parts; what it throws ends the work.
  public func stats<Failure: Error>(
    _ query: Query, between pause: @Sendable () throws(Failure) -> Void
  ) throws(Failure) -> Stats {
    try pause()
    let engine = standing(at: query.asOf)
    let work = StatsWork(engine, query)
    let parts = work.parts
    _ = try TwoCores.map(parts.count) { index throws(Failure) in
      try pause()
      parts[index]()
    }
    return work.stats
  }
}
