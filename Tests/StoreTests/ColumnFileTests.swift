import Domain
import Foundation
import Ingest
import TestKit
import Testing

@testable import Store

@Suite("The column file beside the store")
struct ColumnFileTests {
  private let sandbox: Sandbox
  private var path: String { sandbox.path("store.sqlite") }
  private var columns: String { ColumnFile.path(ofStore: path) }
  private let key = DatasetKey(identity: "x", dataVersion: 3, factsVersion: 1, options: AssemblyOptions())

  init() throws { sandbox = try Sandbox() }

  /// A store with a value in every kind of column.
  private func filledStore() throws -> Store {
    let store = try Store.open(path: path)
    let batches = [
      batch(.users, [["user_id": "u1", "name": "Ann", "team": "north", "manager_id": "Bo"]]),
      batch(
        .leads, dayPrecision: ["assigned_at"], offsets: [3600: 2],
        [["lead_id": "L1", "name": "Ünal", "created_at": "2026-01-05", "source": "web", "Campaign": "spring"]]),
      batch(
        .opportunities,
        [
          [
            "opportunity_id": "O1", "lead_id": "L1", "rep": "u1", "amount": "12", "outcome": "won",
            "closed_at": "2026-03-01",
          ],
          ["opportunity_id": "O2", "currency": "EUR", "stage": "Demo", "Product": "GTX", "lost_reason": "price"],
        ]),
      batch(.stageHistory, [["opportunity_id": "O1", "seq": "0", "stage": "Demo", "entered_at": "2026-01-06"]]),
      batch(
        .activities,
        [
          ["activity_id": "A1", "opportunity_id": "O1", "kind": "call", "occurred_at": "2026-01-07", "done": "0"],
          ["activity_id": "A2", "opportunity_id": "O7"],
        ]),
      batch(.targets, [["owner": "u1", "period": "2026", "measure": "won", "value": "2.5"]]),
    ]
    for batch in batches { try store.apply(batch, source: csv, at: monday) }
    return store
  }

  @Test("what is read from it equals what was assembled")
  func roundTrip() throws {
    let assembled = try filledStore().dataset()
    #expect(FileManager.default.fileExists(atPath: columns))
    let read = try Store.open(path: path).dataset()
    #expect(read == assembled)
    #expect(read.vocabulary(.rep).find("Ann") == assembled.vocabulary(.rep).find("Ann"))
  }

  @Test("it is what a fresh start reads, and not the rows")
  func isUsed() throws {
    let store = try filledStore()
    var marked = try store.dataset()
    marked.facts.notes = ["from the file"]
    #expect(ColumnFile.write(KeptRows(dataset: marked), to: columns, key: try store.opened().key.words))
    #expect(try Store.open(path: path).dataset().facts.notes == ["from the file"])
    #expect(try Store.open(path: path).dataset(use: .ignore).facts.notes != ["from the file"])
  }

  @Test("after a change of rows, of precision or of options it is made anew")
  func stale() throws {
    _ = try filledStore().dataset()
    let store = try Store.open(path: path)
    try store.apply(batch(.leads, [["lead_id": "L2"]]), source: csv, at: tuesday)
    #expect(try store.dataset().leads.count == 2)
    let again = batch(
      .leads, origin: "other", dayPrecision: ["created_at"], [["lead_id": "L1", "created_at": "2026-01-05"]])
    try store.apply(again, source: csv, at: tuesday)
    #expect(try Store.open(path: path).dataset().facts.leadPrecision == .day)
    let other = try Store.open(path: path).dataset(AssemblyOptions(wonStages: ["Demo"]))
    #expect(other.opportunities.outcome == [.won, .won])
  }

  @Test("for a first look it is read although rows have come since, and what came follows")
  func behind() throws {
    let before = try filledStore().dataset()
    try Store.open(path: path).apply(batch(.leads, [["lead_id": "L2"]]), source: csv, at: tuesday)
    let store = try Store.open(path: path)
    let first = try store.opened(use: .readEvenIfBehind)
    #expect(first.isBehind && first.dataset == before)
    let second = try store.opened()
    #expect(!second.isBehind && second.dataset.leads.count == 2)
    #expect(try !store.opened(use: .readEvenIfBehind).isBehind, "once is enough")
  }

