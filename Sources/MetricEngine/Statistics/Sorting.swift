/// Ascending sorts of numbers, by radix where there are many: response times of a million leads are sorted for
/// every query, and comparisons would take most of its time.
enum Sorting {
  private static let radixFrom = 400

  /// The values in ascending order; none may be NaN.
  static func ascending(_ values: [Double]) -> [Double] {
    guard values.count >= radixFrom else { return values.sorted() }
    return Radix.ascending(values.map(orderedBits)) { $0 }.map(value)
  }

  /// The values in ascending order.
  static func ascending(_ values: [Int64]) -> [Int64] {
    guard values.count >= radixFrom else { return values.sorted() }
    let keys = values.map { UInt64(bitPattern: $0) ^ signBit }
    return Radix.ascending(keys) { $0 }.map { Int64(bitPattern: $0 ^ signBit) }
  }

  private static let signBit: UInt64 = 1 << 63

  /// Bits that order like the numbers: the sign flipped, negative numbers inverted.
  static func orderedBits(_ value: Double) -> UInt64 {
    let bits = value.bitPattern
    return bits & signBit == 0 ? bits | signBit : ~bits
  }

  private static func value(_ bits: UInt64) -> Double {
    Double(bitPattern: bits & signBit == 0 ? ~bits : bits & ~signBit)
  }
}
