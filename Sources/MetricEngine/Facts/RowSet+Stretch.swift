import Domain

/// Questions about a stretch of rows, a word of 64 at a time.
extension RowSet {
  /// Calls `body` with each row of a range that counts, ascending.
  @inline(__always)
  func forEach(in range: Range<Int>, _ body: (Int) -> Void) {
    forEachWord(in: range) { RowSet.forEachRow($0, $1, body) }
  }

  /// Calls `body` with each row whose bit is set in the word at a place, ascending.
  @inline(__always)
  static func forEachRow(_ place: Int, _ word: UInt64, _ body: (Int) -> Void) {
    var rest = word
    while rest != 0 {
      body(place << 6 + rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }

  /// Calls `body` with the place of each word that has rows of a range, and those of its rows that count.
  @inline(__always)
  func forEachWord(in range: Range<Int>, _ body: (Int, UInt64) -> Void) {
    guard !range.isEmpty else { return }
    words.withUnsafeBufferPointer { words in
      for place in range.lowerBound >> 6...(range.upperBound - 1) >> 6 {
        body(place, words[place] & RowSet.mask(range, word: place))
      }
    }
  }

  /// Rows of a range that count and have a bit of their own.
  func count(in range: Range<Int>, of bits: Series<UInt64>) -> Int {
    var count = 0
    bits.withUnsafeBufferPointer { bits in forEachWord(in: range) { count += ($1 & bits[$0]).nonzeroBitCount } }
    return count
  }

  /// The first row from a row on that counts.
  func first(from row: Int) -> Int? {
    guard row < size else { return nil }
    for place in row >> 6..<words.count {
      let word = words[place] & RowSet.mask(row..<size, word: place)
      if word != 0 { return place << 6 + word.trailingZeroBitCount }
    }
    return nil
  }

  /// Which of some rows count, as places in `rows`; without a branch, as nobody can guess which do.
  static func places(of rows: Series<Int32>, in set: RowSet) -> [Int32] {
    if set.isAll { return (0..<Int32(truncatingIfNeeded: rows.count)).map { $0 } }
    return [Int32](unsafeUninitializedCapacity: rows.count + 1) { places, count in
      rows.withUnsafeBufferPointer { rows in
        set.words.withUnsafeBufferPointer { words in
          var next = 0
          for place in rows.indices {
            let row = Int(rows[place])
            places[next] = Int32(truncatingIfNeeded: place)
            next &+= Int(truncatingIfNeeded: words[row >> 6] >> UInt64(row & 63) & 1)
          }
          count = next
        }
      }
    }
  }

  /// The rows that count and pass a test.
  func filter(_ belongs: (Int) -> Bool) -> RowSet {
    var kept: [Int32] = []
    forEach { if belongs($0) { kept.append(Int32(truncatingIfNeeded: $0)) } }
    return RowSet(size: size, rows: kept)
  }

  /// The bits of one word that lie within a range of rows.
  @inline(__always)
  private static func mask(_ range: Range<Int>, word place: Int) -> UInt64 {
    var mask = UInt64.max
    if place == range.lowerBound >> 6 { mask &= .max << UInt64(range.lowerBound & 63) }
    if place == (range.upperBound - 1) >> 6, range.upperBound & 63 != 0 {
      mask &= (1 << UInt64(range.upperBound & 63)) - 1
    }
    return mask
  }
}
