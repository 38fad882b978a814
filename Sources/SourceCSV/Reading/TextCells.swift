import Domain

/// A growing column of text that can be cut back when a row turns out unreadable.
struct TextCells {
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [UInt32] = []

  var column: TextColumn { TextColumn(bytes: Series(bytes), ends: Series(ends)) }

  @inline(__always)
  mutating func append(_ cell: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: cell)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  /// Appends a cell with its ASCII letters in lower case; nothing for nil.
  mutating func append(lowercase cell: UnsafeBufferPointer<UInt8>?) {
    for byte in cell ?? UnsafeBufferPointer(start: nil, count: 0) {
      bytes.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    ends.append(UInt32(truncatingIfNeeded: bytes.count))
  }

  /// The bytes of the last cell.
  var last: ArraySlice<UInt8> {
    guard let end = ends.last else { return [] }
    return bytes[(ends.count > 1 ? Int(ends[ends.count - 2]) : 0)..<Int(end)]
  }

  mutating func cut(to count: Int) {
    guard ends.count > count else { return }
    ends.removeLast(ends.count - count)
    bytes.removeLast(bytes.count - Int(ends.last ?? 0))
  }

  mutating func empty() {
    bytes.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
  }
}

/// The growing columns of a batch, by type; a field owns one slot of its type.
struct CellStore {
  var texts: [TextCells] = []
  var instants: [[Instant]] = []
  var amounts: [[Int64]] = []
  var numbers: [[Double]] = []
  var flags: [[Int8]] = []

  /// Cuts all columns back to `count` rows.
  mutating func cut(to count: Int) {
    for slot in texts.indices { texts[slot].cut(to: count) }
    for slot in instants.indices { Self.cut(&instants[slot], count) }
    for slot in amounts.indices { Self.cut(&amounts[slot], count) }
    for slot in numbers.indices { Self.cut(&numbers[slot], count) }
    for slot in flags.indices { Self.cut(&flags[slot], count) }
  }

  mutating func empty() {
    for slot in texts.indices { texts[slot].empty() }
    for slot in instants.indices { instants[slot].removeAll(keepingCapacity: true) }
    for slot in amounts.indices { amounts[slot].removeAll(keepingCapacity: true) }
    for slot in numbers.indices { numbers[slot].removeAll(keepingCapacity: true) }
    for slot in flags.indices { flags[slot].removeAll(keepingCapacity: true) }
  }

  private static func cut<Value>(_ values: inout [Value], _ count: Int) {
    if values.count > count { values.removeLast(values.count - count) }
  }
}
