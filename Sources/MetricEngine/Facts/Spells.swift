import Domain

/// Stretches of time that belong to rows, such as open or quiet ones, kept so that those under way at the ends of many
/// weeks are counted for any rows without looking at each stretch for each week.
struct Spells: Sendable {
  /// Rows of stretches under way at the horizon.
  private var underWay: Series<Int32> = []
  /// Stretches that began after the horizon, by time.
  private var begins = Ends()
  /// Stretches that ended after the horizon, by time.
  private var ends = Ends()

  init() {}

  /// - Parameter horizon: instants before it are not asked about.
  init(_ stretches: [Stretch], horizon: Int64) {
    var (known, begun, ended): ([Int32], [Stretch], [Stretch]) = ([], [], [])
    for stretch in stretches where stretch.until > horizon {
      if stretch.from <= horizon { known.append(stretch.row) } else { begun.append(stretch) }
      if stretch.until != Instant.never.seconds { ended.append(stretch) }
    }
    underWay = Series(known)
    begins = Ends(begun.map(\.row), begun.map(\.from))
    ends = Ends(ended.map(\.row), ended.map(\.until))
  }

  /// From an instant on, until just before another.
  struct Stretch {
    var row: Int32
    var from: Int64
    var until: Int64
  }

  /// How many stretches of these rows were under way at each instant; instants ascend, none before the horizon.
  func counts(at instants: [Int64], _ rows: RowSet) -> [Int] {
    let known = underWay.withUnsafeBufferPointer { rows.count(of: $0) }
    return zip(begins.passed(at: instants, rows), ends.passed(at: instants, rows)).map { known + $0 - $1 }
  }

  /// Rows by the time of something that happened to them.
  private struct Ends: Sendable {
    var rows: Series<Int32> = []
    var times: Series<Int64> = []

    init() {}

    init(_ rows: [Int32], _ times: [Int64]) {
      let order = RowOrder.ascending(times)
      self.rows = Series(order.map { rows[Int($0)] })
      self.times = Series(order.map { times[Int($0)] })
    }

    /// How many of these rows had it happen by each instant.
    func passed(at instants: [Int64], _ set: RowSet) -> [Int] {
      var (sum, start) = (0, 0)
      return rows.withUnsafeBufferPointer { rows in
        instants.map { instant in
          let end = times.partitioningIndex { $0 > instant }
          if end > start {
            sum += set.count(of: UnsafeBufferPointer(rebasing: rows[start..<end]))
            start = end
          }
          return sum
        }
      }
    }
  }
}

extension RowSet {
  /// How many entries of a list of rows belong to the set.
  func count(of rows: UnsafeBufferPointer<Int32>) -> Int {
    if isAll { return rows.count }
    return words.withUnsafeBufferPointer { words in
      var sum: UInt64 = 0
      for row in rows { sum &+= (words[Int(row) >> 6] >> UInt64(row & 63)) & 1 }
      return Int(sum)
    }
  }
}

extension Spells: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&underWay)
    try visitor.visit(&begins.rows)
    try visitor.visit(&begins.times)
    try visitor.visit(&ends.rows)
    try visitor.visit(&ends.times)
  }
}
