import Domain
import Foundation

/// What the close figures need of every row whatever is asked: opportunities in the orders in which survival curves
/// pass them, with their values beside them, so that any selection is one look along memory and nothing is sorted.
///
/// An engine knows nothing after the instant it stands at, so whatever has a closing is closed.
struct CloseFacts: Sendable {
  /// Ended ones by lifetime.
  var ended = EndedDeals()
  /// All that can be timed, by creation.
  var created = CreatedDeals()
  /// Where each row of the table is in these two orders; -1 where it is not.
  var endedPlaces: Series<Int32> = []
  var createdPlaces: Series<Int32> = []
  /// How they stand, dated or not: open, won, lost.
  var standings: [RowSet] = []
  /// Without a creation date.
  var withoutCreation = RowSet()
  /// Closed, and nobody knows when.
  var withoutClosing = RowSet()
  /// Closed before they were created: a data error.
  var reversed = RowSet()
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
    let (byCreation, byLifetime) = (DatedRow.ascending(sorting.timed), DatedRow.ascending(sorting.ended))
    ended = EndedDeals(table, byLifetime)
    created = CreatedDeals(table, byCreation)
    endedPlaces = DatedRow.places(byLifetime, of: table.count)
    createdPlaces = DatedRow.places(byCreation, of: table.count)
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

// MARK: - Kept beside the rows

extension CloseFacts: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&ended)
    try visitor.visit(&created)
    try visitor.visit(&endedPlaces)
    try visitor.visit(&createdPlaces)
    try visitor.visit(&standings)
    try visitor.visit(&withoutCreation)
    try visitor.visit(&withoutClosing)
    try visitor.visit(&reversed)
    try visitor.visit(&logarithms)
    try visitor.visit(&segments)
  }
}
