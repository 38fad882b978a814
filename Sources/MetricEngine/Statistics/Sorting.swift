/// Ascending sorts of numbers, by radix where there are many: response times of a million leads are sorted for
/// every query, and comparisons would take most of its time.
enum Sorting {
  private static let digitBits: UInt64 = 11
  private static let radixFrom = 400

  /// The values in ascending order; none may be NaN.
  static func ascending(_ values: [Double]) -> [Double] {
    guard values.count >= radixFrom else { return values.sorted() }
    return radix(values.map(orderedBits)).map(value)
  }

  /// The values in ascending order.
  static func ascending(_ values: [Int64]) -> [Int64] {
    guard values.count >= radixFrom else { return values.sorted() }
    return radix(values.map { UInt64(bitPattern: $0) ^ signBit }).map { Int64(bitPattern: $0 ^ signBit) }
  }

  private static let signBit: UInt64 = 1 << 63

  /// Bits that order like the numbers: the sign flipped, negative numbers inverted.
  private static func orderedBits(_ value: Double) -> UInt64 {
    let bits = value.bitPattern
    return bits & signBit == 0 ? bits | signBit : ~bits
  }

  private static func value(_ bits: UInt64) -> Double {
    Double(bitPattern: bits & signBit == 0 ? ~bits : bits & ~signBit)
  }

  /// Least significant digit first; digits that all keys share cost nothing.
  private static func radix(_ keys: [UInt64]) -> [UInt64] {
    var union: UInt64 = 0
    var common = UInt64.max
    for key in keys {
      union |= key
      common &= key
    }
    let varying = union & ~common
    var from = keys
    var into = [UInt64](repeating: 0, count: keys.count)
    var shift: UInt64 = 0
    while shift < 64 {
      if (varying >> shift) & (1 << digitBits - 1) != 0 {
        distribute(from, into: &into, shift: shift)
        swap(&from, &into)
      }
      shift += digitBits
    }
    return from
  }

  private static func distribute(_ from: [UInt64], into: inout [UInt64], shift: UInt64) {
    let mask: UInt64 = 1 << digitBits - 1
    var starts = [Int](repeating: 0, count: 1 << digitBits)
    for key in from { starts[Int((key >> shift) & mask)] += 1 }
    var next = 0
    for digit in starts.indices {
      let size = starts[digit]
      starts[digit] = next
      next += size
    }
    for key in from {
      let digit = Int((key >> shift) & mask)
      into[starts[digit]] = key
      starts[digit] += 1
    }
  }
}
