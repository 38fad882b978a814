import Domain
import Ingest
import Testing

@testable import Store

@Suite("Importing")
struct ImportTests {
  private let deals = [
    ["opportunity_id": "O1", "name": "Nordwind", "amount": "1000", "rep": "ann"],
    ["opportunity_id": "O2", "name": "Südhang", "amount": "250", "rep": ""],
  ]

  @Test("the same file twice changes nothing: no row, no history, no version")
  func idempotent() throws {
    let file = batch(.opportunities, lines: 2...3, deals)
    let store = try Store.holding(file)
    let before = try (store.dataVersion, store.dataset())
    let result = try store.apply(file, source: csv, at: tuesday)
    #expect(result.inserted == 0 && result.updated == 0 && result.unchanged == 2)
    #expect(try store.dataVersion == before.0)
    #expect(try store.dataset(use: .ignore) == before.1)
    #expect(try store.history(of: .opportunities, id: "O1") == [])
  }

  @Test("every table keeps one row for each identity", arguments: RecordKind.allCases)
  func identity(kind: RecordKind) throws {
    let row: [String: String] =
      switch kind {
      case .leads: ["lead_id": "L1", "name": "A"]
      case .opportunities: ["opportunity_id": "O1", "name": "A"]
      case .activities: ["activity_id": "A1", "subject": "A"]
      case .users: ["user_id": "U1", "name": "A"]
      case .accounts: ["account_id": "C1", "name": "A"]
      case .targets: ["owner": "ann", "period": "2026-Q1", "measure": "won", "value": "5"]
      case .stageHistory: ["opportunity_id": "O1", "seq": "1", "stage": "Demo"]
      }
    let store = try Store.holding(batch(kind, [row]))
    let again = try store.apply(batch(kind, [row]), source: csv, at: tuesday)
    #expect(again.inserted == 0 && again.unchanged == 1)
  }

  @Test("targets differ by owner, team, period and measure, empty ones included")
  func targets() throws {
    let rows = [
      ["owner": "ann", "team": "", "period": "2026-Q1", "measure": "won", "value": "5"],
      ["owner": "", "team": "north", "period": "2026-Q1", "measure": "won", "value": "9"],
      ["owner": "ann", "team": "", "period": "2026-Q2", "measure": "won", "value": "6"],
    ]
    let changed = [["owner": "ann", "team": "", "period": "2026-Q1", "measure": "won", "value": "7"]]
    let store = try Store.holding(batch(.targets, rows), batch(.targets, changed))
    #expect(try store.dataset().targets.map(\.value) == [7, 9, 6])
  }

  @Test("a column that is absent leaves a value alone, an empty cell empties it")
  func absentAndEmpty() throws {
    let store = try Store.holding(
      batch(.opportunities, deals), batch(.opportunities, [["opportunity_id": "O1", "rep": ""]]))
    #expect(try store.value(.opportunities, "O1", "rep") == nil)
    #expect(try store.value(.opportunities, "O1", "name") == "Nordwind")
    #expect(try store.value(.opportunities, "O1", "amount") == "1000.00")
  }

  @Test("a deleted row is hidden, kept, and comes back")
  func deleted() throws {
    let store = try Store.holding(
      batch(.opportunities, deals), batch(.opportunities, [["opportunity_id": "O1", "deleted": "1"]]))
    #expect(try store.dataset().opportunities.count == 1)
    #expect(try store.value(.opportunities, "O1", "name") == "Nordwind")
    try store.apply(batch(.opportunities, [["opportunity_id": "O1", "deleted": "0"]]), source: csv, at: tuesday)
    #expect(try store.dataset().opportunities.count == 2)
    #expect(try store.history(of: .opportunities, id: "O1").map(\.new) == ["yes", "no"])
  }

  @Test("columns beyond the known fields are kept, merged by name, and filterable")
  func extras() throws {
    let store = try Store.holding(
      batch(.opportunities, [["opportunity_id": "O1", "Product": "GTX", "Size": "L"], ["opportunity_id": "O2"]]),
      batch(.opportunities, [["opportunity_id": "O1", "Product": "MG", "Colour": "red"]]))
    let details = try store.details(of: .opportunities, id: "O1")
    #expect(details.suffix(3) == [["Colour", "red"], ["Product", "MG"], ["Size", "L"]])
    let product = try #require(try store.dataset().opportunityAttributes["Product"])
    #expect(product.codes.map { product.names[$0] } == ["MG", ""])
    #expect(try store.history(of: .opportunities, id: "O1").map(\.field) == ["Colour", "Product"])
  }

