import Domain

/// Looks for a piece of text, ignoring case; plain ASCII is looked for in all rows' bytes at once, without making strings.
struct TextSearch: Sendable {
  private let needle: [UInt8]
  private let isASCII: Bool
  private let lowered: String

  init(_ text: String) {
    lowered = text.lowercased()
    needle = Array(lowered.utf8)
    isASCII = needle.allSatisfy { $0 < 128 }
  }

  func matches(_ text: String) -> Bool { needle.isEmpty || text.lowercased().contains(lowered) }

  /// The rows of a column that hold the text; a column may be shorter than its table.
  func rows(of column: TextColumn, size: Int) -> RowSet {
    if needle.isEmpty { return RowSet(size: size, all: true) }
    guard isASCII else { return RowSet(size: size) { $0 < column.count && matches(column[$0]) } }
    var rows: [Int32] = []
    column.bytes.withUnsafeBufferPointer { bytes in
      column.ends.withUnsafeBufferPointer { ends in rows = hits(bytes, ends) }
    }
    return RowSet(size: size, rows: rows)
  }

  /// Goes through the bytes of all rows as one text; a find that reaches over the end of its row is none.
  private func hits(_ bytes: UnsafeBufferPointer<UInt8>, _ ends: UnsafeBufferPointer<UInt32>) -> [Int32] {
    var hits: [Int32] = []
    var row = 0
    let (first, length) = (needle[0], needle.count)
    guard bytes.count >= length else { return [] }
    for start in 0...(bytes.count - length) where Self.lower(bytes[start]) == first {
      var offset = 1
      while offset < length, Self.lower(bytes[start + offset]) == needle[offset] { offset += 1 }
      guard offset == length else { continue }
      while row < ends.count, Int(ends[row]) <= start { row += 1 }
      guard row < ends.count, start + length <= Int(ends[row]) else { continue }
      if hits.last != Int32(row) { hits.append(Int32(row)) }
    }
    return hits
  }

  @inline(__always) private static func lower(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 32 : byte }
}
