import Domain

/// Counts distinct paths by hashing short code sequences: no strings, no dictionary of arrays.
struct VariantTally {
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var starts: [Int] = []
  private var pool: [Code] = []
  private(set) var counts: [Int] = []

  init() { slots = Array(repeating: -1, count: 1024) }

  /// Distinct paths so far.
  var count: Int { counts.count }

  /// Counts one more opportunity that took this path.
  mutating func add(_ path: [Code]) {
    let hash = VariantTally.hash(path)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] >= 0 {
      let known = Int(slots[slot])
      if hashes[known] == hash, isEqual(known, path) {
        counts[known] += 1
        return
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(counts.count)
    hashes.append(hash)
    starts.append(pool.count)
    pool.append(contentsOf: path)
    counts.append(1)
    if counts.count * 2 > slots.count { grow() }
  }

  /// The paths taken most, ties by their names joined with `>`.
  func top(_ limit: Int, names: Vocabulary) -> [Variant] {
    let byCount = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
    guard let last = byCount.prefix(limit).last else { return [] }
    let candidates = byCount.prefix { counts[$0] >= counts[last] }
    let named = candidates.map { index in
      Variant(path: pool[range(index)].map { names[$0] }, count: counts[index])
    }
    let keyed = named.map { (variant: $0, key: $0.path.joined(separator: ">")) }
    return keyed.sorted { ($1.variant.count, $0.key) < ($0.variant.count, $1.key) }.prefix(limit).map(\.variant)
  }

  private func range(_ index: Int) -> Range<Int> {
    starts[index]..<(index + 1 < starts.count ? starts[index + 1] : pool.count)
  }

  private func isEqual(_ index: Int, _ path: [Code]) -> Bool {
    let known = range(index)
    guard known.count == path.count else { return false }
    for offset in 0..<path.count where pool[known.lowerBound + offset] != path[offset] { return false }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for index in hashes.indices {
      var slot = Int(truncatingIfNeeded: hashes[index]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }

  /// FNV-1a over the codes, with a final mix so that the low bits are good enough for a table.
  private static func hash(_ path: [Code]) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for code in path { hash = (hash ^ UInt64(UInt32(bitPattern: code))) &* 0x100_0000_01b3 }
    return (hash ^ (hash >> 29)) &* 0x9e37_79b9_7f4a_7c15 >> 7
  }
}
