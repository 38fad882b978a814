import Domain

/// What the response figures need of every lead whatever is asked: how long it waited in both clocks, in the order of
/// creation for windows, and counted for curves over all time.
///
/// Waits are whole seconds; 68 years and more all count as 68 years.
struct ResponseFacts: Sendable {
  /// Leads with a known creation, the earliest first, ties in the order of the table.
  var rows: Series<Int32> = []
  /// What is known of each of `rows`.
  var marks: Series<ResponseMarks> = []
  /// Seconds to the answer of each of `rows` in wall time; 0 unless answered.
  var wall: Series<Int32> = []
  /// The same in the working time of the lead's calendar.
  var business: Series<Int32> = []
  /// Until somebody owned each of `rows`; nil where no lead says when it was assigned.
  var owners: OwnerFacts?
  /// All answers together.
  var allWall = ResponseCounts()
  var allBusiness = ResponseCounts()
  /// Leads that nobody has answered.
  var open = UnansweredLeads()
  /// Rows of the table by why they have no response time, by ``ResponseExclusion``.
  var excluded: [RowSet] = []
  /// True if `rows` is the order of the table, so that the place of a row is the row.
  var isTableOrder = false

  init() {}

  init(_ engine: Engine) {
    var maker = ResponseFactsMaker(engine)
    maker.run()
    rows = Series(maker.rows)
    marks = Series(maker.marks)
    wall = Series(maker.wall)
    business = Series(maker.business)
    owners = maker.owners
    allWall = ResponseCounts(maker.wall, maker.marks)
    allBusiness = ResponseCounts(maker.business, maker.marks)
    open = maker.open
    excluded = maker.excluded
    isTableOrder = maker.isTableOrder
  }
}

/// What is known of a lead's answer, in bits.
struct ResponseMarks: OptionSet, Sendable, BitwiseCopyable {
  let rawValue: UInt8
  static let answered = ResponseMarks(rawValue: 1)
  static let unanswered = ResponseMarks(rawValue: 2)
  static let invalid = ResponseMarks(rawValue: 4)
  /// Qualified within 30 days of its creation.
  static let qualified = ResponseMarks(rawValue: 8)
  /// Qualified, nobody knows when.
  static let qualifiedUndated = ResponseMarks(rawValue: 16)
  /// Has a response time.
  static let counted: ResponseMarks = [.answered, .unanswered]
}

/// How long the answers to all leads took: each number of seconds once, with how many took no longer.
struct ResponseCounts: Sendable {
  /// Ascending.
  var times: Series<Int32> = []
  /// Answers by each of `times`.
  var through: Series<Int32> = []

  init() {}

  init(_ waits: [Int32], _ marks: [ResponseMarks]) {
    let sorted = WaitBins.sorted(codes: 1, most: waits.count) { filler in
      for place in waits.indices {
        filler.add(waits[place], 0, if: marks[place].rawValue & ResponseMarks.answered.rawValue)
      }
    }
    (times, through) = (Series(sorted.whole.times), Series(sorted.whole.through))
  }

  var waits: ResponseWaits { ResponseWaits(times: times.array, through: through.array) }
}

/// Leads that nobody has answered, the earliest first.
struct UnansweredLeads: Sendable {
  var rows: Series<Int32> = []
  /// Seconds since the epoch.
  var created: Series<Int64> = []
  /// Open seconds of the lead's calendar at its creation.
  var opened: Series<Int64> = []
  /// Which calendar it keeps.
  var calendar: Series<UInt8> = []
  /// Whether it still waits, neither qualified nor disqualified.
  var waits: Series<Bool> = []
  /// Those that still wait (neither qualified nor disqualified), by calendar, each by when its answer is due.
  var waiting: [WaitingOrder] = []
}

/// Leads of one calendar that wait, the first due first, then the longest waiting.
struct WaitingOrder: Sendable {
  var calendar = 0
  var rows: Series<Int32> = []
  /// Open seconds of the calendar when each answer is due.
  var due: Series<Int64> = []
}

/// How long each lead waited for an owner.
struct OwnerFacts: Sendable {
  /// Seconds from creation to assignment; `notAssigned` or `unusable` else. Both in the order of creation.
  var wall: Series<Int32> = []
  var business: Series<Int32> = []

  /// Nobody owns it yet.
  static let notAssigned: Int32 = -1
  /// Assigned before it came, or nobody knows when.
  static let unusable: Int32 = -2
}

extension Engine {
  /// The facts, made when first asked for.
  var responseFacts: ResponseFacts { prepared.response.get { ResponseFacts(self) } }
}

// MARK: - Kept beside the rows

extension ResponseFacts: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&rows)
    try visitor.visit(&marks)
    try visitor.visit(&wall)
    try visitor.visit(&business)
    try visitor.visit(&owners)
    try visitor.visit(&allWall)
    try visitor.visit(&allBusiness)
    try visitor.visit(&open)
    try visitor.visit(&excluded)
    try visitor.visit(&isTableOrder)
  }
}

extension ResponseCounts: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&times)
    try visitor.visit(&through)
  }
}

extension UnansweredLeads: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&rows)
    try visitor.visit(&created)
    try visitor.visit(&opened)
    try visitor.visit(&calendar)
    try visitor.visit(&waits)
    try visitor.visit(&waiting)
  }
}

extension WaitingOrder: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&calendar)
    try visitor.visit(&rows)
    try visitor.visit(&due)
  }
}

extension OwnerFacts: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&wall)
    try visitor.visit(&business)
  }
}
