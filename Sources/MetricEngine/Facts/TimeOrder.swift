import Domain

/// The rows of a table that have a dated moment, in the order of that moment, the moments beside them: a stretch of
/// time is a range of places, found by halving, and a pass over it reads memory in order.
struct TimeOrder: Sendable {
  /// Rows, earliest first; of several at the same second the later row comes first, so that read backwards the order
  /// is newest first and within a second that of the table.
  private(set) var rows: Series<Int32> = []
  /// The moments of `rows`.
  private(set) var seconds: Series<Int64> = []

  init() {}

  init(_ column: Series<Instant>) {
    var (least, greatest, count) = (Int64.max, Int64.min, 0)
    for moment in column where moment.isKnown {
      (least, greatest, count) = (min(least, moment.seconds), max(greatest, moment.seconds), count + 1)
    }
    guard count > 0 else {
      (rows, seconds) = ([], [])
      return
    }
    let span = greatest.subtractingReportingOverflow(least)
    let fits = !span.overflow && span.partialValue < 1 << 32 && column.count < 1 << 31
    rows = fits ? Self.packed(column, least: least, count: count) : Self.compared(column)
    let ordered = rows
    seconds = Series(count: ordered.count) { new in
      for place in ordered.indices { new.initializeElement(at: place, to: column[Int(ordered[place])].seconds) }
    }
  }

  /// Moment and row in one number each, so that sorting compares no two rows.
  private static func packed(_ column: Series<Instant>, least: Int64, count: Int) -> Series<Int32> {
    var keys: [Int64] = []
    keys.reserveCapacity(count)
    for row in column.indices where column[row].isKnown {
      keys.append((column[row].seconds - least) << 31 | (lowBits - Int64(row)))
    }
    let sorted = Sorting.ascending(keys)
    return Series(count: sorted.count) { new in
      for place in sorted.indices {
        new.initializeElement(at: place, to: Int32(truncatingIfNeeded: lowBits - sorted[place] & lowBits))
      }
    }
  }

  private static let lowBits: Int64 = (1 << 31) - 1

  private static func compared(_ column: Series<Instant>) -> Series<Int32> {
    let known = column.indices.filter { column[$0].isKnown }
    return Series(known.sorted { (column[$0], $1) < (column[$1], $0) }.map { Int32(truncatingIfNeeded: $0) })
  }

  /// The first place from which on nothing is earlier than `instant`.
  func place(from instant: Instant) -> Int { seconds.partitioningIndex { $0 >= instant.seconds } }

  /// The places within a stretch.
  func places(in window: TimeWindow) -> Range<Int> {
    let first = seconds.partitioningIndex { $0 > window.after.seconds }
    return first..<max(first, seconds.partitioningIndex { $0 > window.through.seconds })
  }

  /// Rows at these places that count.
  func count(_ places: Range<Int>, in set: RowSet) -> Int {
    if set.isAll { return places.count }
    return rows.withUnsafeBufferPointer { rows in
      set.words.withUnsafeBufferPointer { words in
        var count: UInt64 = 0
        for place in places {
          let row = rows[place]
          count &+= (words[Int(row >> 6)] >> UInt64(row & 63)) & 1
        }
        return Int(count)
      }
    }
  }

  /// Rows that count in each stretch between two neighbouring instants, which ascend.
  func counts(between boundaries: [Instant], in set: RowSet) -> [Int] {
    let places = boundaries.map { place(from: $0) }
    return zip(places, places.dropFirst()).map { count($0..<max($0, $1), in: set) }
  }
}

extension TimeOrder: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&rows)
    try visitor.visit(&seconds)
  }
}
