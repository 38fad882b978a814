import Foundation

/// Reads a file record by record in bounded memory: one buffer, which grows only for records longer than it.
///
/// The cells of a record are valid until the next one is asked for.
struct RecordReader {
  enum Step: Equatable {
    /// A record is there, in ``cells``.
    case record
    /// The line cannot be split into cells; reading goes on at the next line.
    case broken(BrokenLine)
    case end
  }

  enum BrokenLine: Equatable {
    case openQuote
    case textAfterQuote
    case tooLong
  }

  /// Records longer than this are set aside.
  static let longestRecord = 4 << 20

  /// Line on which the last record began, from 1.
  private(set) var line = 0
  /// Bytes of the file behind us.
  private(set) var bytesRead = 0
  var cells: [CellRange] { scanner.cells }

  private let file: ByteFile
  private let encoding: TextEncoding
  private let buffer: ByteBuffer
  private var scanner: RecordScanner
  private var position = 0
  private var nextLine = 1
  private var isLast = false
  /// Bytes before they are turned into UTF-8.
  private let raw: ByteBuffer
  private let chunk: Int

  /// Reads from the start of `file`. `chunk` is how many bytes are read at a time.
  init(
    file: ByteFile, separators: Separators, encoding: TextEncoding, chunk: Int = 1 << 20
  ) throws(SystemProblem) {
    self.file = file
    self.encoding = encoding
    self.chunk = chunk
    buffer = ByteBuffer(capacity: chunk * 2)
    raw = ByteBuffer(capacity: encoding == .utf8 ? 0 : chunk)
    scanner = RecordScanner(separators: separators)
    try file.rewind()
    try fill()
    if buffer.hasByteOrderMark { position = 3 }
  }

  /// Goes on to the next record.
  mutating func next() throws(SystemProblem) -> Step {
    while true {
      guard position < buffer.count || !isLast else { return .end }
      line = nextLine
      switch scanner.scan(buffer.bytes, from: position, isLast: isLast) {
      case .record(let next, let lines):
        position = next
        nextLine += lines
        removeDoubledQuotes()
        return .record
      case .incomplete(let inQuotes):
        if buffer.count - position > Self.longestRecord {
          return try skipLine(inQuotes ? .openQuote : .tooLong)
        }
        try fill()
      case .textAfterQuote: return try skipLine(.textAfterQuote)
      case .openQuote: return try skipLine(.openQuote)
      }
    }
  }

  /// The bytes of a cell without surrounding blanks; nothing for a cell that says NULL.
  @inline(__always)
  func cell(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    let range = scanner.cells[index]
    var (start, end) = (range.start, range.end)
    let bytes = buffer.start
    while start < end, bytes[start] <= 0x20 { start &+= 1 }
    while end > start, bytes[end &- 1] <= 0x20 { end &-= 1 }
    if Self.isNull(bytes + start, end - start) { end = start }
    return UnsafeBufferPointer(start: bytes + start, count: end - start)
  }

  /// `NULL`, `null` and `\N` stand for an empty cell.
  @inline(__always)
  private static func isNull(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) -> Bool {
    if count == 2 { return bytes[0] == UInt8(ascii: "\\") && bytes[1] == UInt8(ascii: "N") }
    guard count == 4, bytes[0] | 0x20 == UInt8(ascii: "n") else { return false }
    let word = UnsafeRawPointer(bytes).loadUnaligned(as: UInt32.self)
    return word == UInt32(littleEndian: 0x4C4C_554E) || word == UInt32(littleEndian: 0x6C6C_756E)
  }

  /// Gives up the line that the record began on, so that the lines after it still count.
  private mutating func skipLine(_ why: BrokenLine) throws(SystemProblem) -> Step {
    while true {
      if let end = scanner.endOfLine(buffer.bytes, from: position) {
        position = end
        break
      }
      position = buffer.count
      if isLast { break }
      try fill()
    }
    nextLine += 1
    return .broken(why)
  }

  private mutating func removeDoubledQuotes() {
    for cell in scanner.cells.indices where scanner.cells[cell].hasDoubledQuotes {
      scanner.setEnd(of: cell, to: buffer.removeDoubledQuotes(scanner.cells[cell]))
    }
  }

  /// Moves what is unread to the front and reads more behind it.
  private mutating func fill() throws(SystemProblem) {
    buffer.drop(position)
    position = 0
    switch encoding {
    case .utf8:
      let count = try file.read(into: buffer.room(for: chunk))
      buffer.count += count
      bytesRead += count
      isLast = count < chunk
    case .windows1252:
      raw.count = 0
      let count = try file.read(into: raw.room(for: chunk))
      raw.count = count
      buffer.append(windows1252: raw.bytes)
      bytesRead += count
      isLast = count < chunk
    }
  }
}
