import Domain
import TestKit
import Testing

@testable import MetricEngine

/// What must hold of process, activities and time to close for every set, whatever its figures are.
struct ProcessPropertyTests {
  private static let moments = [
    CivilDate(year: 2025, month: 3, day: 9), CivilDate(year: 2025, month: 11, day: 2),
    CivilDate(year: 2026, month: 5, day: 17),
  ]

  @Test("travelling to a day equals having only what was dated by then", arguments: ["plain", "dirty"], moments)
  func travellingEqualsHavingOnlyThePast(_ folder: String, _ day: CivilDate) throws {
    let then = day.midnightUTC.adding(16 * 3600)
    let (all, past) = (try Fixtures.canonical(folder), try Fixtures.canonical(folder, through: then))
    func readings(_ dataset: Dataset) -> Readings {
      var readings = Engine(dataset: dataset, profile: all.profile).readings(Query(asOf: then))
      readings.process.explanation = nil
      readings.activities.explanation = nil
      readings.close.explanation = nil
      return readings
    }
    let (travelled, lived) = (readings(all.dataset), readings(past.dataset))
    #expect(travelled.process == lived.process)
    #expect(travelled.activities == lived.activities)
    #expect(travelled.close == lived.close)
  }

  @Test("slices sum to the whole", arguments: [Dimension.team, .source, .rep, .segment, .region])
  func slicesSumToTheWhole(_ dimension: Dimension) throws {
    let set = try Fixtures.canonical("dirty")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let whole = engine.readings(Query(asOf: set.asOf))
    let slices = engine.dataset.vocabulary(dimension).names.map { name in
      engine.readings(Query(asOf: set.asOf, filter: Filter(clauses: [.dimension(dimension, [name])])))
    }
    func agree(_ count: (Readings) -> Int) -> Bool { slices.map(count).reduce(0, +) == count(whole) }
    #expect(agree { $0.process.conforming.successes })
    #expect(agree { $0.process.recent.trials })
    #expect(agree { $0.process.skippedStages })
    #expect(agree { $0.process.stages.map(\.openNow).reduce(0, +) })
    #expect(agree { $0.activities.histogram.reduce(0, +) })
    #expect(agree { $0.activities.quiet.count })
    #expect(agree { $0.activities.quietBefore ?? 0 })
    #expect(agree { $0.close.deals })
    #expect(agree { $0.close.crmAverageRecent.count })
    #expect(agree { $0.close.anyClose.events })
  }

  @Test("a list holds what its panel counts")
  func listsHoldWhatPanelsCount() throws {
    let set = try Fixtures.canonical("plain")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let query = Query(asOf: set.asOf)
    let readings = engine.readings(query)
    #expect(engine.rows(.quiet, query) == Array(readings.activities.quiet))
    #expect(engine.rows(.underFloor, query) == Array(readings.activities.underFloor))
    #expect(engine.rows(.old, query) == Array(readings.close.old))
    #expect(engine.rows(.won, query).count == readings.close.won)
    // Leads that came lately stand first, but all are there.
    #expect(engine.rows(.waitingLeads, query).sorted() == readings.response.waiting.rows.sorted())
    let recent = readings.process.recent
    #expect(engine.rows(.offProcess, query).count == recent.trials - recent.successes)
    #expect(engine.rows(.stuck, query).count == readings.process.stages.map(\.stuck).reduce(0, +))
    for stage in readings.process.stages {
      #expect(engine.rows(.inStage(stage: stage.name), query).count == stage.openNow)
      #expect(engine.rows(.skipped(stage: stage.name), query).count == stage.skipped)
    }
  }

  private static func leavesTheWay(_ remark: Remark) -> Bool {
    switch remark {
    case .skipped, .wentBack: true
    default: false
    }
  }

  @Test("every row and every timeline can be shown, also of damaged data", arguments: ["plain", "dirty"])
  func everythingCanBeShown(_ folder: String) throws {
    let set = try Fixtures.canonical(folder)
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let query = Query(asOf: set.asOf.adding(days: -60))
    for row in engine.rows(.allOpportunities, query).prefix(120) {
      let timeline = engine.opportunityTimeline(row, query)
      #expect(timeline.events.allSatisfy { $0.at <= query.asOf })
      #expect(zip(timeline.events, timeline.events.dropFirst()).allSatisfy { $0.at <= $1.at })
      let isConforming = !timeline.problems.contains(where: Self.leavesTheWay)
      let marks = timeline.events.compactMap(\.deviation).filter(Self.leavesTheWay)
      #expect(isConforming == marks.isEmpty, "\(timeline.header.id)")
    }
    for row in engine.rows(.allLeads, query).prefix(120) {
      #expect(engine.leadTimeline(row, query).events.allSatisfy { $0.at <= query.asOf })
    }
  }
}
