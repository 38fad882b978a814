import Domain

/// Ended opportunities by lifetime, ties in the order of the table.
struct EndedDeals: Sendable {
  /// Seconds from creation to closing; whole days where dates have no time.
  private(set) var seconds: Series<Int64> = []
  /// Row times two, plus one if won.
  private(set) var tags: Series<UInt32> = []
  /// When it closed.
  private(set) var closedAt: Series<Instant> = []
  private(set) var segment: Series<Code> = []

  var count: Int { seconds.count }

  init() {}

  init(_ table: OpportunityTable, _ rows: [DatedRow]) {
    seconds = Series(of: rows) { $0.key }
    tags = Series(of: rows) { keyed in
      UInt32(bitPattern: keyed.row) << 1 | (table.outcome[Int(keyed.row)] == .won ? 1 : 0)
    }
    closedAt = Series(of: rows) { table.closedAt[Int($0.row)] }
    segment = Series(of: rows) { table.segment[Int($0.row)] }
  }

  /// Those at some of the places, ascending.
  init(_ all: EndedDeals, at places: RowSet) {
    let kept = places.rows
    seconds = all.seconds.gathered(kept)
    tags = all.tags.gathered(kept)
    closedAt = all.closedAt.gathered(kept)
    segment = all.segment.gathered(kept)
  }

  /// The places of those that had closed by an instant.
  func closed(by instant: Instant) -> RowSet { RowSet(closedAt) { $0 <= instant } }
}

/// Won opportunities by lifetime.
struct WonDeals: Sendable {
  private(set) var seconds: Series<Int64> = []
  private(set) var closedAt: Series<Instant> = []

  var count: Int { seconds.count }

  /// Those at some of the places among ended ones.
  init(_ ended: EndedDeals, at places: RowSet) {
    let won = places.rows
    seconds = ended.seconds.gathered(won)
    closedAt = ended.closedAt.gathered(won)
  }
}

/// Opportunities by creation, ties in the order of the table.
struct CreatedDeals: Sendable {
  private(set) var rows: Series<Int32> = []
  private(set) var createdAt: Series<Instant> = []
  /// `never` while open.
  private(set) var closedAt: Series<Instant> = []
  /// The latest closing in each block of rows: old blocks in which all have closed are passed over at once.
  private(set) var latest: Series<Instant> = []

  /// Rows of a block.
  static let block = 64

  var count: Int { rows.count }

  init() {}

  init(_ table: OpportunityTable, _ rows: [DatedRow]) {
    self.rows = Series(of: rows) { $0.row }
    createdAt = Series(of: rows) { Instant($0.key) }
    closedAt = Series(of: rows) { table.closedAt[Int($0.row)] }
    latest = Self.latest(closedAt)
  }

  /// Those at some of the places, ascending.
  init(_ all: CreatedDeals, at places: RowSet) {
    let kept = places.rows
    rows = all.rows.gathered(kept)
    createdAt = all.createdAt.gathered(kept)
    closedAt = all.closedAt.gathered(kept)
    latest = Self.latest(closedAt)
  }

  private static func latest(_ closings: Series<Instant>) -> Series<Instant> {
    closings.withUnsafeBufferPointer { closings in
      Series(count: (closings.count + block - 1) / block) { out in
        for place in out.indices {
          var latest = Instant.unknown
          for closing in closings[place * block..<min(closings.count, (place + 1) * block)] {
            latest = max(latest, closing)
          }
          out.initializeElement(at: place, to: latest)
        }
      }
    }
  }
}

/// A row with what it is ordered by.
struct DatedRow {
  var key: Int64
  var row: Int32

  static func ascending(_ rows: [DatedRow]) -> [DatedRow] {
    RowOrder.ascending(rows.map(\.key)).map { rows[Int($0)] }
  }

  /// Where each of so many rows of the table is in an order; -1 where it is not.
  static func places(_ order: [DatedRow], of count: Int) -> Series<Int32> {
    var places = Series<Int32>(repeating: -1, count: count)
    places.withUnsafeMutableBufferPointer { places in
      for (place, keyed) in order.enumerated() { places[Int(keyed.row)] = Int32(truncatingIfNeeded: place) }
    }
    return places
  }
}

extension Series {
  /// One value for each of some rows.
  fileprivate init(of rows: [DatedRow], _ value: (DatedRow) -> Element) {
    self.init(count: rows.count) { out in
      for (place, row) in rows.enumerated() { out.initializeElement(at: place, to: value(row)) }
    }
  }

  /// The values at these places.
  func gathered(_ places: [Int32]) -> Series {
    withUnsafeBufferPointer { values in
      places.withUnsafeBufferPointer { places in
        Series(count: places.count) { out in
          for next in places.indices { out.initializeElement(at: next, to: values[Int(places[next])]) }
        }
      }
    }
  }
}

// MARK: - Kept beside the rows

extension EndedDeals: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&seconds)
    try visitor.visit(&tags)
    try visitor.visit(&closedAt)
    try visitor.visit(&segment)
  }
}

extension CreatedDeals: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&rows)
    try visitor.visit(&createdAt)
    try visitor.visit(&closedAt)
    try visitor.visit(&latest)
  }
}
