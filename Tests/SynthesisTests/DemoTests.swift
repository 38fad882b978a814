import Domain
import Ingest
import Synchronization
import Testing

@testable import Synthesis

@Suite("The demo")
struct DemoTests {
  /// A source whose simulated clock stands at the hours that the test says.
  private final class Stage: Sendable {
    private let source: DemoSource
    private let box: Box

    init(seed: UInt64 = DemoOrganisation.seed) {
      let hours = Box()
      source = DemoSource(seed: seed, clock: DemoClock(hoursPerSecond: 1) { hours.value.withLock { $0 } })
      box = hours
    }

    /// Everything that is new at this hour, merged into the rows.
    func read(at hour: Double, after cursor: Cursor?, into rows: inout MergedRows) throws -> Cursor {
      box.value.withLock { $0 = hour }
      return try source.read(after: cursor) { rows.merge($0) }
    }
  }

  private final class Box: Sendable {
    let value = Mutex(0.0)
  }

  @Test(arguments: [[5.0, 30, 31, 90], [0.5, 12, 29, 47, 63.25, 90], [90]])
  func tellsTheSameHoweverOftenItIsAsked(hours: [Double]) throws {
    let polled = Stage()
    var rows = MergedRows()
    var cursor: Cursor?
    for hour in [0] + hours { cursor = try polled.read(at: hour, after: cursor, into: &rows) }

    var whole = MergedRows()
    _ = try Stage().read(at: 90, after: nil, into: &whole)

    #expect(rows == whole)
  }

  @Test func hasTwoYearsOfHistoryAtTheStart() throws {
    var rows = MergedRows()
    _ = try Stage().read(at: 0, after: nil, into: &rows)
    #expect((2_700...3_300).contains(rows.count(.opportunities)))
    #expect(rows.count(.users) > 12)
  }

  @Test func bringsEveryKindOfNewsWithinADay() throws {
    let stage = Stage()
    var rows = MergedRows()
    let cursor = try stage.read(at: 0, after: nil, into: &rows)
    var news = MergedRows()
    _ = try stage.read(at: 24, after: cursor, into: &news)
    for kind in [RecordKind.leads, .opportunities, .stageHistory, .activities] { #expect(news.count(kind) > 0) }
    #expect(news.count(.opportunities) < 200)
  }

  @Test func deliversNothingWhileTheClockStands() throws {
    let stage = Stage()
    var rows = MergedRows()
    let cursor = try stage.read(at: 3, after: nil, into: &rows)
    var news = MergedRows()
    #expect(try stage.read(at: 3, after: cursor, into: &news) == cursor)
    #expect(news == MergedRows())
  }

  @Test func startsOverAfterACursorOfAnotherSeed() throws {
    var rows = MergedRows()
    let cursor = try Stage(seed: 1).read(at: 1, after: nil, into: &rows)
    var other = MergedRows()
    _ = try Stage(seed: 2).read(at: 1, after: cursor, into: &other)
    #expect(other.count(.leads) > 5_000)
  }

  @Test func theClockStaysWithinItsBounds() {
    #expect(DemoClock { -5 }.now == DemoOrganisation.start)
    #expect(DemoClock { .nan }.now == DemoOrganisation.start)
    #expect(DemoClock { 1e300 }.now == DemoOrganisation.start.adding(DemoOrganisation.longestRun))
    #expect(DemoClock { 1.5 }.now == DemoOrganisation.start.adding(3 * 3600))
  }

  @Test func batchesFitTheirTables() throws {
    let source = DemoSource(clock: DemoClock { 0 })
    var kinds: [RecordKind] = []
    _ = try source.read(after: nil) { batch in
      if kinds.last != batch.kind { kinds.append(batch.kind) }
      for (name, column) in batch.columns {
        #expect(column.count == batch.count)
        #expect(FieldCatalog.field(batch.kind, name)?.type == column.type)
      }
    }
    #expect(kinds == [.users, .accounts, .leads, .opportunities, .stageHistory, .activities])
  }
}

extension Column {
  fileprivate var count: Int {
    switch self {
    case .text(let values): values.count
    case .instants(let values): values.count
    case .amounts(let values): values.count
    case .numbers(let values): values.count
    case .flags(let values): values.count
    }
  }

  fileprivate var type: FieldType {
    switch self {
    case .text: .text
    case .instants: .instant
    case .amounts: .amount
    case .numbers: .number
    case .flags: .flag
    }
  }
}