  @Test("what is kept of other readings is no first look")
  func notBehind() throws {
    _ = try filledStore().dataset()
    let other = try Store.open(path: path).opened(AssemblyOptions(wonStages: ["Demo"]), use: .readEvenIfBehind)
    #expect(!other.isBehind && other.dataset.opportunities.outcome == [.won, .won])
    try Store.open(path: path).apply(
      batch(
        .leads, origin: "other", dayPrecision: ["created_at"], [["lead_id": "L1", "created_at": "2026-01-05"]]),
      source: csv, at: tuesday)
    #expect(try Store.open(path: path).opened(use: .readEvenIfBehind).dataset.facts.leadPrecision == .day)
  }

  @Test("a file of another store is ignored")
  func foreign() throws {
    _ = try filledStore().dataset()
    let other = sandbox.path("other.sqlite")
    let empty = try Store.open(path: other)
    try FileManager.default.copyItem(atPath: columns, toPath: ColumnFile.path(ofStore: other))
    #expect(try empty.dataset() == Dataset())
  }

  @Test("faults set aside later are counted although the file is fresh")
  func rejects() throws {
    _ = try filledStore().dataset()
    let store = try Store.open(path: path)
    let fault = Reject(origin: "leads.csv", line: 9, column: "created_at", reason: "no date")
    try store.apply(batch(.leads, origin: "leads.csv", rejects: [fault], []), source: csv, at: tuesday)
    #expect(try store.dataset().facts.rejectedRows == 1)
  }

  @Test("cut anywhere, it is ignored", arguments: 0..<60)
  func truncated(seed: UInt64) throws {
    let whole = try bytes()
    var random = SplitMix64(state: seed)
    let cut = whole.prefix(Int.random(in: 0..<whole.count, using: &random))
    #expect(try read(Array(cut)) == nil)
  }

  @Test("with any bit of a column flipped, it is ignored", arguments: 0..<300)
  func flipped(seed: UInt64) throws {
    var bytes = try bytes()
    var random = SplitMix64(state: seed)
    let whole = try #require(try read(bytes))
    bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    let damaged = try read(bytes)
    #expect(damaged == nil || damaged == whole, "only what lies between the columns may differ")
  }

  @Test("with bytes behind its end, empty or full of noise, it is ignored")
  func noise() throws {
    #expect(try read(bytes() + [0]) == nil)
    #expect(try read([]) == nil)
    var random = SplitMix64(state: 1)
    #expect(try read((0..<4096).map { _ in UInt8.random(in: .min ... .max, using: &random) }) == nil)
    #expect(ColumnFile.read(sandbox.path("nothing"), key: key)?.rows.dataset == nil)
    #expect(ColumnFile.read(sandbox.folder.path, key: key)?.rows.dataset == nil)
  }

  @Test("a damaged file is replaced by a good one")
  func healed() throws {
    let assembled = try filledStore().dataset()
    try Data("junk".utf8).write(to: URL(fileURLWithPath: columns), options: .atomic)
    #expect(try Store.open(path: path).dataset() == assembled)
    #expect(try Data(contentsOf: URL(fileURLWithPath: columns)).count > 1000)
  }

  @Test("where it cannot be written, the rows come all the same")
  func unwritable() throws {
    let store = try filledStore()
    try FileManager.default.createDirectory(atPath: columns, withIntermediateDirectories: false)
    #expect(try store.dataset().leads.count == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sandbox.folder.path).allSatisfy { !$0.contains("columns.") })
  }

  /// A small whole file of ``key``.
  private func bytes() throws -> [UInt8] {
    var dataset = Dataset()
    dataset.leads.ids = TextColumn(["L1", "L22", "L333"])
    dataset.leads.names = TextColumn(["", "b", ""])
    dataset.leads.createdAt = [monday, .unknown, .never]
    dataset.opportunities.visitStarts = [0]
    dataset.facts.presentFields = ["leads.lead_id", "leads.name"]
    dataset.facts.givenFields = ["leads.lead_id", "leads.name", "leads.source"]
    dataset.facts.offsets = [-3600: 2, 0: 7]
    dataset.changes.row = [0, 0]
    dataset.changes.field = [.amount, .stage]
    dataset.changes.at = [monday, tuesday]
    dataset.changes.old = [1, 2]
    dataset.changes.new = [3, 4]
    #expect(ColumnFile.write(KeptRows(dataset: dataset), to: columns, key: key.words))
    #expect(ColumnFile.read(columns, key: key)?.rows.dataset == dataset)
    return try Array(Data(contentsOf: URL(fileURLWithPath: columns)))
  }

  private func read(_ bytes: [UInt8]) throws -> Dataset? {
    try Data(bytes).write(to: URL(fileURLWithPath: columns), options: .atomic)
    return ColumnFile.read(columns, key: key)?.rows.dataset
  }
}
