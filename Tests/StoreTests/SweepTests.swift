import Domain
import Ingest
import Testing

@testable import Store

@Suite("A cache follows its files")
struct SweepTests {
  private let both = [
    ["opportunity_id": "O1", "name": "Nordwind"], ["opportunity_id": "O2", "name": "Südhang"],
  ]

  private func names(_ store: Store) throws -> [String] {
    let names = try store.dataset(use: .ignore).opportunities.names
    return (0..<names.count).map { names[$0] }.sorted()
  }

  @Test("a row taken out of a file goes, one put in comes, the rest stays")
  func removed() throws {
    let store = try Store.holding(batch(.opportunities, lines: 2...3, both))
    store.beginSweep()
    let changed = [both[0], ["opportunity_id": "O3", "name": "Westerly"]]
    try store.apply(batch(.opportunities, lines: 2...3, changed), source: csv, at: tuesday)
    try store.finishSweep()
    #expect(try names(store) == ["Nordwind", "Westerly"])
  }

  @Test("without a sweep nothing is removed")
  func durable() throws {
    let store = try Store.holding(batch(.opportunities, lines: 2...3, both))
    try store.apply(batch(.opportunities, lines: 2...2, [both[0]]), source: csv, at: tuesday)
    #expect(try names(store) == ["Nordwind", "Südhang"])
  }

  @Test("a reading that broke off removes nothing")
  func cancelled() throws {
    let store = try Store.holding(batch(.opportunities, lines: 2...3, both))
    store.beginSweep()
    try store.apply(batch(.opportunities, lines: 2...2, [both[0]]), source: csv, at: tuesday)
    store.cancelSweep()
    try store.finishSweep()
    #expect(try names(store) == ["Nordwind", "Südhang"])
  }

  @Test("files that were not read again keep their rows")
  func otherFiles() throws {
    let other = batch(.leads, origin: "leads.csv", lines: 2...2, [["lead_id": "L1", "name": "Kestrel"]])
    let store = try Store.holding(batch(.opportunities, origin: "deals.csv", lines: 2...3, both), other)
    store.beginSweep()
    try store.apply(
      batch(.opportunities, origin: "deals.csv", lines: 2...2, [both[1]]), source: csv, at: tuesday)
    try store.finishSweep()
    #expect(try names(store) == ["Südhang"])
    #expect(try store.dataset(use: .ignore).leads.count == 1)
  }
}
