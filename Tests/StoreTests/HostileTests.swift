import Domain
import Ingest
import Testing

@testable import Store

@Suite("Hostile data")
struct HostileTests {
  static let texts = [
    "'; DROP TABLE leads; --", "\"quoted\" 'single' \\back\\", "nul\u{0}inside", "\u{0}", "emoji 👩‍👩‍👧‍👦🇩🇪",
    "\u{202E}right to left",
    "\u{1B}[31mred", "line\r\nbreak\ttab", "e\u{301} combining", "{\"a\":\"b\"}", "\u{FFFF}",
    String(repeating: "x", count: 70_000),
  ]

  @Test("any text comes back as it went in: as id, as name, as extra value and as extra header", arguments: texts)
  func roundTrip(text: String) throws {
    let file = batch(.leads, [["lead_id": text, "name": text, "source": text, text: text]])
    let store = try Store.holding(file)
    #expect(try store.apply(file, source: csv, at: tuesday).unchanged == 1)
    let dataset = try store.dataset()
    #expect(dataset.leads.ids[0] == text && dataset.leads.names[0] == text)
    #expect(dataset.name(.source, dataset.leads.source) == text)
    #expect(dataset.leadAttributes[text]?.names.find(text) == 1)
    #expect(try store.details(of: .leads, id: text).last == [text, text])
    try store.addNote(.leads, id: text, text: text, at: monday)
    #expect(try store.notes(.leads, id: text).map(\.text) == [text])
  }

  @Test("hostile names of sources and files are only names", arguments: texts.prefix(8))
  func sources(text: String) throws {
    let store = try Store.inMemory()
    let source = SourceID(rawValue: text)
    let fault = Reject(origin: text, line: 1, column: text, reason: text)
    try store.apply(batch(.leads, origin: text, rejects: [fault], [["lead_id": "L1"]]), source: source, at: monday)
    try store.finishReading(source, cursor: Cursor(text: text), at: monday)
    #expect(try store.rejects(limit: 5) == [fault])
    #expect(try store.sources().map(\.id) == [source])
    #expect(try store.cursor(of: source)?.text == text)
  }

  @Test("bytes that are no UTF-8 do no harm and stay the same on re-import")
  func invalidUTF8() throws {
    var ids = TextColumn()
    ids.append(utf8: [0xFF, 0xFE, 0x41])
    let extras = ["h\u{1}": TextColumn(bytes: [0xC3], ends: [1])]
    let file = Batch(kind: .leads, count: 1, columns: ["lead_id": .text(ids)], extras: extras, origin: "x")
    let store = try Store.holding(file)
    #expect(try store.apply(file, source: csv, at: tuesday).unchanged == 1)
    #expect(try store.dataset().leads.ids[0] == "\u{FFFD}\u{FFFD}A")
  }

  @Test(
    "extra columns may be called like anything of ours, or nothing at all, and their changes are kept",
    arguments: ["", "row", "_seen", "_extra", "_key", "sqlite_master", "\"; DROP TABLE leads; --"])
  func headers(name: String) throws {
    let store = try Store.holding(
      batch(.leads, [["lead_id": "L1", "updated_at": "2026-02-01", name: "b"]]),
      batch(.leads, [["lead_id": "L1", "updated_at": "2026-03-01", name: "c"]]),
      batch(.leads, [["lead_id": "L1", "updated_at": "2026-01-01", name: "a"]]))
    #expect(try store.details(of: .leads, id: "L1").last == [name, "c"])
    #expect(try store.history(of: .leads, id: "L1").map(\.new) == ["b", "c"])
    #expect(try store.history(of: .leads, id: "L1").map(\.field) == [name, name])
    #expect(try store.firstSeen(.leads, id: "L1") == monday)
  }

  @Test("numbers at their limits come back or count as empty")
  func limits() throws {
    let instants: [Instant] = [.unknown, Instant(.max - 1), Instant(.min + 1), .never]
    let amounts: [Int64] = [.max, .min + 1, 0, Money.none]
    let file = Batch(
      kind: .opportunities, count: 4,
      columns: [
        "opportunity_id": .text(TextColumn(["a", "b", "c", "d"])), "created_at": .instants(instants),
        "amount": .amounts(amounts), "probability": .numbers([.infinity, -.infinity, .nan, 1e308]),
      ], origin: "x")
    let store = try Store.holding(file)
    #expect(try store.apply(file, source: csv, at: tuesday).unchanged == 4)
    let opportunities = try store.dataset().opportunities
    #expect(opportunities.createdAt == [.unknown, .unknown, Instant(.min + 1), Instant(.max - 1)])
    #expect(opportunities.amount == [.max, Money.none, 0, .min + 1])
    for id in ["a", "b", "c", "d"] { #expect(try !store.details(of: .opportunities, id: id).isEmpty) }
  }

  @Test("odd sequence numbers are identities like others")
  func sequences() throws {
    let numbers: [Double] = [-1, 0.5, 1e300, .infinity, 1]
    let file = Batch(
      kind: .stageHistory, count: 5,
      columns: [
        "opportunity_id": .text(TextColumn(Array(repeating: "O1", count: 5))), "seq": .numbers(numbers),
        "stage": .text(TextColumn(["a", "c", "d", "e", "b"])),
      ], origin: "x")
    let store = try Store.holding(batch(.opportunities, [["opportunity_id": "O1"]]), file)
    #expect(try store.apply(file, source: csv, at: tuesday).inserted == 0)
    let dataset = try store.dataset()
    #expect(dataset.visits.stage.map { dataset.vocabulary(.stage)[$0] } == ["a", "c", "b", "d", "e"])
  }

  @Test("attributes survive any text, and reading them survives any bytes")
  func attributes() {
    for text in Self.texts {
      #expect(Attributes.decode(Attributes.encode([text: text, "b": "c"])) == [text: text, "b": "c"])
    }
    for junk in ["", "{", "\"", "{\"a", "{\"a\":\"b\\", "{\"a\":\"\\u00", "{\"a\":\"\\u00zz\"}", "[[[\"\"\"\"]"] {
      _ = Attributes.decode(junk)
    }
  }
}
