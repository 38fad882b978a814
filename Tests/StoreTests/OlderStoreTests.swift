import Ingest
import TestKit
import Testing

@testable import Store

@Suite("Stores of earlier builds")
struct OlderStoreTests {
  private let sandbox: Sandbox
  private var path: String { sandbox.path("store.sqlite") }

  init() throws { sandbox = try Sandbox() }

  private func change(_ statements: String...) throws {
    let store = try Store.open(path: path)
    try store.apply(batch(.leads, [["lead_id": "L1"]]), source: csv, at: monday)
    try store.writing { database in for sql in statements { try database.execute(sql: sql) } }
  }

  @Test("one from before the log of changes is brought up to date, and followed from then on")
  func migrated() throws {
    try change(
      "ALTER TABLE alert_events DROP COLUMN until", "DROP TABLE versions", "DROP TABLE touched",
      "DROP TABLE deliveries", "DROP TABLE announcements", "PRAGMA user_version = 2")
    let store = try Store.open(path: path)
    let before = try store.opened()
    try store.apply(batch(.leads, [["lead_id": "L2"], ["lead_id": "L3"]]), source: csv, at: tuesday)
    #expect(try store.change(since: before, share: 10).get().delta.rows.leads.count == 2)
    #expect(try store.dataset().leads.count == 3)
  }

  @Test("one whose tables lack a column is refused as unusable, with what to do")
  func otherTables() throws {
    try change("ALTER TABLE origins DROP COLUMN reading")
    do {
      _ = try Store.open(path: path)
      Issue.record("opened")
    } catch {
      #expect(error.isUnusable)
      #expect(error.hint.contains("import again"))
    }
  }

  @Test("what was kept of an earlier state is never taken for the present one, and is renewed when asked")
  func keptColumns() throws {
    let store = try Store.open(path: path)
    try store.apply(
      batch(.leads, (0..<20).map { ["lead_id": "L\($0)"] }), source: csv, at: monday)
    #expect(try !store.opened().isFollowed)
    try store.apply(batch(.leads, [["lead_id": "new"]]), source: csv, at: tuesday)
    #expect(try store.opened().isFollowed)
    #expect(try Store.open(path: path).dataset(use: .read).leads.count == 21)
    store.keepColumns()
    let kept = try store.opened()
    #expect(!kept.isFollowed)
    #expect(ColumnFile.read(ColumnFile.path(ofStore: path), key: kept.key)?.rows.dataset.leads.count == 21)
  }
}
