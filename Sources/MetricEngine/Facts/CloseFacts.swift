import Domain
import Foundation

/// What the close figures need of every row whatever is asked: opportunities in the orders in which survival curves
/// pass them, with their values beside them, so that any selection is one look along memory and nothing is sorted.
///
/// An engine knows nothing after the instant it stands at, so whatever has a closing is closed.
struct CloseFacts: Sendable {
  /// Ended ones by lifetime.
  var ended = EndedDeals()
  /// Those won among them.
  var wins = WonDeals()
  /// All that can be timed, by creation.
  var created = CreatedDeals()
  /// Open ones by creation.
  var open = CreatedDeals()
  /// How they stand, dated or not: open, won, lost.
  var standings: [RowSet] = []
  /// Without a creation date.
  var withoutCreation = RowSet()
  /// Closed, and nobody knows when.
  var withoutClosing = RowSet()
  /// Closed before they were created: a data error.
  var reversed = RowSet()
  /// Those of `ended`, and those of `wins`.
  var endedSet = RowSet()
  var wonSet = RowSet()
  /// Logarithms of the whole numbers from 0 to the number of rows: what a survival curve adds up.
  var logarithms: Series<Double> = []
  /// Rows of each segment, where there are few enough.
  var segments: [RowSet] = []

  /// More segments than this are counted row by row.
  private static let mostSegmentSets = 64

  init() {}

  init(_ engine: Engine) {
    let table = engine.dataset.opportunities
    var sorting = CloseSorting(table, wholeDays: engine.dataset.facts.opportunityPrecision == .day)
    sorting.run()
    (standings, withoutCreation) = (sorting.standings, sorting.withoutCreation)
    (withoutClosing, reversed) = (sorting.withoutClosing, sorting.reversed)
    let byCreation = DatedRow.ascending(sorting.timed)
    ended = EndedDeals(table, DatedRow.ascending(sorting.ended))
    wins = WonDeals(ended)
    endedSet = RowSet(size: table.count, rows: sorting.ended.lazy.map(\.row))
    wonSet = RowSet(size: table.count, rows: wins.rows)
    created = CreatedDeals(table, byCreation)
    open = CreatedDeals(table, byCreation.filter { table.closedAt[Int($0.row)] == .never })
    let most = table.count
    logarithms = Series(count: most + 1) { logarithms in
      for number in 0...most { logarithms.initializeElement(at: number, to: log(Double(number))) }
    }
    segments = Self.segmentSets(table.segment, engine.dataset.vocabulary(.segment).count)
  }

  private static func segmentSets(_ codes: Series<Code>, _ count: Int) -> [RowSet] {
    guard count <= mostSegmentSets else { return [] }
    return (0..<count).map { code in
      codes.withUnsafeBufferPointer { codes in RowSet(size: codes.count) { Int(codes[$0]) == code } }
    }
  }
}

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
    seconds = Series(count: rows.count) { out in
      for (place, keyed) in rows.enumerated() { out.initializeElement(at: place, to: keyed.key) }
    }
    tags = Series(count: rows.count) { out in
      for (place, keyed) in rows.enumerated() {
        let won: UInt32 = table.outcome[Int(keyed.row)] == .won ? 1 : 0
        out.initializeElement(at: place, to: UInt32(bitPattern: keyed.row) << 1 | won)
      }
    }
    closedAt = Series(count: rows.count) { out in
      for (place, keyed) in rows.enumerated() { out.initializeElement(at: place, to: table.closedAt[Int(keyed.row)]) }
    }
    segment = Series(count: rows.count) { out in
      for (place, keyed) in rows.enumerated() { out.initializeElement(at: place, to: table.segment[Int(keyed.row)]) }
    }
  }

  /// Those of a selection, which holds `count` of them.
  init(_ all: EndedDeals, in set: RowSet, count: Int) {
    var places = [Int32](repeating: 0, count: count + 1)
    var next = 0
    all.tags.withUnsafeBufferPointer { tags in
      places.withUnsafeMutableBufferPointer { places in
        for place in tags.indices {
          places[next] = Int32(truncatingIfNeeded: place)
          next += set.contains(Int(tags[place] >> 1)) ? 1 : 0
        }
      }
    }
    self.init(all, at: places[..<next])
  }

  /// Those closed after an instant.
  init(_ all: EndedDeals, closedAfter instant: Instant) {
    var places: [Int32] = []
    all.closedAt.withUnsafeBufferPointer { closedAt in
      for place in closedAt.indices where closedAt[place] > instant { places.append(Int32(truncatingIfNeeded: place)) }
    }
    self.init(all, at: places[...])
  }

  private init(_ all: EndedDeals, at kept: ArraySlice<Int32>) {
    seconds = Self.gather(all.seconds, kept)
    tags = Self.gather(all.tags, kept)
    closedAt = Self.gather(all.closedAt, kept)
    segment = Self.gather(all.segment, kept)
  }

  private static func gather<Value>(_ column: Series<Value>, _ places: ArraySlice<Int32>) -> Series<Value> {
    column.withUnsafeBufferPointer { column in
      Series(count: places.count) { out in
        var next = 0
        for place in places {
          out.initializeElement(at: next, to: column[Int(place)])
          next += 1
        }
      }
    }
  }
}

/// Won opportunities by lifetime.
struct WonDeals: Sendable {
  private(set) var rows: Series<Int32> = []
  private(set) var seconds: Series<Int64> = []
  private(set) var closedAt: Series<Instant> = []

