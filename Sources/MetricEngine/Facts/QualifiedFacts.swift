import Domain

/// What the qualified figures need of every lead whatever is asked: orders of time and what became of each.
struct QualifiedFacts: Sendable {
  /// What became of a lead by the end of all that is known.
  struct Marks: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt8
    static let answered = Marks(rawValue: 1)
    static let qualified = Marks(rawValue: 2)
    /// Became an opportunity whose creation is known to have come.
    static let opportunity = Marks(rawValue: 4)
    static let won = Marks(rawValue: 8)
  }

  /// By the moment of qualifying.
  var qualified = TimeOrder()
  /// By creation; nil where the rows of the table ascend by it.
  var created: TimeOrder?
  /// The creation of each lead.
  var createdAt: Series<Instant> = []
  /// Rows without a creation date.
  var undated: [Int32] = []
  var marks: Series<Marks> = []
  /// Dated and not answered before they came, one bit a lead as in ``RowSet``.
  var valid: Series<UInt64> = []
  /// Of those, qualified within 30 days.
  var inTime: Series<UInt64> = []
  /// Creation of the last opportunity: from then on `marks` hold.
  var latestOpportunity = Instant.unknown

  init() {}

  init(_ engine: Engine) {
    let leads = engine.dataset.leads
    createdAt = leads.createdAt
    qualified = TimeOrder(leads.qualifiedAt)
    created = Self.ascends(leads.createdAt) ? nil : TimeOrder(leads.createdAt)
    undated = leads.createdAt.indices.filter { !leads.createdAt[$0].isKnown }.map { Int32(truncatingIfNeeded: $0) }
    marks = Self.marks(engine.dataset)
    (valid, inTime) = Self.rates(leads)
    latestOpportunity = engine.dataset.opportunities.createdAt.filter(\.isKnown).max() ?? .unknown
  }

  private static func ascends(_ column: Series<Instant>) -> Bool {
    column.withUnsafeBufferPointer { times in
      for row in times.indices.dropFirst() where times[row] < times[row - 1] { return false }
      return true
    }
  }

  private static func marks(_ dataset: Dataset) -> Series<Marks> {
    let (leads, opportunities) = (dataset.leads, dataset.opportunities)
    return Series(count: leads.count) { new in
      for row in 0..<leads.count {
        var marks: Marks = []
        if leads.firstResponseAt[row].happened { marks.insert(.answered) }
        if leads.qualifiedAt[row].happened { marks.insert(.qualified) }
        let opportunity = Int(leads.opportunity[row])
        if opportunity >= 0, opportunities.createdAt[opportunity].happened {
          marks.insert(.opportunity)
          let isWon = opportunities.closedAt[opportunity].happened && opportunities.outcome[opportunity] == .won
          if isWon { marks.insert(.won) }
        }
        new.initializeElement(at: row, to: marks)
      }
    }
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

  /// Leads of a set created in each stretch between two neighbouring instants, which ascend.
  func countsCreated(between boundaries: [Instant], in set: RowSet) -> [Int] {
    if let created { return created.counts(between: boundaries, in: set) }
    let places = boundaries.map { boundary in createdAt.partitioningIndex { $0 >= boundary } }
    return zip(places, places.dropFirst()).map { set.count(in: $0..<max($0, $1)) }
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

extension RowSet {
  /// Calls `body` with each row of a range that counts, ascending.
  @inline(__always)
  func forEach(in range: Range<Int>, _ body: (Int) -> Void) {
    guard !range.isEmpty else { return }
    words.withUnsafeBufferPointer { words in
      for place in range.lowerBound >> 6...(range.upperBound - 1) >> 6 {
        var word = words[place] & RowSet.mask(range, word: place)
        while word != 0 {
          body(place << 6 + word.trailingZeroBitCount)
          word &= word - 1
        }
      }
    }
  }

  /// Rows of a range that count.
  func count(in range: Range<Int>) -> Int {
    guard !range.isEmpty else { return 0 }
    return words.withUnsafeBufferPointer { words in
      (range.lowerBound >> 6...(range.upperBound - 1) >> 6).reduce(0) { sum, place in
        sum + (words[place] & RowSet.mask(range, word: place)).nonzeroBitCount
      }
    }
  }

  /// Rows of a range that count and have a bit of their own.
  func count(in range: Range<Int>, of bits: Series<UInt64>) -> Int {
    guard !range.isEmpty else { return 0 }
    return words.withUnsafeBufferPointer { words in
      bits.withUnsafeBufferPointer { bits in
        (range.lowerBound >> 6...(range.upperBound - 1) >> 6).reduce(0) { sum, place in
          sum + (words[place] & bits[place] & RowSet.mask(range, word: place)).nonzeroBitCount
        }
      }
    }
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

  /// The bits of one word that lie within a range of rows.
  private static func mask(_ range: Range<Int>, word place: Int) -> UInt64 {
    var mask = UInt64.max
    if place == range.lowerBound >> 6 { mask &= .max << UInt64(range.lowerBound & 63) }
    if place == (range.upperBound - 1) >> 6, range.upperBound & 63 != 0 {
      mask &= (1 << UInt64(range.upperBound & 63)) - 1
    }
    return mask
  }
}

// MARK: - Kept beside the rows

/// All but the creations, which are the table's own.
extension QualifiedFacts: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&qualified)
    try visitor.visit(&created)
    try visitor.visit(&undated)
    try visitor.visit(&marks)
    try visitor.visit(&valid)
    try visitor.visit(&inTime)
    try visitor.visit(&latestOpportunity)
  }
}
