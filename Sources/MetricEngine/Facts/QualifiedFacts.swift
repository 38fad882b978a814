import Domain

/// What the qualified figures need of every lead whatever is asked: orders of time and what became of each.
struct QualifiedFacts: Sendable {
  /// By the moment of qualifying.
  var qualified = TimeOrder()
  /// By the moment of qualifying those that were taken back within 30 days of it.
  var reversed = TimeOrder()
  /// By creation; nil where the rows of the table ascend by it.
  var created: TimeOrder?
  /// The creation of each lead.
  var createdAt: Series<Instant> = []
  /// Rows without a creation date.
  var undated: [Int32] = []
  var steps = LeadSteps()
  /// Dated and not answered before they came, one bit a lead as in ``RowSet``.
  var valid: Series<UInt64> = []
  /// Of those, qualified within 30 days.
  var inTime: Series<UInt64> = []

  init() {}

  init(_ engine: Engine) {
    let leads = engine.dataset.leads
    createdAt = leads.createdAt
    qualified = TimeOrder(leads.qualifiedAt)
    created = Self.ascends(leads.createdAt) ? nil : TimeOrder(leads.createdAt)
    undated = leads.createdAt.indices.filter { !leads.createdAt[$0].isKnown }.map { Int32(truncatingIfNeeded: $0) }
    reversed = Self.reversed(leads)
    steps = LeadSteps(engine.dataset)
    (valid, inTime) = Self.rates(leads)
  }

  private static func ascends(_ column: Series<Instant>) -> Bool {
    column.withUnsafeBufferPointer { times in
      for row in times.indices.dropFirst() where times[row] < times[row - 1] { return false }
      return true
    }
  }

  private static func reversed(_ leads: LeadTable) -> TimeOrder {
    TimeOrder(
      Series(count: leads.count) { moments in
        for row in 0..<leads.count {
          let (began, ended) = (leads.qualifiedAt[row], leads.disqualifiedAt[row])
          let isReversed = began.isKnown && ended.isKnown && ended >= began
          let isSoon = isReversed && ended.since(began) <= QualifiedTally.horizon
          moments.initializeElement(at: row, to: isSoon ? began : .never)
        }
      })
  }

  /// Bits of leads that rates speak of: the reference leaves out those answered before they came.
  private static func rates(_ leads: LeadTable) -> (valid: Series<UInt64>, inTime: Series<UInt64>) {
    let words = (leads.count + 63) / 64
    var (valid, inTime) = (Series<UInt64>(repeating: 0, count: words), Series<UInt64>(repeating: 0, count: words))
    for row in 0..<leads.count {
      let (created, answer, moment) = (leads.createdAt[row], leads.firstResponseAt[row], leads.qualifiedAt[row])
      guard created.isKnown, !(answer.isKnown && answer < created) else { continue }
      let bit: UInt64 = 1 << UInt64(row & 63)
      valid[row >> 6] |= bit
      if moment.isKnown, moment.since(created) <= QualifiedTally.horizon { inTime[row >> 6] |= bit }
    }
    return (valid, inTime)
  }
}

extension QualifiedFacts {
  /// Leads of a set qualified in a stretch of time.
  func qualified(in window: TimeWindow, of set: RowSet) -> Int {
    qualified.count(qualified.places(in: window), in: set)
  }
}

// MARK: - By creation

extension QualifiedFacts {
  /// Places in the order of creation: of the table's rows where they ascend, else of `created`. Undated leads come
  /// first in a table that ascends and are in no stretch of time.
  func placesCreated(in window: TimeWindow) -> Range<Int> {
    if let created { return created.places(in: window) }
    let after = max(window.after, Instant.unknown.adding(1))
    let first = createdAt.partitioningIndex { $0 > after }
    return first..<max(first, createdAt.partitioningIndex { $0 > window.through })
  }

  /// Calls `body` with each lead of a set at these places of the order of creation.
  @inline(__always)
  func forEachCreated(_ places: Range<Int>, in set: RowSet, _ body: (Int) -> Void) {
    if let created {
      created.rows.withUnsafeBufferPointer { rows in
        for place in places where set.contains(rows[place]) { body(Int(rows[place])) }
      }
    } else {
      set.forEach(in: places, body)
    }
  }

  /// The leads of a set created in a stretch of time.
  func leads(createdIn window: TimeWindow, of set: RowSet) -> RowSet {
    var rows: [Int32] = []
    forEachCreated(placesCreated(in: window), in: set) { rows.append(Int32(truncatingIfNeeded: $0)) }
    return RowSet(size: set.size, rows: rows)
  }

  /// Calls `body` with sets of leads of a set at these places of the order of creation: the place of their word, and
  /// which of its 64.
  @inline(__always)
  func forEachWord(_ places: Range<Int>, in set: RowSet, _ body: (Int, UInt64) -> Void) {
    guard created != nil else { return set.forEachWord(in: places, body) }
    forEachCreated(places, in: set) { body($0 >> 6, 1 << UInt64($0 & 63)) }
  }

  /// Leads of a set created in each stretch between two neighbouring instants, which ascend.
  func countsCreated(between boundaries: [Instant], in set: RowSet) -> [Int] {
    if let created { return created.counts(between: boundaries, in: set) }
    let places = boundaries.map { boundary in createdAt.partitioningIndex { $0 >= boundary } }
    return zip(places, places.dropFirst()).map { set.count(within: $0..<max($0, $1)) }
  }

  /// The earliest creation of a set; `never` without any.
  func oldest(in set: RowSet) -> Instant {
    if let created { return created.rows.first { set.contains($0) }.map { createdAt[Int($0)] } ?? .never }
    let dated = createdAt.partitioningIndex { $0.isKnown }
    return set.first(from: dated).map { createdAt[$0] } ?? .never
  }

  /// Leads of a set that rates speak of, created by `through`, and those of them qualified in time.
  func rates(createdBy through: Instant, in set: RowSet) -> (all: Int, qualified: Int) {
    guard let created else {
      let places = 0..<createdAt.partitioningIndex { $0 > through }
      return (set.count(in: places, of: valid), set.count(in: places, of: inTime))
    }
    let whole = 0..<createdAt.count
    var (all, qualified) = (set.count(in: whole, of: valid), set.count(in: whole, of: inTime))
    let young = created.seconds.partitioningIndex { $0 > through.seconds }..<created.rows.count
    forEachCreated(young, in: set) { row in
      all -= Int((valid[row >> 6] >> UInt64(row & 63)) & 1)
      qualified -= Int((inTime[row >> 6] >> UInt64(row & 63)) & 1)
    }
    return (all, qualified)
  }
}

// MARK: - Kept beside the rows

/// All but the creations, which are the table's own.
extension QualifiedFacts: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&qualified)
    try visitor.visit(&reversed)
    try visitor.visit(&created)
    try visitor.visit(&undated)
    try visitor.visit(&steps)
    try visitor.visit(&valid)
    try visitor.visit(&inTime)
  }
}
