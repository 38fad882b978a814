import Domain

/// The order of rows by their creation: `unknown` first, rows alike in the order they came.
enum CreationOrder {
  /// The rows in order; nil if they are so already.
  static func of(_ created: Series<Instant>) -> Series<Int32>? {
    let isOrdered = created.withUnsafeBufferPointer { created in
      !zip(created, created.dropFirst()).contains { $1 < $0 }
    }
    return isOrdered ? nil : sorted(created)
  }

  /// Bits looked at in one pass.
  private static let digit = 11

  /// Counting sort, eleven bits at a time from the lowest.
  private static func sorted(_ created: Series<Instant>) -> Series<Int32> {
    let first = created.reduce(Instant.never) { $1.isKnown ? min($0, $1) : $0 }
    let keys = created.map { $0 == .unknown ? 0 : UInt64(bitPattern: $0.seconds &- first.seconds) &+ 1 }
    let highest = keys.max() ?? 0
    var order = (0..<Int32(keys.count)).map { $0 }
    var next = order
    var shift = 0
    while shift < 64, highest >> UInt64(shift) > 0 {
      pass(keys, shift, order, &next)
      swap(&order, &next)
      shift += digit
    }
    return Series(order)
  }

  private static func pass(_ keys: [UInt64], _ shift: Int, _ order: [Int32], _ next: inout [Int32]) {
    let mask = UInt64(1 << digit - 1)
    var starts = [Int](repeating: 0, count: 1 << digit + 1)
    for key in keys { starts[Int(key >> UInt64(shift) & mask) + 1] += 1 }
    for value in 0..<1 << digit { starts[value + 1] += starts[value] }
    for row in order {
      let value = Int(keys[Int(row)] >> UInt64(shift) & mask)
      next[starts[value]] = row
      starts[value] += 1
    }
  }
}
