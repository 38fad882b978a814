import Foundation
import Testing

@testable import SourceCSV

/// All records of a text as their cells, and what could not be split, with line numbers.
private func split(
  _ bytes: [UInt8], delimiter: Character = ",", encoding: TextEncoding = .utf8, chunk: Int = 1 << 16
) throws -> (records: [[String]], lines: [Int], broken: [Int: RecordReader.BrokenLine]) {
  let folder = try TemporaryFolder()
  try folder.write("x.csv", bytes)
  let newline = bytes.contains(UInt8(ascii: "\n")) ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
  let separators = Separators(delimiter: delimiter.asciiValue ?? 44, newline: newline)
  var reader = try RecordReader(
    file: ByteFile(path: folder.path + "/x.csv"), separators: separators, encoding: encoding, chunk: chunk)
  var result: (records: [[String]], lines: [Int], broken: [Int: RecordReader.BrokenLine]) = ([], [], [:])
  while true {
    switch try reader.next() {
    case .end: return result
    case .broken(let why): result.broken[reader.line] = why
    case .record:
      result.records.append(reader.cells.indices.map { String(decoding: reader.cell($0), as: UTF8.self) })
      result.lines.append(reader.line)
    }
  }
}

private func split(_ text: String, delimiter: Character = ",", chunk: Int = 1 << 16) throws -> [[String]] {
  try split(Array(text.utf8), delimiter: delimiter, chunk: chunk).records
}

@Suite("Splitting bytes into records and cells")
struct RecordReaderTests {
  @Test(arguments: [
    ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
    ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
    ("a,b\rc,d\r", [["a", "b"], ["c", "d"]]),
    ("\u{FEFF}a,b\n", [["a", "b"]]),
    ("a,,\n", [["a", "", ""]]),
    (",\n\n,", [["", ""], [""], ["", ""]]),
    ("\"a,b\",\"c\nd\"\n", [["a,b", "c\nd"]]),
    ("\"a\r\nb\",c\r\n", [["a\r\nb", "c"]]),
    ("\"say \"\"hi\"\"\",\"\"\"\"\n", [["say \"hi\"", "\""]]),
    ("\"\",\"\"", [["", ""]]),
    ("\"a\" ,b\n", [["a", "b"]]),
    ("a \"quoted\" b,c\n", [["a \"quoted\" b", "c"]]),
    ("  a , b\t\n", [["a", "b"]]),
    ("NULL,null,\\N,Null,NULLS,\"NULL\"\n", [["", "", "", "Null", "NULLS", ""]]),
    ("", []),
    ("\n", [[""]]),
    ("é,日本,🙂\n", [["é", "日本", "🙂"]]),
  ])
  func splits(text: String, expected: [[String]]) throws {
    #expect(try split(text) == expected)
  }

  @Test func otherDelimitersSplitJustSo() throws {
    #expect(try split("a;b,c;d\n", delimiter: ";") == [["a", "b,c", "d"]])
    #expect(try split("a\tb c\t\"d\te\"\n", delimiter: "\t") == [["a", "b c", "d\te"]])
  }

  @Test func aQuoteThatIsNeverClosedCostsOnlyItsLine() throws {
    let result = try split(Array("a,b\n1,\"open\n2,x\n3,y\n".utf8))
    #expect(result.records == [["a", "b"], ["2", "x"], ["3", "y"]])
    #expect(result.lines == [1, 3, 4])
    #expect(result.broken == [2: .openQuote])
  }

  @Test func aQuoteThatALaterOneSeemsToCloseCostsOnlyItsLine() throws {
    let result = try split(Array("a,b\n1,\"open\n2,\"x, y\"\n3,y\n".utf8))
    #expect(result.records == [["a", "b"], ["2", "x, y"], ["3", "y"]])
    #expect(result.broken == [2: .textAfterQuote])
  }

  @Test func linesCountThroughQuotedBreaks() throws {
    let result = try split(Array("a\n\"b\n\nc\"\nd\n".utf8))
    #expect(result.lines == [1, 2, 5])
  }

  @Test func aRowOfManyMegabytesIsSetAsideInBoundedMemory() throws {
    let long = String(repeating: "x", count: RecordReader.longestRecord + (1 << 20))
    let result = try split(Array("a,b\n\(long),1\nc,d\n".utf8))
    #expect(result.records == [["a", "b"], ["c", "d"]])
    #expect(result.broken == [2: .tooLong])
    let quoted = try split(Array("a,b\n\"\(long)\nc,d\n".utf8))
    #expect(quoted.records == [["a", "b"], ["c", "d"]])
    #expect(quoted.broken == [2: .openQuote])
  }

  @Test func windows1252BecomesUTF8() throws {
    let bytes: [UInt8] = [0x4D, 0xFC, 0x2C, 0x80, 0x2C, 0x93, 0x78, 0x94, 0x2C, 0x81, 0x0A]
    #expect(try split(bytes, encoding: .windows1252).records == [["Mü", "€", "“x”", "\u{FFFD}"]])
  }

  @Test(arguments: 0..<60)
  func whateverIsWrittenIsReadBack(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    let pieces = ["a", "b c", ",", "\"", "\n", "\r\n", "é", "日", ";", "x\"y", "", "12", "'", "\t"]
    let width = Int.random(in: 2...5, using: &random)
    let records = (0..<Int.random(in: 1...30, using: &random)).map { _ in
      (0..<width).map { _ in
        // Blanks around a cell are dropped, so a letter stands on both sides.
        "s"
          + (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
          + "e"
      }
    }
    let text = records.map { record in
      record.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
    }.joined()
    // A chunk of a few bytes puts the seams between reads everywhere.
    #expect(try split(text, chunk: Int.random(in: 4...40, using: &random)) == records)
  }
}

@Suite("Telling encodings apart")
struct EncodingTests {
  private func isUTF8(_ bytes: [UInt8]) -> Bool {
    var check = UTF8Check()
    for byte in bytes { [byte].withUnsafeBytes { check.add($0) } }
    var whole = UTF8Check()
    bytes.withUnsafeBytes { whole.add($0) }
    #expect(check.isValid == whole.isValid)
    return check.isValid
  }

  @Test func wellFormedTextIsUTF8() {
    #expect(isUTF8(Array("plain ASCII that is longer than a word".utf8)))
    #expect(isUTF8(Array("Müller, 東京, 🙂🙂, \u{10FFFF}".utf8)))
    #expect(isUTF8(Array("cut off at the end: ü".utf8.dropLast())))
  }

  @Test(
    arguments: [
      [0x4D, 0xFC, 0x6C], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF], [0x80],
      [0xE2, 0x28, 0xA1],
    ] as [[UInt8]])
  func otherBytesAreNot(bytes: [UInt8]) {
    #expect(!isUTF8(Array("before it plain text".utf8) + bytes))
  }
}
