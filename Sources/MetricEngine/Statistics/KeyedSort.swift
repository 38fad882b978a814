/// Ascending sort of numbers that carry something else along: the upper 32 bits are the number, the lower 32 what
/// belongs to it. Equal numbers keep their order.
enum KeyedSort {
  private static let radixFrom = 200

  /// The keys in the order of their upper halves.
  static func ascending(_ keys: [UInt64]) -> [UInt64] {
    keys.count < radixFrom ? insertion(keys) : Radix.ascending(keys, fromBit: 32) { $0 }
  }

  private static func insertion(_ keys: [UInt64]) -> [UInt64] {
    var sorted = keys
    for index in sorted.indices.dropFirst() {
      let key = sorted[index]
      var place = index
      while place > 0, sorted[place - 1] >> 32 > key >> 32 {
        sorted[place] = sorted[place - 1]
        place -= 1
      }
      sorted[place] = key
    }
    return sorted
  }
}
