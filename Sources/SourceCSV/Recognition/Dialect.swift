import Ingest

/// How a file is written, found by looking at its head.
struct Dialect: Equatable {
  var separators: Separators
  var encoding: TextEncoding
  /// Records before the header: blank lines, report titles, `sep=;`.
  var recordsBeforeHeader: Int
  var headers: [String]

  /// The delimiter in words.
  var delimiterName: String {
    switch separators.delimiter {
    case UInt8(ascii: ";"): "semicolon"
    case UInt8(ascii: "\t"): "tab"
    default: "comma"
    }
  }
}

/// Why a file is no table at all.
struct NoTable: Error, Equatable {
  let reason: String
}

/// The head of a file: its dialect and its first rows.
struct FileHead {
  var dialect: Dialect
  var sample: TableSample

  /// Bytes looked at.
  static let length = 256 << 10
  /// Rows that detection sees.
  static let rows = 400

  /// Looks at a file. The whole file is read once to tell its encoding.
  static func read(_ file: ByteFile, name: String) throws -> FileHead {
    let buffer = ByteBuffer(capacity: length)
    buffer.count = try file.read(into: buffer.room(for: length))
    if let reason = noTable(buffer.bytes) { throw NoTable(reason: reason) }
    let encoding = try encoding(of: file, head: buffer.bytes)
    let newline = buffer.bytes.contains(UInt8(ascii: "\n")) ? UInt8(ascii: "\n") : UInt8(ascii: "\r")
    let candidates = try [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")].map { delimiter in
      try HeadReading(file, Separators(delimiter: delimiter, newline: newline), encoding)
    }
    let told = candidates.first { $0.declares }
    let best = candidates.max { $0.isWorse(than: $1) }
    guard let chosen = told ?? best, chosen.headers.count > 1 else {
      throw NoTable(reason: "no line has more than one column separated by comma, semicolon or tab")
    }
    return FileHead(
      dialect: chosen.dialect, sample: TableSample(name: name, headers: chosen.headers, rows: chosen.rows))
  }

  private static func noTable(_ bytes: UnsafeRawBufferPointer) -> String? {
    if bytes.isEmpty { return "the file is empty" }
    let isUTF16 = bytes.count > 1 && (bytes[0] == 0xFF && bytes[1] == 0xFE || bytes[0] == 0xFE && bytes[1] == 0xFF)
    if isUTF16 { return "it is written in UTF-16: save it as \"CSV UTF-8\" or convert it with iconv" }
    if bytes.contains(0) { return "it is no text: it holds zero bytes" }
    let isBlank = bytes.allSatisfy { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
    return isBlank ? "the file is empty" : nil
  }

  /// UTF-8 if every byte of the file fits, else Windows-1252.
  private static func encoding(of file: ByteFile, head: UnsafeRawBufferPointer) throws(SystemProblem) -> TextEncoding {
    var check = UTF8Check()
    check.add(head)
    let chunk = ByteBuffer(capacity: length)
    repeat {
      chunk.count = 0
      chunk.count = try file.read(into: chunk.room(for: length))
      check.add(chunk.bytes)
    } while check.isValid && chunk.count > 0
    return check.isValid ? .utf8 : .windows1252
  }
}

/// The head of a file under one assumption about its delimiter.
private struct HeadReading {
  var dialect: Dialect
  var rows: [[String]] = []
  /// Share of the rows that have as many cells as the header.
  var fit = 0.0
  /// True if the file itself says `sep=` with this delimiter.
  var declares = false
  var headers: [String] { dialect.headers }

  init(_ file: ByteFile, _ separators: Separators, _ encoding: TextEncoding) throws(SystemProblem) {
    dialect = Dialect(separators: separators, encoding: encoding, recordsBeforeHeader: 0, headers: [])
    var reader = try RecordReader(file: file, separators: separators, encoding: encoding, chunk: FileHead.length)
    var records = 0
    var seen = 0
    var blanks = 0
    while records < FileHead.rows, reader.bytesRead <= FileHead.length {
      let step = try reader.next()
      if step == .end { break }
      let cells = step == .record ? reader.cells.indices.map { String(decoding: reader.cell($0), as: UTF8.self) } : []
      seen += 1
      if headers.isEmpty {
        if cells.allSatisfy(\.isEmpty) || declares { blanks += 1 }
        readHeader(cells, seen)
        if seen >= 12, headers.isEmpty { return }
        continue
      }
      if cells.allSatisfy(\.isEmpty), step == .record { continue }
      records += 1
      if let row = Self.fitted(cells, to: headers.count) { rows.append(row) }
    }
    // Lines before the header speak against it: most often another delimiter finds its header in them.
    let all = records + dialect.recordsBeforeHeader - blanks
    fit = headers.count < 2 ? -1 : all == 0 ? 1 : Double(rows.count) / Double(all)
  }

  /// Rows that fit the header decide; where hardly any does, the header that comes first and says most.
  func isWorse(than other: HeadReading) -> Bool {
    if max(fit, other.fit) >= 0.5 { return (fit, headers.count) < (other.fit, other.headers.count) }
    let place = headers.count < 2 ? Int.min : -dialect.recordsBeforeHeader
    let otherPlace = other.headers.count < 2 ? Int.min : -other.dialect.recordsBeforeHeader
    return (place, headers.count) < (otherPlace, other.headers.count)
  }

  private mutating func readHeader(_ cells: [String], _ seen: Int) {
    if cells.first?.lowercased().hasPrefix("sep=") == true {
      let declared = cells[0].utf8.dropFirst(4).first
      declares = declared == dialect.separators.delimiter || declared == nil && cells.count > 1
    } else if cells.count(where: { !$0.isEmpty }) > 1 {
      dialect.headers = Self.unique(cells)
      dialect.recordsBeforeHeader = seen - 1
    }
  }

  /// The row if it has as many cells as the header, or more that are all empty.
  private static func fitted(_ cells: [String], to count: Int) -> [String]? {
    guard cells.count >= count, cells[count...].allSatisfy(\.isEmpty) else { return nil }
    return Array(cells[..<count])
  }

  /// Headers that occur twice get a number, nameless ones are called by their place; empty ones at the end go.
  private static func unique(_ cells: [String]) -> [String] {
    var seen: [String: Int] = [:]
    var cells = cells
    while cells.last?.isEmpty == true { cells.removeLast() }
    return cells.enumerated().map { index, cell in
      let name = cell.isEmpty ? "column \(index + 1)" : cell
      let times = (seen[name] ?? 0) + 1
      seen[name] = times
      return times == 1 ? name : "\(name) (\(times))"
    }
  }
}
