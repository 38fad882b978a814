import Domain
import Synchronization
import TestKit
import Testing

@testable import MetricEngine

@Suite("Questions that nobody waits for any more")
struct AbandonedTests {
  private struct Enough: Error {}

  /// A pause that ends the work at its n-th call and all later ones, as a question does that is overtaken.
  private final class Patience: Sendable {
    private let left: Mutex<Int>

    init(_ calls: Int) { left = Mutex(calls) }

    func check() throws(Enough) {
      let isOver = left.withLock { left in
        left -= 1
        return left < 0
      }
      if isOver { throw Enough() }
    }
  }

  private func set() throws -> (engine: Engine, query: Query) {
    let set = try Fixtures.canonical("plain")
    return (Engine(dataset: set.dataset, profile: set.profile), Query(asOf: set.asOf))
  }

  @Test("statistics end between two parts, wherever that is", arguments: [0, 1, 2, 7])
  func statistics(parts: Int) throws {
    let (engine, query) = try set()
    let patience = Patience(parts)
    #expect(throws: Enough.self) { try engine.stats(query, between: patience.check) }
    if parts < 2 {
      let kept = engine.selection(query).parts
      #expect(kept.stats.process.existing == nil && kept.stats.drilldown.existing == nil)
    }
  }

  @Test("what was abandoned is the same when it is asked for again")
  func again() throws {
    let ((engine, query), (other, _)) = (try set(), try set())
    let patience = Patience(5)
    #expect(throws: Enough.self) { try engine.stats(query, between: patience.check) }
    let (stats, fresh) = (engine.stats(query), other.stats(query))
    #expect(stats.response == fresh.response && stats.process == fresh.process && stats.close == fresh.close)
    #expect(stats.forecast == fresh.forecast && stats.drilldown == fresh.drilldown && stats.claims == fresh.claims)
  }

  @Test("claims and breakdowns end between two parts")
  func others() throws {
    let (engine, query) = try set()
    #expect(throws: Enough.self) { try engine.claims(query, between: Patience(3).check) }
    #expect(throws: Enough.self) {
      try engine.breakdown(.activities, by: .rep, query, between: Patience(2).check)
    }
  }

  @Test("a question that is waited for is answered whole")
  func waitedFor() throws {
    let (engine, query) = try set()
    #expect(try engine.claims(query, between: Patience(.max).check) == engine.claims(query))
  }

  @Test("another period has the same statistics of all time")
  func periods() throws {
    let (engine, query) = try set()
    let long = Query(asOf: query.asOf, period: .days(182))
    _ = engine.stats(query)
    let (kept, fresh) = (engine.stats(long), try set().engine.stats(long))
    #expect(kept.response == fresh.response && kept.close == fresh.close && kept.forecast == fresh.forecast)
    #expect(kept.qualified == fresh.qualified && kept.attribution == fresh.attribution)
    #expect(kept.claims == fresh.claims && kept.activities == fresh.activities && kept.process == fresh.process)
  }
}
