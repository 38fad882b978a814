import Domain

/// Which rows of a table count: one bit a row, so that asking costs a shift and a million rows take 125 kB.
struct RowSet: Sendable, Equatable {
  /// Rows of the table, counted or not.
  private(set) var size: Int
  /// Rows that count.
  private(set) var count: Int
  /// Bit `row % 64` of word `row / 64`; bits beyond the table are 0.
  private(set) var words: Series<UInt64>

  /// All rows of a table, or none.
  init(size: Int, all: Bool) {
    self.size = size
    count = all ? size : 0
    words = Series(repeating: all ? .max : 0, count: (size + 63) / 64)
    if all, size % 64 != 0, let last = words.indices.last { words[last] = (1 << UInt64(size % 64)) - 1 }
  }

  /// The rows that pass a test. Inlined with the test, as a call for each row would cost more than most tests.
  @inline(__always)
  init(size: Int, where belongs: (Int) -> Bool) {
    var count = 0
    words = Series(count: (size + 63) / 64) { words in
      for place in words.indices {
        var word: UInt64 = 0
        // Without a branch: half of the rows passing, in no order, would cost a wrong guess each.
        for row in place * 64..<min(size, place * 64 + 64) { word |= (belongs(row) ? 1 : 0) &<< UInt64(row & 63) }
        words.initializeElement(at: place, to: word)
        count += word.nonzeroBitCount
      }
    }
    self.size = size
    self.count = count
  }

  /// These rows of a table.
  init(size: Int, rows: some Sequence<Int32>) {
    self.init(size: size, all: false)
    count = words.withUnsafeMutableBufferPointer { words in
      for row in rows { words[Int(row) >> 6] |= 1 << UInt64(row & 63) }
      return words.reduce(0) { $0 + $1.nonzeroBitCount }
    }
  }

  /// The rows whose bits are set; bits beyond the table must be 0.
  init(size: Int, words: [UInt64]) {
    self.size = size
    self.words = Series(words)
    count = words.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// The rows whose value passes a test.
  @inline(__always)
  init<Value>(_ column: Series<Value>, passing test: (Value) -> Bool) {
    self = column.withUnsafeBufferPointer { values in RowSet(size: values.count) { test(values[$0]) } }
  }

  /// The rows whose code is wanted; `wanted` has a place for every code.
  init(_ codes: Series<Int32>, in wanted: [Bool]) {
    self = codes.withUnsafeBufferPointer { codes in
      wanted.withUnsafeBufferPointer { wanted in RowSet(size: codes.count) { wanted[Int(codes[$0])] } }
    }
  }

  /// True if every row of the table counts.
  var isAll: Bool { count == size }
  /// True if no row counts.
  var isEmpty: Bool { count == 0 }

  /// Whether a row of the table counts.
  @inline(__always) func contains(_ row: Int) -> Bool { (words[unchecked: row >> 6] >> UInt64(row & 63)) & 1 != 0 }
  @inline(__always) func contains(_ row: Int32) -> Bool { contains(Int(row)) }

  /// Keeps only rows that count in another set of the same table too.
  mutating func formIntersection(_ other: RowSet) {
    self = combined(other) { $0 & $1 }
  }

  /// The rows that count in either set of the same table.
  func union(_ other: RowSet) -> RowSet { combined(other) { $0 | $1 } }

  @inline(__always)
  private func combined(_ other: RowSet, _ combine: (UInt64, UInt64) -> UInt64) -> RowSet {
    var result = self
    result.count = result.words.withUnsafeMutableBufferPointer { words in
      other.words.withUnsafeBufferPointer { others in
        var count = 0
        for place in words.indices {
          words[place] = combine(words[place], others[place])
          count += words[place].nonzeroBitCount
        }
        return count
      }
    }
    return result
  }

  /// Rows that count in both sets of the same table.
  func count(in other: RowSet) -> Int {
    guard other.count > 0, count > 0 else { return 0 }
    return words.withUnsafeBufferPointer { first in
      other.words.withUnsafeBufferPointer { second in
        var sum = 0
        for place in 0..<min(first.count, second.count) { sum += (first[place] & second[place]).nonzeroBitCount }
        return sum
      }
    }
  }

  /// Rows that count in both sets of the same table.
  func intersection(_ other: RowSet) -> RowSet {
    if isAll { return other }
    if other.isAll { return self }
    return combined(other) { $0 & $1 }
  }

  /// Rows that count here and not in another set of the same table.
  func subtracting(_ other: RowSet) -> RowSet {
    other.isEmpty ? self : combined(other) { $0 & ~$1 }
  }

  /// The same rows by where they are in another order of `size` rows; `places` has -1 for those that are not in it.
  func moved(to places: Series<Int32>, size: Int) -> RowSet {
    var words = [UInt64](repeating: 0, count: (size + 63) / 64)
    words.withUnsafeMutableBufferPointer { words in
      places.withUnsafeBufferPointer { places in
        forEach { row in
          let place = places[row]
          if place >= 0 { words[Int(place) >> 6] |= 1 << UInt64(place & 63) }
        }
      }
    }
    return RowSet(size: size, words: words)
  }

  /// How many of these rows count.
  func count(within rows: Range<Int>) -> Int {
    guard let last = rows.last else { return 0 }
    let (first, end) = (rows.lowerBound >> 6, last >> 6)
    let head = UInt64.max << UInt64(rows.lowerBound & 63)
    let tail = UInt64.max >> UInt64(63 - (last & 63))
    guard first < end else { return (words[first] & head & tail).nonzeroBitCount }
    var sum = (words[first] & head).nonzeroBitCount + (words[end] & tail).nonzeroBitCount
    for place in first + 1..<end { sum += words[place].nonzeroBitCount }
    return sum
  }

  /// The row that counts after so many others.
  func row(after others: Int) -> Int? {
    var left = others
    for place in words.indices {
      let own = words[place].nonzeroBitCount
      if left < own { return (place << 6) + words[place].place(after: left) }
      left -= own
    }
    return nil
  }

  /// Calls `body` with each row that counts, ascending.
  @inline(__always) func forEach(_ body: (Int) -> Void) {
    words.withUnsafeBufferPointer { words in
      for place in words.indices {
        var word = words[place]
        while word != 0 {
          body((place << 6) + word.trailingZeroBitCount)
          word &= word - 1
        }
      }
    }
  }

  /// How many rows of another table belong to these, if those of row i are `starts[i]..<starts[i + 1]`.
  func count(ofOwned starts: Series<Int32>) -> Int {
    starts.withUnsafeBufferPointer { starts in
      var count = 0
      for place in words.indices where words[place] != 0 {
        let first = place << 6
        if words[place] == .max {
          count += Int(starts[first + 64] - starts[first])
          continue
        }
        var word = words[place]
        while word != 0 {
          let row = first + word.trailingZeroBitCount
          count += Int(starts[row + 1] - starts[row])
          word &= word - 1
        }
      }
      return count
    }
  }

  /// The rows that count, ascending.
  var rows: [Int32] {
    [Int32](unsafeUninitializedCapacity: count) { buffer, filled in
      forEach { row in
        buffer[filled] = Int32(truncatingIfNeeded: row)
        filled += 1
      }
    }
  }
}

extension UInt64 {
  /// Where the bit lies that is set after so many others.
  func place(after others: Int) -> Int {
    var word = self
    for _ in 0..<others { word &= word - 1 }
    return word.trailingZeroBitCount
  }
}

extension RowSet: KeptPart {
  /// No rows of no table.
  init() { self.init(size: 0, all: false) }

  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&size)
    try visitor.visit(&count)
    try visitor.visit(&words)
  }
}
