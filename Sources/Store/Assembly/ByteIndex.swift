import Domain
import Foundation

/// Finds texts by their bytes: a hash table over flat bytes without a String for each of a million texts.
struct ByteIndex {
  /// The distinct texts in order of first sight, one after another; entry 0 is the empty one.
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var slots = [UInt64](repeating: 0, count: 64)

  init() {}

  /// The distinct texts.
  var names: [String] {
    ends.indices.map { entry in String(decoding: bytes[(entry == 0 ? 0 : ends[entry - 1])..<ends[entry]], as: UTF8.self)
    }
  }

  /// The entry of a text, adding it if it was not seen before; 0 for the empty text.
  @inline(__always)
  mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard !text.isEmpty else { return 0 }
    let hash = ByteHash.of(text)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = ByteHash.row(slots[slot])
      if ByteHash.isOf(slots[slot], hash), isEqual(text, entry) { return Int32(entry) }
      slot = (slot + 1) & mask
    }
    return add(text, hash, slot)
  }

  @inline(__always)
  private func isEqual(_ text: UnsafeBufferPointer<UInt8>, _ entry: Int) -> Bool {
    let start = ends[entry - 1]
    return bytes.withUnsafeBufferPointer { ByteHash.isEqual(text, $0.baseAddress, start, ends[entry]) }
  }

  private mutating func add(_ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ slot: Int) -> Int32 {
    let entry = ends.count
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    slots[slot] = ByteHash.slot(entry, hash)
    if entry * 2 > slots.count { grow() }
    return Int32(entry)
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    bytes.withUnsafeBufferPointer { bytes in
      for entry in 1..<ends.count {
        let hash = ByteHash.of(UnsafeBufferPointer(rebasing: bytes[ends[entry - 1]..<ends[entry]]))
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = ByteHash.slot(entry, hash)
      }
    }
  }
}

/// The rows of a table by identity. Never changes once made.
final class KeyIndex: @unchecked Sendable {
  /// Looks the keys up; valid as long as the index.
  let table: KeyTable
  private let keys: TextColumn
  private let slots: UnsafeMutableBufferPointer<UInt64>

  /// Of two keys alike the first counts.
  init(_ keys: TextColumn) {
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
struct KeyTable {
  fileprivate let slots: UnsafePointer<UInt64>?
  fileprivate let mask: Int
  fileprivate let bytes: UnsafePointer<UInt8>?
  fileprivate let ends: UnsafePointer<UInt32>?

  /// The row of a key; -1 if there is none such.
  @inline(__always)
  func row(of text: UnsafeBufferPointer<UInt8>) -> Int32 { Int32(place(of: text, ByteHash.of(text)).row) }

  @inline(__always)
  fileprivate func place(of text: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> (row: Int, slot: Int) {
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
private enum ByteHash {
  @inline(__always)
  static func slot(_ row: Int, _ hash: UInt64) -> UInt64 { (hash >> 32) << 32 | UInt64(row + 1) }

  @inline(__always)
  static func row(_ slot: UInt64) -> Int { Int(slot & 0xffff_ffff) - 1 }

  @inline(__always)
  static func isOf(_ slot: UInt64, _ hash: UInt64) -> Bool { slot >> 32 == hash >> 32 }

  @inline(__always)
  static func isEqual(
    _ text: UnsafeBufferPointer<UInt8>, _ bytes: UnsafePointer<UInt8>?, _ start: Int, _ end: Int
  ) -> Bool {
    guard end - start == text.count else { return false }
    guard let left = text.baseAddress, let bytes else { return text.isEmpty }
    return isEqual(UnsafeRawPointer(left), UnsafeRawPointer(bytes + start), text.count)
  }

  /// Ids are short: eight bytes and the last eight, which may overlap, spare a call.
  @inline(__always)
  private static func isEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
    guard 8...16 ~= count else { return memcmp(left, right, count) == 0 }
    let first = left.loadUnaligned(as: UInt64.self) ^ right.loadUnaligned(as: UInt64.self)
    let last =
      left.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      ^ right.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
    return first | last == 0
  }

  /// Multiply and fold, eight bytes at a time.
  @inline(__always)
  static func of(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
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

  @inline(__always)
  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value &* 0xff51_afd7_ed55_8ccd
    return product ^ product >> 32
  }
}
