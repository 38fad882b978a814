/// The sort by digits behind all orders of many numbers: comparisons would take most of a query's time.
enum Radix {
  private static let digitBits: UInt64 = 11
  private static let mask: UInt64 = 1 << digitBits - 1

  /// The elements in ascending order of the bits of their keys from `firstBit` on; those alike in them keep their order.
  /// Least significant digit first; digits that all keys share cost nothing.
  @inline(__always)
  static func ascending<Element: BitwiseCopyable>(
    _ elements: [Element], fromBit firstBit: UInt64 = 0, key: (Element) -> UInt64
  ) -> [Element] {
    let varying = varyingBits(elements, key)
    if (varying >> firstBit) == 0 { return elements }
    var (from, into) = (elements, elements)
    for shift in stride(from: firstBit, to: 64, by: Int(digitBits)) where (varying >> shift) & mask != 0 {
      // How often each digit occurs does not depend on the order: counted in that of the memory of the keys.
      distribute(from, into: &into, from: starts(elements, shift, key), shift: shift, key: key)
      swap(&from, &into)
    }
    return from
  }

  @inline(__always)
  private static func varyingBits<Element>(_ elements: [Element], _ key: (Element) -> UInt64) -> UInt64 {
    var (union, common) = (UInt64.zero, UInt64.max)
    for element in elements {
      union |= key(element)
      common &= key(element)
    }
    return union & ~common
  }

  /// Where the elements of each digit begin.
  @inline(__always)
  private static func starts<Element>(_ elements: [Element], _ shift: UInt64, _ key: (Element) -> UInt64) -> [Int] {
    var starts = [Int](repeating: 0, count: 1 << digitBits)
    for element in elements { starts[Int((key(element) >> shift) & mask)] += 1 }
    var sum = 0
    for digit in starts.indices { (starts[digit], sum) = (sum, sum + starts[digit]) }
    return starts
  }

  @inline(__always)
  private static func distribute<Element: BitwiseCopyable>(
    _ from: [Element], into: inout [Element], from starts: [Int], shift: UInt64, key: (Element) -> UInt64
  ) {
    var next = starts
    from.withUnsafeBufferPointer { from in
      into.withUnsafeMutableBufferPointer { into in
        next.withUnsafeMutableBufferPointer { next in
          for element in from {
            let digit = Int((key(element) >> shift) & mask)
            into[next[digit]] = element
            next[digit] += 1
          }
        }
      }
    }
  }
}
