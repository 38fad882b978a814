import Domain

/// Statistics of a selection that are the same for every period.
final class LastingStats: Sendable {
  let response = LastingResponseStats()
  let process = Once<ProcessStats>()
  let activities = Once<ActivityStats>()
  let close = LastingCloseStats()
  let forecast = Once<ForecastStats>()
  let drilldown = Once<DrilldownStats>()
}

/// The statistics of one question, in parts that need not wait for each other.
struct StatsWork: Sendable {
  private let engine: Engine
  private let query: Query
  private let selection: Selection
  private let input: ClaimInput
  private let responses: ResponseStatsWork
  private let closings: CloseStatsWork
  private let qualified = Once<QualifiedStats>()
  private let attribution = Once<AttributionStats>()

  /// `engine` stands at the query's instant.
  init(_ engine: Engine, _ query: Query) {
    (self.engine, self.query) = (engine, query)
    selection = engine.selection(query)
    input = ClaimInput(engine, query, selection, seed: ClaimChance.standardSeed)
    responses = ResponseStatsWork(engine, query, selection)
    closings = CloseStatsWork(engine, query, selection)
  }

  /// What makes each part, the heavy ones first, so that both cores end at about the same time.
  var parts: [@Sendable () -> Void] {
    let claims = ClaimTest.allCases.filter { $0 != .lateBuyers }
    let heavy: [@Sendable () -> Void] = [
      { _ = closings.basis }, { _ = responses.regimes }, { _ = responses.speed }, { _ = process },
      { _ = responses.windows }, { _ = input.claims(.lateBuyers) }, { _ = drilldown }, { _ = closings.segments },
      { _ = closings.cohorts }, { _ = forecast }, { _ = closings.mean }, { _ = closings.verdict },
      { _ = responses.means },
    ]
    let light: [@Sendable () -> Void] = [
      { _ = attributed }, { _ = closings.moves }, { _ = activities }, { _ = qualifiedLeads },
    ]
    return heavy + claims.map { test in { _ = input.claims(test) } } + light
  }

  /// All of it; parts that have not been made are.
  var stats: Stats {
    Stats(
      query: query, response: responses.stats, qualified: qualifiedLeads, process: process, activities: activities,
      close: closings.stats, forecast: forecast, attribution: attributed, drilldown: drilldown,
      claims: ClaimTest.allCases.flatMap(input.claims))
  }

  private var lasting: LastingStats { selection.parts.stats }

  private var process: ProcessStats { lasting.process.get { ProcessStats(engine, query, selection) } }
  private var activities: ActivityStats { lasting.activities.get { ActivityStats(engine, query, selection) } }
  private var forecast: ForecastStats {
    lasting.forecast.get { ForecastStats(engine, query, closings) }
  }
  private var drilldown: DrilldownStats { lasting.drilldown.get { DrilldownStats(engine, query, selection) } }
  private var qualifiedLeads: QualifiedStats { qualified.get { QualifiedStats(engine, query, selection) } }
  private var attributed: AttributionStats { attribution.get { AttributionStats(engine, query, selection) } }
}
