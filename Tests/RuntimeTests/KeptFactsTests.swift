import Domain
import Foundation
import Ingest
import MetricEngine
import Settings
import Store
import TestKit
import Testing

@testable import Runtime

@Suite("Starting from what was kept")
struct KeptFactsTests {
  private let sandbox: Sandbox
  private let path: String

  init() throws {
    sandbox = try Sandbox()
    path = sandbox.path("store.sqlite")
  }

  private func opened(
    _ sources: FakeSource..., knownAt: Instant? = nil, present: @escaping @Sendable () -> Instant = { noon }
  ) throws -> Workspace {
    let options = WorkspaceOptions(title: "test", asOf: .now, timeZone: nil, knownAt: knownAt, present: present)
    let workspace = Workspace(
      storage: try Storage.durable(path: path), sources: sources, corrections: .memory, options: options,
      world: world(), readSettings: { (Settings(), []) })
    try workspace.readSources()
    return workspace
  }

  private func readings(_ loaded: Loaded, _ now: Instant = noon) -> Readings {
    SnapshotBuilder.snapshot(of: loaded, query: Query(asOf: .never), rules: [], present: now).readings
  }

  /// A meeting held a minute ago, one in an hour and one in two.
  private var meetings: Batch {
    Batch(
      kind: .activities, count: 3,
      columns: [
        "activity_id": .text(TextColumn(["A1", "A2", "A3"])), "opportunity_id": .text(TextColumn(["O1", "O2", "O2"])),
        "occurred_at": .instants([noon.adding(-60), noon.adding(3600), noon.adding(7200)]),
      ], origin: "meetings.csv")
  }

  @Test("the second start finds what the first has prepared, with the same figures")
  func secondStart() throws {
    let first = try opened(FakeSource([threeDeals])).load()
    let figures = readings(first)
    let keeper = try #require(first.facts)
    keeper.keep()
    #expect(readings(first) == figures, "the file takes the place of memory")
    let second = try opened().load()
    #expect(second.facts == nil, "nothing is left to keep")
    #expect(second.engine.hasPrepared(at: noon))
    #expect(readings(second) == figures && second.names == first.names)
    #expect(second.engine.profile == first.engine.profile)
  }

  @Test("what was prepared is found though meetings are planned, and renewed when the last has fallen due")
  func planned() throws {
    let first = try opened(FakeSource([threeDeals, meetings])).load()
    #expect(readings(first).counts.activities == 1)
    first.facts?.keep()
    let second = try opened().load()
    #expect(second.facts == nil && second.engine.hasPrepared(at: noon))
    #expect(readings(second) == readings(first))

    let clock = Box(noon)
    let open = try opened(present: { clock.value }).load()
    clock.value = noon.adding(3600)
    #expect(readings(open, clock.value).counts.activities == 2, "the clock passed the meeting while it was open")
    let due = try opened(present: { clock.value }).load()
    #expect(due.facts == nil, "a meeting that was held is not worth another file")
    #expect(readings(due, clock.value) == readings(open, clock.value))
    clock.value = noon.adding(7200)
    let third = try opened(present: { clock.value }).load()
    #expect(readings(third, clock.value) == readings(open, clock.value))
    third.facts?.keep()
    let fourth = try opened(present: { clock.value }).load()
    #expect(fourth.facts == nil && readings(fourth, clock.value).counts.activities == 3)
  }

  @Test("an instant that was chosen this once leaves what was kept as it is")
  func chosenOnce() throws {
    let first = try opened(FakeSource([threeDeals, meetings])).load()
    _ = readings(first)
    first.facts?.keep()
    let past = try opened().load()
    _ = past.engine.readings(Query(asOf: noon.adding(days: -10)))
    #expect(past.facts == nil)
    #expect(try opened().load().facts == nil)
  }

  @Test("new rows are prepared anew")
  func newRows() throws {
    let first = try opened(FakeSource([threeDeals])).load()
    _ = readings(first)
    first.facts?.keep()
    let source = FakeSource([threeDeals])
    source.add(deals([("O4", 5, 10)], in: "more.csv"))
    let second = try opened(source).load()
    #expect(second.facts != nil && !second.engine.hasPrepared(at: noon))
    #expect(readings(second).counts.opportunities == 4)
  }

  @Test("what nobody asked for is not kept, and a file cut short is not used")
  func unfit() throws {
    let first = try opened(FakeSource([threeDeals])).load()
    first.facts?.keep()
    #expect(try opened().load().facts != nil)
    let figures = readings(first)
    first.facts?.keep()
    let file = path + ".columns-facts"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: file))
    let second = try opened().load()
    #expect(second.facts != nil && readings(second) == figures)
  }

  @Test("only rows imported by an instant are there, and nothing of them is kept")
  func knownAt() throws {
    _ = try opened(FakeSource([threeDeals]))
    let before = try opened(knownAt: noon.adding(-60)).load()
    #expect(before.engine.dataset.opportunities.count == 0 && before.facts == nil)
    #expect(try opened(knownAt: noon.adding(60)).load().engine.dataset.opportunities.count == 3)
  }
}
