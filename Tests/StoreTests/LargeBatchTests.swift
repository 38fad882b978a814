import Domain
import Foundation
import GRDB
import Ingest
import TestKit
import Testing

@testable import Store

@Suite("Batches go in as one statement")
struct LargeBatchTests {
  @Test("known, new, repeated and nameless rows of one batch are told apart")
  func mixed() throws {
    let store = try Store.inMemory()
    try store.apply(batch(.leads, [["lead_id": "L1", "team": "west"]]), source: csv, at: monday)
    let rows = [
      ["lead_id": "L2", "team": "north"], ["lead_id": "L1", "team": "east"], ["lead_id": "", "team": "lost"],
      ["lead_id": "L2", "team": "south"], ["lead_id": "L3", "team": ""],
    ]
    let result = try store.apply(batch(.leads, rows), source: csv, at: tuesday)
    #expect((result.inserted, result.updated, result.unchanged, result.rejected) == (2, 2, 0, 1))
    let leads = try store.dataset().leads
    #expect((0..<leads.count).map { leads.ids[$0] } == ["L1", "L2", "L3"])
    #expect(try store.history(of: .leads, id: "L1").map(\.new) == ["east"])
    #expect(try store.history(of: .leads, id: "L2") == [])
  }

  @Test("a store with the small pages of earlier versions goes on as it is")
  func smallPages() throws {
    let sandbox = try Sandbox()
    let path = sandbox.path("old.sqlite")
    let old = try DatabaseQueue(path: path)
    try old.writeWithoutTransaction { try $0.execute(sql: "PRAGMA page_size = 4096") }
    try old.write { try Schema.prepare($0, place: path) }
    try old.close()
    let store = try Store.open(path: path)
    try store.apply(batch(.leads, [["lead_id": "L1"]]), source: csv, at: monday)
    #expect(try Store.open(path: path).dataset().leads.count == 1)
    #expect(try store.reading { try Int.fetchOne($0, sql: "PRAGMA page_size") } == 4096)
  }
}
