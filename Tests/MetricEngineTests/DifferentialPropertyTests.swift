import Domain
import TestKit
import Testing

@testable import MetricEngine

/// What must hold for every set, whatever its figures are.
struct DifferentialPropertyTests {
  private static let moments = [
    CivilDate(year: 2025, month: 3, day: 9), CivilDate(year: 2025, month: 11, day: 2),
    CivilDate(year: 2026, month: 5, day: 17),
  ]

  @Test("travelling to a day equals having only what was dated by then", arguments: ["plain", "dirty"], moments)
  func travellingToADayEqualsHavingOnlyWhatWasDatedByThen(_ folder: String, _ day: CivilDate) throws {
    let then = day.midnightUTC.adding(16 * 3600)
    let all = try Fixtures.canonical(folder)
    let past = try Fixtures.canonical(folder, through: then)
    let query = Query(asOf: then)
    let travelled = Engine(dataset: all.dataset, profile: all.profile)
    let lived = Engine(dataset: past.dataset, profile: past.profile)
    let (there, then0) = (travelled.readings(query), lived.readings(query))
    #expect(there.counts == then0.counts)
    #expect(there.response.wall == then0.response.wall)
    #expect(there.response.business == then0.response.business)
    #expect(there.response.waiting.secondsLeft == then0.response.waiting.secondsLeft)
    #expect(there.response.trend == then0.response.trend)
    #expect(there.qualified == then0.qualified)
  }

  @Test("slices sum to the whole", arguments: [Dimension.team, .source, .rep, .segment, .region])
  func slicesSumToTheWhole(_ dimension: Dimension) throws {
    let set = try Fixtures.canonical("dirty")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let query = Query(asOf: set.asOf)
    let whole = engine.readings(query)
    let slices = engine.dataset.vocabulary(dimension).names.map { name in
      engine.readings(
        Query(asOf: set.asOf, filter: Filter(clauses: [.dimension(dimension, [name])])))
    }
    func sum(_ count: (Readings) -> Int) -> (Int, Int) { (slices.map(count).reduce(0, +), count(whole)) }
    func agree(_ count: (Readings) -> Int) -> Bool { sum(count).0 == sum(count).1 }
    #expect(agree { $0.counts.leads })
    #expect(agree { $0.counts.opportunities })
    #expect(agree { $0.response.business.all.answered })
    #expect(agree { $0.response.withinLimit.successes })
    #expect(agree { $0.response.withinLimit.trials })
    #expect(agree { $0.response.waiting.rows.count })
    #expect(agree { $0.response.bands.total })
    #expect(agree { $0.qualified.current })
    #expect(agree { $0.qualified.leadsPrevious })
    #expect(agree { $0.qualified.funnel.last?.count ?? 0 })
  }

  @Test(
    "a breakdown says the same as the filter for each element", arguments: [MetricID.leadResponse, .qualifiedLeads])
  func aBreakdownSaysTheSameAsTheFilter(_ metric: MetricID) throws {
    let set = try Fixtures.canonical("plain")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let rows = engine.breakdown(metric, by: .source, Query(asOf: set.asOf))
    #expect(rows.count > 3)
    for row in rows {
      let filter = Filter(clauses: [.dimension(.source, [row.name])])
      let readings = engine.readings(Query(asOf: set.asOf, filter: filter))
      let share = readings.response.withinLimit
      #expect(row.value == (metric == .leadResponse ? share.value : Double(readings.qualified.current)))
    }
  }

  @Test(
    "no instant and no emptiness ends the program", arguments: [Instant.never, .unknown, Instant(.min + 1), Instant(0)])
  func noInstantAndNoEmptinessEndsTheProgram(_ asOf: Instant) throws {
    let set = try Fixtures.canonical("dirty")
    for dataset in [set.dataset, Dataset()] {
      let engine = Engine(dataset: dataset, profile: set.profile)
      let readings = engine.readings(Query(asOf: asOf, comparison: .lastYear))
      #expect(readings.counts.leads == (asOf == .never ? dataset.leads.count : 0))
      for metric in MetricID.allCases where asOf != .never {
        _ = engine.breakdown(metric, by: .team, Query(asOf: asOf))
      }
    }
  }

  @Test("header-only tables have no figures, and say what they need")
  func headerOnlyTablesHaveNoFigures() {
    let profile = Profile.sample()
    let readings = Engine(dataset: Dataset(), profile: profile).readings(Query(asOf: .noon))
    let availabilities = [
      readings.response.availability, readings.qualified.availability, readings.process.availability,
      readings.activities.availability, readings.close.availability,
    ]
    #expect(availabilities.allSatisfy { $0 != .ready })
    #expect(readings.response.withinLimit.value == nil)
    #expect(readings.qualified.rate.value == nil)
  }

  @Test("a table that was read and has no rows has no data; one that nobody read is needed")
  func emptyAndAbsentTables() {
    var rows = Dataset.deals([SampleDeal(created: 30)])
    rows.facts.emptyTables = ["activities"]
    let readings = Engine(dataset: rows, profile: SampleProcess.profile).readings(Query(asOf: SampleProcess.now))
    #expect(readings.activities.availability == .empty)
    #expect(readings.process.availability == .needs(["stage_history.entered_at", "stage_history.stage"]))
  }
}
