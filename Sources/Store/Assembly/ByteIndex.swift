import Domain

/// Finds texts by their bytes: a hash table over a ``TextColumn`` without a String for each of a million ids.
struct ByteIndex {
  /// The distinct texts in order of first sight; entry 0 is the empty one.
  private(set) var keys = TextColumn([""])
  private var hashes: [UInt64] = [0]
  private var slots: [Int32]
  private var mask: Int

  init(expecting count: Int = 0) {
    var size = 64
    while size < count * 2 { size *= 2 }
    slots = [Int32](repeating: 0, count: size)
    mask = size - 1
  }

  /// The distinct texts.
  var names: [String] { (0..<keys.count).map { keys[$0] } }

  /// The entry of each text, adding those not seen before; 0 for the empty text.
  mutating func intern(_ column: TextColumn) -> [Int32] {
    column.bytes.withUnsafeBufferPointer { bytes in
      (0..<column.count).map { intern(UnsafeBufferPointer(rebasing: bytes[column.range($0)])) }
    }
  }

  /// The entry of each text known already; 0 for the empty text, -1 for an unknown one.
  func find(_ column: TextColumn) -> [Int32] {
    column.bytes.withUnsafeBufferPointer { bytes in
      keys.bytes.withUnsafeBufferPointer { known in
        (0..<column.count).map { row in
          let text = UnsafeBufferPointer(rebasing: bytes[column.range(row)])
          return text.isEmpty ? 0 : find(text, Self.hash(text), known).entry
        }
      }
    }
  }

  private mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard !text.isEmpty else { return 0 }
    let hash = Self.hash(text)
    let found = keys.bytes.withUnsafeBufferPointer { find(text, hash, $0) }
    guard found.entry < 0 else { return found.entry }
    let entry = Int32(keys.count)
    keys.append(utf8: text)
    hashes.append(hash)
    slots[found.slot] = entry
    if keys.count * 2 > slots.count { grow() }
    return entry
  }

  private func find(
    _ text: UnsafeBufferPointer<UInt8>, _ hash: UInt64, _ known: UnsafeBufferPointer<UInt8>
  ) -> (entry: Int32, slot: Int) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      if hashes[Int(entry)] == hash, known[keys.range(Int(entry))].elementsEqual(text) { return (entry, slot) }
      slot = (slot + 1) & mask
    }
    return (-1, slot)
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for entry in 1..<keys.count {
      var slot = Int(truncatingIfNeeded: hashes[entry]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(entry)
    }
  }

  /// Multiply and fold, eight bytes at a time.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
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

  private static func fold(_ value: UInt64) -> UInt64 {
    let product = value &* 0xff51_afd7_ed55_8ccd
    return product ^ product >> 32
  }
}
