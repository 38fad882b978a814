/// Ascending sort of numbers that carry something else along: the upper 32 bits are the number, the lower 32 what
/// belongs to it. Equal numbers keep their order.
enum KeyedSort {
  private static let digitBits: UInt64 = 11
  private static let radixFrom = 200

  /// The keys in the order of their upper halves.
  static func ascending(_ keys: [UInt64]) -> [UInt64] {
    let (union, common) = keys.reduce((UInt64.zero, UInt64.max)) { ($0.0 | $1, $0.1 & $1) }
    let varying = union & ~common & (UInt64.max << 32)
    if varying == 0 { return keys }
    if keys.count < radixFrom { return insertion(keys) }
    var (from, into) = (keys, [UInt64](repeating: 0, count: keys.count))
    for shift in stride(from: UInt64(32), to: 64, by: Int(digitBits))
    where (varying >> shift) & (1 << digitBits - 1) != 0 {
      distribute(from, into: &into, shift: shift)
      swap(&from, &into)
    }
    return from
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

  private static func distribute(_ from: [UInt64], into: inout [UInt64], shift: UInt64) {
    let mask: UInt64 = 1 << digitBits - 1
    var next = [Int](repeating: 0, count: 1 << digitBits)
    for key in from { next[Int((key >> shift) & mask)] += 1 }
    var sum = 0
    for digit in next.indices { (next[digit], sum) = (sum, sum + next[digit]) }
    from.withUnsafeBufferPointer { from in
      into.withUnsafeMutableBufferPointer { into in
        next.withUnsafeMutableBufferPointer { next in
          for key in from {
            let digit = Int((key >> shift) & mask)
            into[next[digit]] = key
            next[digit] += 1
          }
        }
      }
    }
  }
}
