import Domain
import Ingest
import Testing

@testable import Store

@Suite("Bookkeeping of sources")
struct BookkeepingTests {
  private func fault(_ line: Int, _ origin: String = "a.csv") -> Reject {
    Reject(origin: origin, line: line, column: "amount", reason: "no number: x")
  }

  @Test("the cursor is kept; an error stands until the source is read to its end")
  func cursor() throws {
    let store = try Store.inMemory()
    #expect(try store.cursor(of: csv) == nil)
    try store.noteFailure("the folder is gone", of: csv, at: monday)
    #expect(try store.sources().map(\.lastError) == ["the folder is gone"])
    #expect(try store.sources().map(\.lastErrorAt) == [monday])
    try store.finishReading(csv, cursor: Cursor(text: "7"), at: tuesday)
    #expect(try store.cursor(of: csv) == Cursor(text: "7"))
    #expect(try store.sources().map(\.lastError) == [nil])
    #expect(try store.sources().map(\.lastRead) == [tuesday])
  }

  @Test("faults of a file are gathered over its batches and replaced when it is read again")
  func rejectsReplaced() throws {
    let store = try Store.inMemory()
    let parts = [
      batch(.leads, origin: "a.csv", lines: 2...2, rejects: [fault(3)], [["lead_id": "L1"]]),
      batch(.leads, origin: "a.csv", lines: 4...4, rejects: [fault(5)], [["lead_id": "L2"]]),
      batch(.leads, origin: "a.csv", rejects: [fault(6)], []),
    ]
    for (index, part) in parts.enumerated() {
      try store.apply(part, source: csv, at: monday.adding(Int64(index)))
    }
    try store.apply(batch(.leads, origin: "b.csv", rejects: [fault(1, "b.csv")], []), source: csv, at: monday)
    #expect(try store.rejects(limit: 9).map(\.line) == [3, 5, 6, 1])
    #expect(try store.rejects(limit: 2, offset: 1).map(\.line) == [5, 6])
    try store.finishReading(csv, cursor: Cursor(text: ""), at: monday)
    try store.apply(batch(.leads, origin: "a.csv", lines: 2...2, [["lead_id": "L1"]]), source: csv, at: monday)
    #expect(try store.rejects(limit: 9) == [fault(1, "b.csv")])
    try store.clearRejects(origin: "b.csv", source: csv)
    #expect(try store.rejectCount() == 0)
  }

  @Test("a change of faults alone counts as new content, not as new rows")
  func contentVersion() throws {
    let store = try Store.holding(batch(.leads, origin: "a.csv", rejects: [fault(3)], []))
    let content = try store.contentVersion
    try store.finishReading(csv, cursor: Cursor(text: ""), at: monday)
    try store.apply(batch(.leads, origin: "a.csv", []), source: csv, at: tuesday)
    #expect(try store.contentVersion > content)
    #expect(try store.dataVersion == 0)
  }

  @Test("several faults of one line are one row set aside")
  func rejectedRows() throws {
    let other = Reject(origin: "a.csv", line: 3, column: "created_at", reason: "no date")
    let store = try Store.holding(batch(.leads, origin: "a.csv", rejects: [fault(3), other, fault(3), fault(4)], []))
    #expect(try store.rejectCount() == 3)
    #expect(try store.dataset().facts.rejectedRows == 2)
  }

  @Test("rows read of a file are those of its last reading; a stream adds up")
  func rowsRead() throws {
    let store = try Store.inMemory()
    for _ in 0..<2 {
      try store.apply(batch(.leads, origin: "a.csv", lines: 2...2, [["lead_id": "L1"]]), source: csv, at: monday)
      try store.apply(batch(.leads, origin: "a.csv", lines: 3...3, [["lead_id": "L2"]]), source: csv, at: monday)
      try store.apply(batch(.leads, origin: "stream", [["lead_id": "L3"]]), source: csv, at: monday)
    }
    let source = try #require(try store.sources().first)
    #expect(source.rowsRead == ["leads": 4])
    #expect(source.origins == ["a.csv", "stream"])
  }

  @Test("what a source told about its fields is kept by source")
  func fields() throws {
    let store = try Store.holding(
      batch(
        .leads, dayPrecision: ["created_at"], offsets: [3600: 1],
        [["lead_id": "L1", "created_at": "2026-01-05", "source": ""]]))
    let source = try #require(try store.sources().first)
    #expect(source.dayFields == ["leads.created_at"])
    #expect(source.presentFields == ["leads.lead_id", "leads.created_at"])
    #expect(source.offsets == [3600: 1])
  }
}

@Suite("Record cards, notes and state")
struct RecordTests {
  @Test("a card shows every stored value in the order of the catalogue, in plain words")
  func details() throws {
    let row = [
      "opportunity_id": "O1", "created_at": "2026-01-05T09:05:07", "amount": "1234", "probability": "40",
      "expected_close_on": "2026-04-01", "link": "https://crm/O1", "Product": "GTX", "deleted": "0", "name": "",
    ]
    let store = try Store.holding(batch(.opportunities, dayPrecision: ["expected_close_on"], [row]))
    #expect(
      try store.details(of: .opportunities, id: "O1") == [
        ["opportunity id", "O1"], ["created at", "2026-01-05 09:05:07 UTC"], ["amount", "1234.00"],
        ["link", "https://crm/O1"], ["expected close on", "2026-04-01"], ["probability", "40"], ["deleted", "no"],
        ["Product", "GTX"],
      ])
    #expect(try store.details(of: .opportunities, id: "O2") == [])
    #expect(try store.firstSeen(.opportunities, id: "O2") == nil)
  }

  @Test("amounts are written with cents and sign")
  func amounts() {
    let field = FieldCatalog.field(.opportunities, "amount")
    #expect(CellFormat.text(.integer(-105), field, isDay: false) == "-1.05")
    #expect(CellFormat.text(.integer(.min), field, isDay: false) == "-92233720368547758.08")
  }

  @Test("notes belong to one row and stand in the order of their time")
  func notes() throws {
    let store = try Store.inMemory()
    try store.addNote(.leads, id: "1", text: "later", at: tuesday)
    try store.addNote(.leads, id: "1", text: "earlier", at: monday)
    try store.addNote(.opportunities, id: "1", text: "other", at: monday)
    #expect(
      try store.notes(.leads, id: "1") == [
        Note(text: "earlier", writtenAt: monday), Note(text: "later", writtenAt: tuesday),
      ])
  }

  @Test("a value is kept under its key until it is forgotten")
  func state() throws {
    let store = try Store.inMemory()
    try store.setState("screen", "{}")
    try store.setState("screen", "{\"theme\":1}")
    #expect(try store.state("screen") == "{\"theme\":1}")
    try store.setState("screen", nil)
    #expect(try store.state("screen") == nil)
  }
}
