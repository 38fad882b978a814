import Foundation

/// The rows of a table by identity. Never changes once made.
public final class KeyIndex: @unchecked Sendable {
  /// Looks the keys up; valid as long as the index.
  public let table: KeyTable
  private let keys: TextColumn
  private let slots: UnsafeMutableBufferPointer<UInt64>

  /// Of two keys alike the first counts.
  public init(_ keys: TextColumn) {
    var size = 64
    while size < keys.count * 2 { size *= 2 }
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0)
    self.keys = keys
    // The memory of a column stays where it is as long as somebody keeps the column, and nobody changes this one.
    let bytes = keys.bytes.withUnsafeBufferPointer { $0.baseAddress }
    let ends = keys.ends.withUnsafeBufferPointer { $0.baseAddress }
    table = KeyTable(slots: UnsafePointer(slots.baseAddress), mask: size - 1, bytes: bytes, ends: ends)
    guard let bytes else { return }
    for row in 0..<keys.count {
      let range = keys.range(row)
      let text = UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
      let hash = ByteHash.of(text)
      let place = table.place(of: text, hash)
      if place.row < 0 { slots[place.slot] = ByteHash.slot(row, hash) }
    }
  }

  deinit { slots.deallocate() }
}

/// A look at a ``KeyIndex`` without counting references.
@frozen public struct KeyTable {
  @usableFromInline let slots: UnsafePointer<UInt64>?
  @usableFromInline let mask: Int
  @usableFromInline let bytes: UnsafePointer<UInt8>?
  @usableFromInline let ends: UnsafePointer<UInt32>?

  /// The row of a key; -1 if there is none such.
  @inlinable @inline(__always)
  public func row(of text: UnsafeBufferPointer<UInt8>) -> Int32 { Int32(place(of: text, ByteHash.of(text)).row) }

  @inlinable @inline(__always)
  func place(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> (row: Int, slot: Int) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    guard let slots, let ends else { return (-1, slot) }
    while slots[slot] != 0 {
      if ByteHash.isOf(slots[slot], hash) {
        let row = ByteHash.row(slots[slot])
        let start = row == 0 ? 0 : Int(ends[row - 1])
        if ByteHash.isEqual(text, bytes, start, Int(ends[row])) { return (row, slot) }
      }
      slot = (slot + 1) & mask
    }
    return (-1, slot)
  }
}

/// Open addressing: each slot holds a row, counted from 1, and the upper half of the hash of its text.
public enum ByteHash {
  /// A row and part of its hash as one slot.
  @inlinable @inline(__always)
  public static func slot(_ row: Int, _ hash: UInt64) -> UInt64 { (hash >> 32) << 32 | UInt64(row + 1) }

  /// The row of a slot.
  @inlinable @inline(__always)
  public static func row(_ slot: UInt64) -> Int { Int(slot & 0xffff_ffff) - 1 }

  /// False if the slot is surely that of another text.
  @inlinable @inline(__always)
  public static func isOf(_ slot: UInt64, _ hash: UInt64) -> Bool { slot >> 32 == hash >> 32 }

  /// True if a text is the one that lies from `start` to `end` of `bytes`.
  @inlinable @inline(__always)
  public static func isEqual(
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>?, _ start: Int, _ end: Int
  ) -> Bool {
    guard end - start == text.count else { return false }
    guard let left = text.baseAddress, let bytes else { return text.isEmpty }
    return isEqual(UnsafeRawPointer(left), UnsafeRawPointer(bytes + start), text.count)
  }

  /// Ids are short: eight bytes and the last eight, which may overlap, spare a call.
  @inlinable @inline(__always)
  static func isEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    guard 8...16 ~= count else { return memcmp(left, right, count) == 0 }
    let first = left.loadUnaligned(as: UInt64.self) ^ right.loadUnaligned(as: UInt64.self)
    let last =
      left.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      ^ right.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    return first | last == 0
  }

  /// Multiply and fold, eight bytes at a time.
  @inlinable @inline(__always)
  public static func of(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(text)
    var hash: UInt64 = 0x9e37_79b9_7f4a_7c15 ^ UInt64(raw.count)
    var position = 0
    while position + 8 <= raw.count {
      hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
      position += 8
    }
    var tail: UInt64 = 0
    while position < raw.count {
      tail = tail << 8 | UInt64(raw[position])
      position += 1
    }
    return fold(fold(hash ^ tail))
  }

  @inlinable @inline(__always)
  static func fold(_ value: UInt64) -> UInt64 {
    let product = value &* 0xff51_afd7_ed55_8ccd
    return product ^ product >> 32
  }
}

extension TextColumn {
  /// The row of each of some identifiers, -1 where there is none such. Reads this column through once.
  public func rows(of wanted: TextColumn) -> [Int32] {
    var rows = [Int32](repeating: -1, count: wanted.count)
    guard wanted.count > 0 else { return rows }
    let index = KeyIndex(wanted)
    rows.withUnsafeMutableBufferPointer { rows in
      // Each identifier is in one place only, so that no two cores write to one row.
      nonisolated(unsafe) let rows = rows
      bytes.withUnsafeBufferPointer { bytes in
        Parallel.halves(of: count) { part in
          for row in part {
            let place = index.table.row(of: UnsafeBufferPointer(rebasing: bytes[range(row)]))
            if place >= 0 { rows[Int(place)] = Int32(row) }
          }
        }
      }
    }
    return rows
  }
}
