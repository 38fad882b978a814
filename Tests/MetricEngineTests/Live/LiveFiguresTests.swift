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
    try Self.expectSame(filter) { live, readings in #expect(live.rowCounts == readings.counts) }
  }

  /// Lets events happen and looks at the figures now and then.
  static func expectSame(
    _ filter: Filter, seed: UInt64 = 3, _ compare: (inout LiveFigures, Readings) throws -> Void
  ) throws {
    let set = try Fixtures.canonical("plain")
    let query = Query(asOf: set.asOf, filter: filter)
    var events = LiveEvents(set.dataset, asOf: set.asOf, seed: seed)
    var live = LiveFigures(Engine(dataset: set.dataset, profile: set.profile), query)
    for step in 1...400 {
      live.apply(events.next())
      guard step % 40 == 0 else { continue }
      try compare(&live, Engine(dataset: events.dataset, profile: set.profile).readings(query))
    }
  }
}