  @Test("of a row given twice in one file the later line counts, and importing it again still changes nothing")
  func twiceInOneFile() throws {
    let rows = [
      ["lead_id": "L1", "name": "first"], ["lead_id": "L2", "name": "other"], ["lead_id": "L1", "name": "second"],
    ]
    let whole = batch(.leads, lines: 2...4, rows)
    let store = try Store.holding(whole)
    let version = try store.dataVersion
    try store.finishReading(csv, cursor: Cursor(text: "1"), at: monday)
    try store.apply(whole, source: csv, at: tuesday)
    #expect(try store.value(.leads, "L1", "name") == "second")
    #expect(try store.history(of: .leads, id: "L1") == [])
    #expect(try store.dataVersion == version)
  }

  @Test("a row given twice across the batches of one file leaves no history either")
  func twiceAcrossBatches() throws {
    let parts = [
      batch(.leads, lines: 2...2, [["lead_id": "L1", "name": "first"]]),
      batch(.leads, lines: 3...3, [["lead_id": "L1", "name": "second"]]),
    ]
    let store = try Store.inMemory()
    for reading in 0..<3 {
      for (index, part) in parts.enumerated() {
        try store.apply(part, source: csv, at: monday.adding(Int64(reading * 1000 + index)))
      }
      try store.finishReading(csv, cursor: Cursor(text: "\(reading)"), at: monday)
    }
    #expect(try store.value(.leads, "L1", "name") == "second")
    #expect(try store.history(of: .leads, id: "L1") == [])
  }

  @Test("rows that nothing tells apart are set aside with file, line and reason")
  func withoutIdentity() throws {
    let store = try Store.holding(
      batch(
        .leads, origin: "leads.csv", lines: 2...3, [["lead_id": "", "name": "x"], ["lead_id": "L1", "name": "y"]]))
    let rejects = try store.rejects(limit: 10)
    #expect(
      rejects.map(\.origin) == ["leads.csv"] && rejects.map(\.line) == [2] && rejects.map(\.column) == ["lead_id"])
    #expect(try store.dataset().leads.count == 1)
    #expect(try store.dataset().facts.rejectedRows == 1)
  }

  @Test("a malformed batch is refused before anything is written")
  func malformed() throws {
    let store = try Store.inMemory()
    let short = Batch(
      kind: .leads, count: 2, columns: ["lead_id": .text(TextColumn(["L1"]))], origin: "leads.csv")
    let mistyped = Batch(kind: .leads, count: 1, columns: ["lead_id": .numbers([1])], origin: "leads.csv")
    let unknown = Batch(kind: .leads, count: 1, columns: ["colour": .numbers([1])], origin: "leads.csv")
    for wrong in [short, mistyped, unknown] {
      #expect(throws: StoreError.self) { try store.apply(wrong, source: csv, at: monday) }
    }
    #expect(try store.dataVersion == 0)
  }

  @Test("stage entries without a sequence number: repeats stay apart and find their own rows again")
  func stagesWithoutSequence() throws {
    let rows = [("2026-01-05", "Demo"), ("2026-01-05", "Demo"), ("", "Demo"), ("2026-01-06", "")].map {
      ["opportunity_id": "O1", "entered_at": $0.0, "stage": $0.1]
    }
    let file = batch(.stageHistory, lines: 2...5, rows)
    let store = try Store.holding(batch(.opportunities, deals), file)
    #expect(try store.dataset().visits.count == 4)
    let again = try store.apply(file, source: csv, at: tuesday)
    #expect(again.inserted == 0 && again.unchanged == 4)
  }

  @Test("repeats are told apart across the batches of one file too")
  func repeatsAcrossBatches() throws {
    let row = ["opportunity_id": "O1", "entered_at": "2026-01-05", "stage": "Demo"]
    let store = try Store.inMemory()
    for _ in 0..<2 {
      try store.apply(batch(.stageHistory, lines: 2...2, [row]), source: csv, at: monday)
      try store.apply(batch(.stageHistory, lines: 3...3, [row]), source: csv, at: monday)
      try store.finishReading(csv, cursor: Cursor(text: ""), at: monday)
    }
    try store.apply(batch(.opportunities, deals), source: csv, at: monday)
    #expect(try store.dataset().visits.count == 2)
  }

  @Test("a file gives the same rows however it is cut into batches", arguments: 0..<20)
  func anyCut(seed: UInt64) throws {
    var random = SplitMix64(state: seed)
    let rows = (0..<40).map { index in
      [
        "lead_id": "L\(Int.random(in: 0..<25, using: &random))", "name": "\(index)", "Extra": "\(index % 3)",
        "source": ["web", "event", ""][index % 3],
      ]
    }
    let whole = try Store.holding(batch(.leads, lines: 2...41, rows))
    let parts = try Store.inMemory()
    var start = 0
    while start < rows.count {
      let end = min(rows.count, start + Int.random(in: 1...15, using: &random))
      let part = batch(.leads, lines: (start + 2)...(end + 1), Array(rows[start..<end]))
      try parts.apply(part, source: csv, at: monday.adding(Int64(start)))
      start = end
    }
    #expect(try parts.dataset() == whole.dataset())
    for id in 0..<25 { #expect(try parts.history(of: .leads, id: "L\(id)") == []) }
  }
}
