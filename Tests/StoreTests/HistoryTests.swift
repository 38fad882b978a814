import Domain
import Ingest
import Testing

@testable import Store

@Suite("History of fields")
struct HistoryTests {
  private func version(_ date: String, amount: String, rep: String) -> Batch {
    batch(.opportunities, [["opportunity_id": "O1", "amount": amount, "rep": rep, "updated_at": date]])
  }

  @Test("every change is kept with old and new value, dated by the source and by the import")
  func kept() throws {
    let store = try Store.holding(
      version("2026-01-01", amount: "10", rep: "ann"), version("2026-02-01", amount: "20", rep: "ann"),
      version("2026-02-15", amount: "20", rep: "bob"))
    #expect(
      try store.history(of: .opportunities, id: "O1") == [
        FieldEvent(
          field: "amount", old: "10.00", new: "20.00", changedAt: at("2026-02-01"), importedAt: monday.adding(3600)),
        FieldEvent(
          field: "rep", old: "ann", new: "bob", changedAt: at("2026-02-15"), importedAt: monday.adding(7200)),
      ])
    #expect(try store.firstSeen(.opportunities, id: "O1") == monday)
  }

  @Test("without updated_at a change is dated by the import, and the later import wins")
  func undated() throws {
    let store = try Store.holding(
      batch(.leads, [["lead_id": "L1", "source": "web"]]), batch(.leads, [["lead_id": "L1", "source": "event"]]),
      batch(.leads, [["lead_id": "L1", "source": "web"]]))
    let history = try store.history(of: .leads, id: "L1")
    #expect(history.map(\.new) == ["event", "web"])
    #expect(history.map(\.changedAt) == [monday.adding(3600), monday.adding(7200)])
  }

  @Test("rapid changes of a live source within one second are all kept")
  func rapid() throws {
    let store = try Store.inMemory()
    for stage in ["Demo", "Proposal", "Won"] {
      try store.apply(batch(.opportunities, [["opportunity_id": "O1", "stage": stage]]), source: csv, at: monday)
    }
    #expect(try store.history(of: .opportunities, id: "O1").map(\.new) == ["Proposal", "Won"])
  }

  @Test(
    "versions may arrive in any order: the newest wins, and the history is the same",
    arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func anyOrder(order: [Int]) throws {
    let versions = [
      version("2026-01-01", amount: "10", rep: "ann"), version("2026-02-01", amount: "20", rep: "ann"),
      version("2026-03-01", amount: "30", rep: "bob"),
    ]
    let store = try Store.inMemory()
    for index in order { try store.apply(versions[index], source: csv, at: monday) }
    #expect(try store.value(.opportunities, "O1", "amount") == "30.00")
    #expect(try store.value(.opportunities, "O1", "rep") == "bob")
    let history = try store.history(of: .opportunities, id: "O1").map {
      "\($0.changedAt.utcDate.iso) \($0.old) \($0.new)"
    }
    #expect(history.sorted() == ["2026-02-01 10.00 20.00", "2026-03-01 20.00 30.00", "2026-03-01 ann bob"])
  }

  @Test("a file that holds several versions of a row may be imported again and again")
  func severalVersionsInOneFile() throws {
    let rows = ["2026-01-01", "2026-02-01", "2026-03-01"].enumerated().map { index, date in
      ["opportunity_id": "O1", "amount": "\(index % 2)", "updated_at": date]
    }
    let file = batch(.opportunities, lines: 2...4, rows)
    let store = try Store.holding(file)
    let version = try store.dataVersion
    let history = try store.history(of: .opportunities, id: "O1")
    #expect(history.map(\.new) == ["1.00", "0.00"])
    try store.apply(file, source: csv, at: tuesday)
    #expect(try store.history(of: .opportunities, id: "O1") == history)
    #expect(try store.dataVersion == version)
  }

  @Test("a late version fills only what no newer one spoke of")
  func lateVersionFills() throws {
    let newer = batch(.leads, [["lead_id": "L1", "source": "", "updated_at": "2026-02-01"]])
    let older = batch(.leads, [["lead_id": "L1", "source": "web", "name": "Ann", "updated_at": "2026-01-01"]])
    let store = try Store.holding(newer, older)
    #expect(try store.value(.leads, "L1", "name") == "Ann")
    #expect(try store.value(.leads, "L1", "source") == nil)
  }

  @Test("a new updated_at alone is no change of rows")
  func touched() throws {
    let store = try Store.holding(version("2026-01-01", amount: "10", rep: "ann"))
    let before = try store.dataVersion
    let result = try store.apply(version("2026-01-02", amount: "10", rep: "ann"), source: csv, at: tuesday)
    #expect(result.updated == 0)
    #expect(try store.dataVersion == before)
    #expect(try store.value(.opportunities, "O1", "updated at") == "2026-01-02 00:00:00 UTC")
  }
}
