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
  public func stats(_ query: Query) -> Stats {
    let engine = standing(at: query.asOf)
    let selection = engine.selection(query)
    return Stats(
      query: query, response: ResponseStats(engine, query, selection),
      qualified: QualifiedStats(engine, query, selection), process: ProcessStats(engine, query, selection),
      activities: ActivityStats(engine, query, selection), close: CloseStats(engine, query, selection),
      forecast: ForecastStats(engine, query, selection), attribution: AttributionStats(engine, query, selection),
      drilldown: DrilldownStats(engine, query, selection), claims: engine.claims(query))
  }
}
