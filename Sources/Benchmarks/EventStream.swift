import Dispatch
import Domain
import Foundation
import Ingest
import Store
import Synchronization

/// Events that stream into a store of many rows while a data set in memory follows them: activities and stage entries of
/// deals there are, and now and then a new deal.
struct EventStream {
  private let store: Store
  private let deals: TextColumn
  private let source = SourceID(rawValue: "benchmark")
  private let start: Instant

  /// - Parameter path: a store; its rows grow.
  init(path: String) throws {
    store = try Store.open(path: path)
    let dataset = try store.dataset()
    deals = dataset.opportunities.ids
    start = dataset.facts.newestEvent
  }

  /// What was measured.
  struct Result {
    /// Seconds of each batch from its arrival to its commit.
    var commits: [Double] = []
    /// Seconds that each following took.
    var follows: [Double] = []
    /// From the first event to the last commit.
    var seconds = 0.0
  }

  /// Batches as fast as they are taken, followed at the same time on the other core.
  func run(batches: Int, rows: Int) throws -> Result {
    let follows = Mutex<[Double]>([])
    let isOver = Mutex(false)
    var result = Result()
    let group = DispatchGroup()
    DispatchQueue.global().async(group: group) { [store] in
      while !isOver.withLock({ $0 }) {
        let seconds = stopwatch { _ = try? store.dataset(use: .read) }
        follows.withLock { $0.append(seconds) }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
    defer {
      isOver.withLock { $0 = true }
      group.wait()
    }
    result.seconds = try stopwatch {
      for number in 0..<batches {
        let batch = number % 4 == 3 ? visits(number, rows) : activities(number, rows)
        result.commits.append(try stopwatch { try store.apply(batch, source: source, at: start) })
      }
    }
    result.follows = follows.withLock { $0 }
    return result
  }

  /// Seconds until the data set holds a single event.
  func single(_ number: Int) throws -> Double {
    try store.apply(activities(1_000_000 + number, 1), source: source, at: start)
    return try stopwatch { _ = try store.dataset(use: .read) }
  }

  private func deal(_ number: Int, _ row: Int) -> String {
    deals[Int(truncatingIfNeeded: (UInt(number) &* 7919 &+ UInt(row)) &* 2_654_435_761 % UInt(max(deals.count, 1)))]
  }

  private func activities(_ number: Int, _ rows: Int) -> Batch {
    Batch(
      kind: .activities, count: rows,
      columns: [
        "activity_id": .text(TextColumn((0..<rows).map { "bench-\(number)-\($0)" })),
        "opportunity_id": .text(TextColumn((0..<rows).map { deal(number, $0) })),
        "occurred_at": .instants((0..<rows).map { start.adding(Int64($0)) }),
        "kind": .text(TextColumn(repeatElement("call", count: rows))),
      ], origin: "events")
  }

  private func visits(_ number: Int, _ rows: Int) -> Batch {
    Batch(
      kind: .stageHistory, count: rows,
      columns: [
        "opportunity_id": .text(TextColumn((0..<rows).map { deal(number, $0) })),
        "seq": .numbers((0..<rows).map { Double(100 + number * rows + $0) }),
        "stage": .text(TextColumn(repeatElement("Proposal", count: rows))),
        "entered_at": .instants((0..<rows).map { start.adding(Int64($0)) }),
      ], origin: "events")
  }
}
