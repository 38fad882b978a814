import Domain
import TestKit
import Testing

@testable import MetricEngine

@Suite("Figures kept up to date event by event")
struct LiveFiguresTests {
  static let filters: [Filter] = [
    Filter(), Filter(clauses: [.dimension(.segment, ["smb"])]), Filter(clauses: [.amount(.above, 2_000_000)]),
  ]

  @Test("After every event the rows counted are those of all rows loaded at once", arguments: filters)
  func counts(filter: Filter) throws {
    try Self.expectSame(filter) { ($0.counts, $1.counts) }
  }

  @Test("After every event the response times are those of all rows loaded at once", arguments: filters)
  func response(filter: Filter) throws {
    try Self.expectSame(filter) { ($0.response, $1.response) }
  }

  @Test("After every event the figures of the process are those of all rows loaded at once", arguments: filters)
  func process(filter: Filter) throws {
    try Self.expectSame(filter) { ($0.process, $1.process) }
  }

  @Test("After every event the times to close are those of all rows loaded at once", arguments: filters)
  func close(filter: Filter) throws {
    try Self.expectSame(filter) { ($0.close, $1.close) }
  }

  @Test("Curves of many rows are put together from stretches, and are those of all rows loaded at once")
  func manyRows() throws {
    let set = try Fixtures.canonical("plain")
    let many = Self.grown(set.dataset, times: 12)
    let query = Query(asOf: set.asOf, period: .days(364))
    try Self.expectSame(many, set, query, seed: 5, steps: 60, every: 20, lateOneIn: 2) { ($0, $1) }
  }

  @Test(
    "Windows may be of any kind",
    arguments: [
      Query(asOf: .never, period: .days(7)), Query(asOf: .never, period: .days(90), comparison: .lastYear),
      Query(asOf: .never, period: Period(.quarterToDate)),
    ])
  func windows(query: Query) throws {
    let set = try Fixtures.canonical("plain")
    var query = query
    query.asOf = set.asOf
    query = Engine(dataset: set.dataset, profile: set.profile).resolved(query)
    try Self.expectSame(set.dataset, set, query, seed: 11, steps: 120, every: 60) { ($0, $1) }
  }

  @Test("A past instant hides what came later, whatever happens now")
  func past() throws {
    let set = try Fixtures.canonical("plain")
    let query = Query(asOf: set.asOf.adding(days: -60))
    try Self.expectSame(set.dataset, set, query, seed: 13, steps: 120, every: 60, lateOneIn: 2) { ($0, $1) }
  }

  @Test("Figures are made anew where columns are new or gone")
  func otherColumns() throws {
    let set = try Fixtures.canonical("plain")
    let live = LiveFigures(Engine(dataset: set.dataset, profile: set.profile), Query(asOf: set.asOf))
    var delta = DatasetDelta(rows: set.dataset.cut(leads: [0], opportunities: []))
    #expect(live.canApply(delta))
    delta.rows.facts.presentFields.insert("opportunities.next_step_at")
    #expect(!live.canApply(delta))
  }

  @Test("After every event the qualified leads are those of all rows loaded at once", arguments: filters)
  func qualified(filter: Filter) throws {
    try Self.expectSame(filter) { ($0.qualified, $1.qualified) }
  }

  @Test("After every event the activities are those of all rows loaded at once", arguments: filters)
  func activities(filter: Filter) throws {
    try Self.expectSame(filter) { ($0.activities, $1.activities) }
  }

  /// Lets events happen and compares the figures now and then.
  static func expectSame<Panel>(
    _ filter: Filter, seed: UInt64 = 3, _ panels: (Readings, Readings) -> (Panel, Panel)
  ) throws {
    let set = try Fixtures.canonical("plain")
    try expectSame(
      set.dataset, set, Query(asOf: set.asOf, filter: filter), seed: seed, steps: 400, every: 40, panels)
  }

  private static func expectSame<Panel>(
    _ dataset: Dataset, _ set: CanonicalSet, _ query: Query, seed: UInt64, steps: Int, every: Int,
    lateOneIn: Int = 10, _ panels: (Readings, Readings) -> (Panel, Panel)
  ) throws {
    var events = LiveEvents(dataset, asOf: set.asOf, seed: seed)
    events.lateOneIn = lateOneIn
    var live = LiveFigures(Engine(dataset: dataset, profile: set.profile), query)
    for step in 1...steps {
      live.apply(events.next())
      guard step % every == 0 else { continue }
      let fresh = Engine(dataset: events.dataset, profile: set.profile).readings(query)
      let (own, wanted) = panels(live.readings(), fresh)
      Likeness(live, events.dataset).expect(own, wanted)
    }
  }

  /// The same rows again and again under other identifiers.
  private static func grown(_ dataset: Dataset, times: Int) -> Dataset {
    (1..<times).reduce(dataset) { grown, number in
      var rows = dataset
      func renamed(_ ids: TextColumn) -> TextColumn { TextColumn((0..<ids.count).map { "\(ids[$0])-\(number)" }) }
      rows.leads.ids = renamed(rows.leads.ids)
      rows.opportunities.ids = renamed(rows.opportunities.ids)
      rows.activities.ids = renamed(rows.activities.ids)
      return grown.merging(DatasetDelta(rows: rows))
    }
  }
}
