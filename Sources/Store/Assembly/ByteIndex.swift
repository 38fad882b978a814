import Domain

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
