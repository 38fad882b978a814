import Ingest
import Testing

@testable import SourceCSV

private let header = "opportunity_id,created_at,stage,amount,expected_close_on\n"

@Suite("Rows that cannot be read")
struct RejectTests {
  @Test(arguments: [
    ("2,soon,Demo,5,", "created_at", "\"soon\" is no date"),
    ("2,2025-02-30,Demo,5,", "created_at", "not in the calendar"),
    ("2,1066-10-14,Demo,5,", "created_at", "1900 to 2200"),
    ("2,2025-01-02,Demo,lots,", "amount", "\"lots\" is no number"),
    ("2,2025-01-02,Demo,5,whenever", "expected_close_on", "\"whenever\" is no date"),
    (",2025-01-02,Demo,5,", "opportunity_id", "no opportunity_id"),
    ("2,2025-01-02,Demo", "", "3 cells found, 5 expected"),
    ("2,2025-01-02,Demo,5,,x", "", "6 cells found, 5 expected"),
    ("2,2025-01-02,\"Demo,5,", "", "a quote is opened and never closed"),
  ])
  func areSetAsideWithTheirPlaceAndTheRestGoesOn(row: String, column: String, reason: String) throws {
    let text = header + "1,2025-01-01,Demo,5,2025-03-01\n\n\(row)\n3,2025-01-03,Demo,7,2025-03-01\n"
    let read = try deliver("opportunities.csv", text)
    #expect(read.values(.opportunities, "opportunity_id") == ["1", "3"])
    #expect(read.values(.opportunities, "amount") == ["500", "700"])
    let reject = try #require(read.rejects.first)
    #expect(read.rejects.count == 1)
    #expect((reject.origin, reject.line, reject.column) == ("opportunities.csv", 4, column))
    #expect(reject.reason.contains(reason))
  }

  @Test func tellNoMoreOfTheRowThanTheCellAndNothingHarmful() throws {
    let cell = "\u{1B}[2J\u{202E}" + String(repeating: "x", count: 100)
    let read = try deliver("opportunities.csv", header + "9,\(cell),Secret stage,5,\n1,2025-01-01,Demo,5,\n")
    let reason = try #require(read.rejects.first?.reason)
    #expect(!reason.contains("Secret"))
    #expect(!reason.unicodeScalars.contains { $0.value < 32 || $0.value == 0x202E })
    #expect(reason.contains("…"))
  }

  @Test func surplusEmptyCellsAndEmptyRowsAreNone() throws {
    let read = try deliver("opportunities.csv", header + "1,2025-01-01,Demo,5,,\n,,,,\n   \n2,2025-01-02,Demo,5,,,\n")
    #expect(read.values(.opportunities, "opportunity_id") == ["1", "2"])
    #expect(read.rejects.isEmpty)
  }

  @Test func aFooterThatRowsFollowWasNone() throws {
    let row = "1,2025-01-01,Demo,5,\n"
    let read = try deliver("opportunities.csv", header + row + "\nlost\n2,2025-01-02,Demo,5,\n\nTotal\n")
    #expect(read.count(.opportunities) == 2)
    #expect(read.rejects.map(\.line) == [4])
  }

  @Test func aLastRowCutOffIsNoFooter() throws {
    let read = try deliver("opportunities.csv", header + "1,2025-01-01,Demo,5,\n2")
    #expect(read.rejects.map(\.line) == [3])
  }

  @Test func aStatusOfItsOwnIsAskedFor() throws {
    let rows = (0..<30).map { "\($0),Open,5\n" }.joined()
    let read = try deliver("deals.csv", "deal_id,status,amount\n" + rows + "30,Parked,5\n")
    #expect(read.count(.opportunities) == 30)
    #expect(read.rejects.map(\.column) == ["status"])
  }

  @Test(arguments: 0..<80)
  func junkNeverStopsTheReaderAndEveryRowIsAccountedFor(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    let alphabet = Array("0123456789-/:.,TZ \"\n;abc€é\t()$".utf8) + [0xFF, 0xC3, 0x80, 0x0D]
    var text = Array("opportunity_id,created_at,stage,amount,expected_close_on\n1,2025-01-01,Demo,5,\n".utf8)
    for _ in 0..<Int.random(in: 0...3000, using: &random) { text.append(alphabet.randomElement(using: &random) ?? 0) }
    let folder = try TemporaryFolder()
    try folder.write("opportunities.csv", text)
    let read = try deliver([folder.path])
    for batch in read.batches {
      #expect(batch.lines.count == batch.count)
      for field in batch.columns.keys { #expect(read.values(batch.kind, field).count == read.count(batch.kind)) }
    }
    #expect(read.rejects.allSatisfy { !$0.reason.isEmpty && $0.origin == "opportunities.csv" })
    #expect(read.count(.opportunities) >= 1)
    let lines = read.batches.flatMap { $0.lines.map(Int.init) } + read.rejects.map(\.line).filter { $0 > 0 }
    #expect(Set(lines).count == lines.count)
  }
}
