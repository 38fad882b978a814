/// Marked places of a long list, one bit each, with how many are marked before each word: how many there are up to a
/// place and which is the n-th is known without going through them.
struct PlaceMarks: Sendable {
  private var words: [UInt64]
  /// Marked places before each word, once they are counted.
  private var before: [Int32] = []

  init(size: Int) { words = Array(repeating: 0, count: (size + 63) / 64) }

  /// Lets `body` mark places; none can be looked up until they are counted again.
  mutating func mark(_ body: (_ mark: (Int) -> Void) -> Void) {
    words.withUnsafeMutableBufferPointer { words in
      body { words[$0 >> 6] |= 1 << UInt64($0 & 63) }
    }
  }

  /// Counts the marked places.
  mutating func count() {
    before = [Int32](unsafeUninitializedCapacity: words.count + 1) { before, filled in
      var sum: Int32 = 0
      for place in words.indices {
        before[place] = sum
        sum += Int32(truncatingIfNeeded: words[place].nonzeroBitCount)
      }
      before[words.count] = sum
      filled = words.count + 1
    }
  }

  /// Marked places before this one.
  func rank(of place: Int) -> Int {
    let index = place >> 6
    guard index < words.count else { return Int(before[words.count]) }
    return Int(before[index]) + (words[index] & ((1 << UInt64(place & 63)) - 1)).nonzeroBitCount
  }

  /// The marked place that has so many before it.
  func place(rank: Int) -> Int {
    let index = before.partitioningIndex { Int($0) > rank } - 1
    var word = words[index]
    for _ in Int(before[index])..<rank { word &= word - 1 }
    return index << 6 + word.trailingZeroBitCount
  }

  /// Calls `body` with the marked places of a range, ascending.
  @inline(__always) func forEach(in range: Range<Int>, _ body: (Int) -> Void) {
    guard !range.isEmpty else { return }
    for index in range.lowerBound >> 6...(range.upperBound - 1) >> 6 {
      var word = words[index]
      if index == range.lowerBound >> 6 { word &= .max << UInt64(range.lowerBound & 63) }
      while word != 0 {
        let place = index << 6 + word.trailingZeroBitCount
        if place >= range.upperBound { return }
        body(place)
        word &= word - 1
      }
    }
  }
}
