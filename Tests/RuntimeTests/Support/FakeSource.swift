import Domain
import Ingest
import Synchronization

/// A source whose deliveries the test decides.
final class FakeSource: DataSource {
  let id: SourceID
  let isLive: Bool
  private struct State {
    var deliveries: [[Batch]]
    var failure: IngestError?
    var reads = 0
  }
  private let state: Mutex<State>

  init(name id: String = "fake", isLive: Bool = false, _ deliveries: [Batch]...) {
    self.id = SourceID(rawValue: id)
    self.isLive = isLive
    state = Mutex(State(deliveries: deliveries))
  }

  /// What comes with the next reading.
  func add(_ batches: Batch...) { state.withLock { $0.deliveries.append(batches) } }

  /// What every reading says until it is nil again.
  func fail(_ failure: IngestError?) { state.withLock { $0.failure = failure } }

  var reads: Int { state.withLock { $0.reads } }

  func read(after cursor: Cursor?, deliver: (Batch) throws -> Void) throws(IngestError) -> Cursor {
    let (deliveries, failure) = state.withLock { state in
      state.reads += 1
      return (state.deliveries, state.failure)
    }
    if let failure { throw failure }
    let done = cursor.flatMap { Int($0.text) } ?? 0
    for batch in deliveries.dropFirst(done).joined() {
      do { try deliver(batch) } catch { throw IngestError("refused: \(error)", hint: "none") }
    }
    return Cursor(text: "\(max(done, deliveries.count))")
  }
}

/// Open opportunities by id, amount and day of creation in June 2026.
func deals(_ rows: [(id: String, amount: Int64, day: Int)], isDayOnly: Bool = false, in file: String = "deals.csv")
  -> Batch
{
  let created = rows.map {
    CivilDate(year: 2026, month: 6, day: $0.day).midnightUTC.adding(isDayOnly ? 0 : 9 * 3600)
  }
  return Batch(
    kind: .opportunities, count: rows.count,
    columns: [
      "opportunity_id": .text(TextColumn(rows.map(\.id))), "name": .text(TextColumn(rows.map { "Deal \($0.id)" })),
      "created_at": .instants(created), "amount": .amounts(rows.map { $0.amount * 100 }),
      "currency": .text(TextColumn(rows.map { _ in "EUR" })),
    ],
    origin: file, dayPrecision: isDayOnly ? ["opportunities.created_at"] : [])
}

let threeDeals = deals([("O1", 10, 1), ("O2", 30, 5), ("O3", 20, 9)])
/// Noon on the last day of June 2026.
let noon = CivilDate(year: 2026, month: 6, day: 30).midnightUTC.adding(12 * 3600)
