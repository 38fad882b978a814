import Foundation

/// Where a cell lies in the buffer, without its quotes.
struct CellRange {
  var start: Int
  var end: Int
  /// True if it contains doubled quotes, of which one each has to go.
  var hasDoubledQuotes: Bool
}

/// How a file separates cells and records.
struct Separators: Equatable, Sendable {
  var delimiter: UInt8
  /// Line feed, or carriage return in files of old Macs.
  var newline: UInt8 = UInt8(ascii: "\n")
}

/// Splits a record into cells by RFC 4180; works on bytes and looks at eight of them at a time.
struct RecordScanner {
  enum Outcome: Equatable {
    /// A whole record; the next one begins at `next`, `lines` lines further down.
    case record(next: Int, lines: Int)
    /// The buffer ends before the record does.
    case incomplete(inQuotes: Bool)
    /// A cell goes on after its closing quote: most often an earlier quote was never closed.
    case textAfterQuote
    /// The file ends within quotes.
    case openQuote
  }

  let separators: Separators
  /// The cells of the last record.
  private(set) var cells: [CellRange] = []
  private let delimiters: UInt64
  private let newlines: UInt64

  init(separators: Separators) {
    self.separators = separators
    delimiters = UInt64(separators.delimiter) &* 0x0101_0101_0101_0101
    newlines = UInt64(separators.newline) &* 0x0101_0101_0101_0101
    cells.reserveCapacity(64)
  }

  /// Scans the record that begins at `start`. `isLast` says that nothing follows the buffer.
  mutating func scan(_ bytes: UnsafeRawBufferPointer, from start: Int, isLast: Bool) -> Outcome {
    cells.removeAll(keepingCapacity: true)
    var position = start
    var lines = 1
    while true {
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        switch scanQuoted(bytes, position, isLast, &lines) {
        case .cell(let next): position = next
        case .lastCell(let next): return .record(next: next, lines: lines)
        case .failed(let outcome): return outcome
        }
        continue
      }
      let end = endOfCell(bytes, position)
      if end == bytes.count, !isLast { return .incomplete(inQuotes: false) }
      if end < bytes.count, bytes[end] == separators.delimiter {
        cells.append(CellRange(start: position, end: end, hasDoubledQuotes: false))
        position = end + 1
        continue
      }
      let hasReturn = end > position && bytes[end - 1] == UInt8(ascii: "\r")
      cells.append(CellRange(start: position, end: hasReturn ? end - 1 : end, hasDoubledQuotes: false))
      return .record(next: min(end + 1, bytes.count), lines: lines)
    }
  }

  /// Moves the end of a cell, once its doubled quotes are gone.
  mutating func setEnd(of cell: Int, to end: Int) { cells[cell].end = end }

  private enum Step {
    case cell(next: Int)
    case lastCell(next: Int)
    case failed(Outcome)
  }

  private mutating func scanQuoted(
    _ bytes: UnsafeRawBufferPointer, _ quote: Int, _ isLast: Bool, _ lines: inout Int
  ) -> Step {
    var hasDoubled = false
    var search = quote + 1
    while true {
      guard let close = find(UInt8(ascii: "\""), bytes, from: search) else {
        return .failed(isLast ? .openQuote : .incomplete(inQuotes: true))
      }
      let after = close + 1
      if after == bytes.count, !isLast { return .failed(.incomplete(inQuotes: true)) }
      if after < bytes.count, bytes[after] == UInt8(ascii: "\"") {
        hasDoubled = true
        search = after + 1
        continue
      }
      cells.append(CellRange(start: quote + 1, end: close, hasDoubledQuotes: hasDoubled))
      lines += count(separators.newline, bytes, from: quote + 1, to: close)
      return afterQuote(bytes, after, isLast)
    }
  }

  private func afterQuote(_ bytes: UnsafeRawBufferPointer, _ after: Int, _ isLast: Bool) -> Step {
    var position = after
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") { position += 1 }
    if position < bytes.count, bytes[position] == UInt8(ascii: "\r"), separators.newline != UInt8(ascii: "\r") {
      position += 1
    }
    guard position < bytes.count else {
      return isLast ? .lastCell(next: bytes.count) : .failed(.incomplete(inQuotes: true))
    }
    if bytes[position] == separators.delimiter { return .cell(next: position + 1) }
    if bytes[position] == separators.newline { return .lastCell(next: position + 1) }
    return .failed(.textAfterQuote)
  }

  /// The next delimiter or newline; the end of the buffer if there is none.
  @inline(__always)
  private func endOfCell(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var position = start
    while position &+ 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      let toDelimiter = word ^ delimiters
      let toNewline = word ^ newlines
      let hits = ((toDelimiter &- ones) & ~toDelimiter | (toNewline &- ones) & ~toNewline) & tops
      if hits != 0 { return position &+ hits.trailingZeroBitCount / 8 }
      position &+= 8
    }
    while position < bytes.count, bytes[position] != separators.delimiter, bytes[position] != separators.newline {
      position &+= 1
    }
    return position
  }

  /// Where the line that `start` lies in ends, past its newline; nil if the buffer ends before.
  func endOfLine(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    find(separators.newline, bytes, from: start).map { $0 + 1 }
  }

  private func find(_ byte: UInt8, _ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    guard start < bytes.count, let base = bytes.baseAddress else { return nil }
    guard let found = memchr(base + start, Int32(byte), bytes.count - start) else { return nil }
    return UnsafeRawPointer(found) - base
  }

  private func count(_ byte: UInt8, _ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Int {
    var count = 0
    var search = start
    while let found = find(byte, bytes, from: search), found < end {
      count += 1
      search = found + 1
    }
    return count
  }
}