  var count: Int { rows.count }

  init() {}

  init(_ ended: EndedDeals) {
    var (rows, seconds, closedAt): (Series<Int32>, Series<Int64>, Series<Instant>) = ([], [], [])
    for place in 0..<ended.count where ended.tags[place] & 1 == 1 {
      rows.append(Int32(bitPattern: ended.tags[place] >> 1))
      seconds.append(ended.seconds[place])
      closedAt.append(ended.closedAt[place])
    }
    (self.rows, self.seconds, self.closedAt) = (rows, seconds, closedAt)
  }

  /// Those of a selection.
  init(_ all: WonDeals, in set: RowSet) {
    var (rows, seconds, closedAt): (Series<Int32>, Series<Int64>, Series<Instant>) = ([], [], [])
    all.rows.withUnsafeBufferPointer { candidates in
      for place in candidates.indices where set.contains(candidates[place]) {
        rows.append(candidates[place])
        seconds.append(all.seconds[place])
        closedAt.append(all.closedAt[place])
      }
    }
    (self.rows, self.seconds, self.closedAt) = (rows, seconds, closedAt)
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
    self.rows = Series(count: rows.count) { out in
      for (place, keyed) in rows.enumerated() { out.initializeElement(at: place, to: keyed.row) }
    }
    createdAt = Series(count: rows.count) { out in
      for (place, keyed) in rows.enumerated() { out.initializeElement(at: place, to: Instant(keyed.key)) }
    }
    closedAt = Series(count: rows.count) { out in
      for (place, keyed) in rows.enumerated() { out.initializeElement(at: place, to: table.closedAt[Int(keyed.row)]) }
    }
    let closings = closedAt
    latest = Series(count: (rows.count + Self.block - 1) / Self.block) { out in
      for block in out.indices {
        let own = closings[block * Self.block..<min(closings.count, (block + 1) * Self.block)]
        out.initializeElement(at: block, to: own.max() ?? .unknown)
      }
    }
  }
}

/// A row with what it is ordered by.
struct DatedRow {
  var key: Int64
  var row: Int32

  fileprivate static func ascending(_ rows: [DatedRow]) -> [DatedRow] {
    RowOrder.ascending(rows.map(\.key)).map { rows[Int($0)] }
  }
}

/// One look at every row: which order it belongs in.
private struct CloseSorting {
  private let table: OpportunityTable
  private let wholeDays: Bool
  private(set) var ended: [DatedRow] = []
  private(set) var timed: [DatedRow] = []
  private(set) var standings: [RowSet] = []
  private(set) var withoutCreation: RowSet
  private(set) var withoutClosing: RowSet
  private(set) var reversed: RowSet

  init(_ table: OpportunityTable, wholeDays: Bool) {
    (self.table, self.wholeDays) = (table, wholeDays)
    withoutCreation = RowSet(size: table.count, all: false)
    (withoutClosing, reversed) = (withoutCreation, withoutCreation)
  }

  mutating func run() {
    let (createdAt, closedAt, outcome) = (table.createdAt, table.closedAt, table.outcome)
    standings = [
      RowSet(size: table.count) { closedAt[$0] == .never },
      RowSet(size: table.count) { closedAt[$0] != .never && outcome[$0] == .won },
      RowSet(size: table.count) { closedAt[$0] != .never && outcome[$0] != .won },
    ]
    ended.reserveCapacity(table.count)
    timed.reserveCapacity(table.count)
    var (undated, unclosed, turned): ([Int32], [Int32], [Int32]) = ([], [], [])
    for row in 0..<table.count {
      let (created, closed, index) = (createdAt[row], closedAt[row], Int32(truncatingIfNeeded: row))
      if !created.isKnown {
        undated.append(index)
      } else if closed == .unknown {
        unclosed.append(index)
      } else if closed != .never, closed < created || closed.seconds &- created.seconds < 0 {
        turned.append(index)
      } else {
        timed.append(DatedRow(key: created.seconds, row: index))
        if closed != .never { ended.append(DatedRow(key: lifetime(created, closed), row: index)) }
      }
    }
    withoutCreation = RowSet(size: table.count, rows: undated)
    withoutClosing = RowSet(size: table.count, rows: unclosed)
    reversed = RowSet(size: table.count, rows: turned)
  }

  private func lifetime(_ created: Instant, _ closed: Instant) -> Int64 {
    let seconds = closed.seconds &- created.seconds
    return wholeDays ? seconds - seconds % Instant.day : seconds
  }
}

extension RowSet {
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
}

// MARK: - Kept beside the rows

extension CloseFacts: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&ended)
    try visitor.visit(&wins)
    try visitor.visit(&created)
    try visitor.visit(&open)
    try visitor.visit(&standings)
    try visitor.visit(&withoutCreation)
    try visitor.visit(&withoutClosing)
    try visitor.visit(&reversed)
    try visitor.visit(&endedSet)
    try visitor.visit(&wonSet)
    try visitor.visit(&logarithms)
    try visitor.visit(&segments)
  }
}

extension EndedDeals: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&seconds)
    try visitor.visit(&tags)
    try visitor.visit(&closedAt)
    try visitor.visit(&segment)
  }
}

extension WonDeals: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&rows)
    try visitor.visit(&seconds)
    try visitor.visit(&closedAt)
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
