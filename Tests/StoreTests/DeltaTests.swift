import Domain
import Ingest
import TestKit
import Testing

@testable import Store

@Suite("Following what changed")
struct DeltaTests {
  /// Follows every step from the data set before it, whichever way that was made.
  /// - Returns: how many steps were followed, and why the others were not.
  private func follow(
    _ store: Store, steps: Int, _ step: (Int) throws -> Void
  ) throws -> (followed: Int, obstacles: [DeltaObstacle]) {
    var base = try store.opened(use: .ignore)
    var result: (followed: Int, obstacles: [DeltaObstacle]) = (0, [])
    for number in 0..<steps {
      try step(number)
      let all = try store.opened(use: .ignore)
      switch try store.change(since: base, share: 10) {
      case .success(let change):
        let merged = base.merging(change)
        let (mine, theirs) = (CanonicalRows.lines(merged.dataset), CanonicalRows.lines(all.dataset))
        if let different = zip(mine, theirs).first(where: { $0 != $1 }) {
          Issue.record("step \(number): \(different.0)\n should be \(different.1)")
          return result
        }
        #expect(mine.count == theirs.count, "step \(number)")
        #expect(merged.dataset.leads.createdAt == all.dataset.leads.createdAt)
        #expect(merged.dataset.opportunities.createdAt == all.dataset.opportunities.createdAt)
        result.followed += 1
        base = merged
      case .failure(let obstacle):
        result.obstacles.append(obstacle)
        base = all
      }
    }
    return result
  }

  @Test("batch after batch merged gives what assembling everything gives", arguments: 0..<16)
  func random(seed: UInt64) throws {
    let store = try Store.inMemory()
    var rows = RandomRows(seed: seed)
    for batch in RandomRows.first { try store.apply(batch, source: csv, at: monday) }
    let result = try follow(store, steps: 30) { step in
      try store.apply(rows.next(), source: csv, at: monday.adding(Int64(step)))
    }
    #expect(result.followed > 15, "\(result.obstacles)")
  }

  @Test("several batches at once are followed as one", arguments: 0..<10)
  func severalAtOnce(seed: UInt64) throws {
    let store = try Store.inMemory()
    var rows = RandomRows(seed: seed)
    for batch in RandomRows.first { try store.apply(batch, source: csv, at: monday) }
    let result = try follow(store, steps: 12) { step in
      for _ in 0..<5 { try store.apply(rows.next(), source: csv, at: monday.adding(Int64(step))) }
    }
    #expect(result.followed > 3, "\(result.obstacles)")
  }

  @Test("rows that a file does not hold any more are gone", arguments: 0..<10)
  func swept(seed: UInt64) throws {
    let store = try Store.inMemory()
    var rows = RandomRows(seed: seed)
    for batch in RandomRows.first { try store.apply(batch, source: csv, at: monday) }
    for _ in 0..<20 { try store.apply(rows.next(), source: csv, at: monday) }
    let result = try follow(store, steps: 12) { step in
      store.beginSweep()
      for batch in RandomRows.first { try store.apply(batch, source: csv, at: monday) }
      var kept = RandomRows(seed: seed + UInt64(step))
      for _ in 0..<12 { try store.apply(kept.next(), source: csv, at: monday.adding(Int64(step))) }
      try store.finishSweep()
    }
    #expect(result.followed > 0, "\(result.obstacles)")
  }
}
