import Domain
import Foundation
import Ingest
import TestKit
import Testing

@testable import Store

@Suite("Durability")
struct DurabilityTests {
  private let sandbox: Sandbox
  private var path: String { sandbox.path("data/deep/store.sqlite") }

  init() throws { sandbox = try Sandbox() }

  /// Ten leads, numbered from ten times `part`.
  private func leads(_ part: Int) -> Batch {
    batch(.leads, lines: (part * 10 + 2)...(part * 10 + 11), (0..<10).map { ["lead_id": "L\(part * 10 + $0)"] })
  }

  private func execute(_ sql: String, in store: Store) throws {
    try store.writing { try RawStatement($0, sql).run() }
  }

  @Test("rows, history and bookkeeping outlive the process; folders are made as needed")
  func reopened() throws {
    let first = try Store.open(path: path)
    try first.apply(batch(.leads, [["lead_id": "L1", "name": "a"]]), source: csv, at: monday)
    try first.apply(batch(.leads, [["lead_id": "L1", "name": "b"]]), source: csv, at: tuesday)
    try first.finishReading(csv, cursor: Cursor(text: "c"), at: tuesday)
    let second = try Store.open(path: path)
    #expect(try second.history(of: .leads, id: "L1").map(\.new) == ["b"])
    #expect(try second.cursor(of: csv) == Cursor(text: "c"))
    #expect(try second.dataVersion == first.dataVersion)
    #expect(try second.dataset(use: .ignore) == first.dataset(use: .ignore))
  }

  @Test("a batch that fails half-way leaves nothing behind, and may come again")
  func allOrNothing() throws {
    let store = try Store.open(path: path)
    try execute(
      "CREATE TRIGGER stop BEFORE INSERT ON leads WHEN NEW.lead_id = 'L7' BEGIN SELECT RAISE(ABORT, 'stop'); END",
      in: store)
    #expect(throws: StoreError.self) { try store.apply(leads(0), source: csv, at: monday) }
    #expect(try store.dataset().leads.count == 0)
    #expect(try store.dataVersion == 0)
    #expect(try store.sources() == [])
    try execute("DROP TRIGGER stop", in: store)
    #expect(try store.apply(leads(0), source: csv, at: monday).inserted == 10)
  }

  @Test("after a crash every batch is there as a whole or not at all", arguments: 0..<24)
  func crash(seed: UInt64) throws {
    let store = try Store.open(path: path)
    for part in 0..<5 { try store.apply(leads(part), source: csv, at: monday) }
    var random = SplitMix64(state: seed)
    var log = try Data(contentsOf: URL(fileURLWithPath: path + "-wal"))
    log.removeLast(Int.random(in: 0..<log.count, using: &random))
    let copy = sandbox.path("copy.sqlite")
    try FileManager.default.copyItem(atPath: path, toPath: copy)
    try log.write(to: URL(fileURLWithPath: copy + "-wal"))
    let found = try Store.open(path: copy)
    let count = try found.dataset(use: .ignore).leads.count
    let version = try found.dataVersion
    #expect(count % 10 == 0 && count == version * 10)
    for part in 0..<5 { try found.apply(leads(part), source: csv, at: tuesday) }
    #expect(try found.dataset(use: .ignore).leads.count == 50)
  }

  @Test("a file that is no database is refused with a hint and stays as it is")
  func noDatabase() throws {
    let file = try sandbox.write(String(repeating: "lead_id,name\nL1,Ann\n", count: 100), to: "leads.csv")
    let error = #expect(throws: StoreError.self) { try Store.open(path: file) }
    #expect(error?.summary == "this file is no SQLite database")
    #expect(error?.hint.isEmpty == false && error?.isTransient == false && error?.place == file)
    #expect(sandbox.text("leads.csv").hasPrefix("lead_id,name\nL1,Ann\n"))
  }

  @Test("a database of another program is refused")
  func foreignDatabase() throws {
    let store = try Store.open(path: path)
    try execute("PRAGMA application_id = 7", in: store)
    let error = #expect(throws: StoreError.self) { try Store.open(path: path) }
    #expect(error?.summary == "this database belongs to another program")
  }

  @Test("a store of a newer version is refused, telling both versions")
  func newerVersion() throws {
    let store = try Store.open(path: path)
    try execute("PRAGMA user_version = 99", in: store)
    let error = #expect(throws: StoreError.self) { try Store.open(path: path) }
    #expect(
      error?.summary.contains("newer version of dealtop (format 99, this one reads up to \(Schema.version))") == true)
  }

  @Test("fields that came with a later version of the program are added to an older store")
  func addedFields() throws {
    let store = try Store.open(path: path)
    try store.apply(batch(.leads, [["lead_id": "L1", "name": "Ann"]]), source: csv, at: monday)
    try execute("ALTER TABLE leads DROP COLUMN company", in: store)
    let reopened = try Store.open(path: path)
    try reopened.apply(batch(.leads, [["lead_id": "L1", "company": "Acme"]]), source: csv, at: tuesday)
    #expect(try reopened.value(.leads, "L1", "company") == "Acme")
    #expect(try reopened.value(.leads, "L1", "name") == "Ann")
  }

  @Test("while another program writes, writing fails for the moment and reading goes on")
  func locked() throws {
    let holder = try Store.open(path: path)
    let other = try Store.open(path: path, patience: 0)
    let (count, error) = try holder.writing { _ in
      let count = try other.dataset(use: .ignore).leads.count
      return (count, #expect(throws: StoreError.self) { try other.apply(leads(0), source: csv, at: monday) })
    }
    #expect(count == 0)
    #expect(error?.isTransient == true)
    #expect(try other.apply(leads(0), source: csv, at: monday).inserted == 10)
  }

  @Test("a path that cannot be is an error with its place")
  func impossiblePath() throws {
    let file = try sandbox.write("x", to: "file")
    let error = #expect(throws: StoreError.self) { try Store.open(path: file + "/store.sqlite") }
    #expect(error?.place != nil)
  }
}
