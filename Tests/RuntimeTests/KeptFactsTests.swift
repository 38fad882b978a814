import Domain
import Foundation
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

  private func opened(_ sources: FakeSource..., knownAt: Instant? = nil) throws -> Workspace {
    let options = WorkspaceOptions(title: "test", asOf: .now, timeZone: nil, knownAt: knownAt, present: { noon })
    let workspace = Workspace(
      storage: try Storage.durable(path: path), sources: sources, corrections: .memory, options: options,
      world: world(), readSettings: { (Settings(), []) })
    try workspace.readSources()
    return workspace
  }

  private func readings(_ loaded: Loaded) -> Readings {
    SnapshotBuilder.snapshot(of: loaded, query: Query(asOf: .never), rules: [], present: noon).readings
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
    #expect(second.engine.hasPrepared)
    #expect(readings(second) == figures && second.names == first.names)
    #expect(second.engine.profile == first.engine.profile)
  }

  @Test("new rows are prepared anew")
  func newRows() throws {
    let first = try opened(FakeSource([threeDeals])).load()
    _ = readings(first)
    first.facts?.keep()
    let source = FakeSource([threeDeals])
    source.add(deals([("O4", 5, 10)], in: "more.csv"))
    let second = try opened(source).load()
    #expect(second.facts != nil && !second.engine.hasPrepared)
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
