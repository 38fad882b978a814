import Domain

/// What the response figures need of every lead whatever is asked: how long it waited in both clocks, in the order of
/// creation for windows and in the order of waits for curves over all time.
///
/// Waits are whole seconds; 68 years and more all count as 68 years.
struct ResponseFacts: Sendable {
  /// Leads with a known creation, the earliest first, ties in the order of the table.
  let rows: [Int32]
  /// What is known of each of `rows`.
  let marks: [ResponseMarks]
  /// Seconds to the answer of each of `rows` in wall time; 0 unless answered.
  let wall: [Int32]
  /// The same in the working time of the lead's calendar.
  let business: [Int32]
  /// Until somebody owned each of `rows`; nil where no lead says when it was assigned.
  let owners: OwnerFacts?
  /// Answered leads, the shortest wait first.
  let byWall: ResponseOrder
  let byBusiness: ResponseOrder
  /// Leads that nobody has answered.
  let open: UnansweredLeads
  /// Rows of the table by why they have no response time, by ``ResponseExclusion``.
  let excluded: [RowSet]
  /// True if `rows` is the order of the table, so that the place of a row is the row.
  let isTableOrder: Bool

  init(_ engine: Engine) {
    var maker = ResponseFactsMaker(engine)
    maker.run()
    rows = maker.rows
    marks = maker.marks
    wall = maker.wall
    business = maker.business
    owners = maker.owners
    byWall = ResponseOrder(maker.wall, maker.rows, maker.marks)
    byBusiness = ResponseOrder(maker.business, maker.rows, maker.marks)
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

/// Answered leads by how long the answer took.
struct ResponseOrder: Sendable {
  /// Ascending.
  let seconds: [Int32]
  /// The rows they belong to, ties in the order of creation.
  let rows: [Int32]
  /// The seconds described, for questions about all leads.
  let description: Description

  init(_ waits: [Int32], _ rows: [Int32], _ marks: [ResponseMarks]) {
    var keys: [UInt64] = []
    keys.reserveCapacity(rows.count)
    for place in rows.indices where marks[place].contains(.answered) {
      keys.append(UInt64(UInt32(bitPattern: waits[place])) << 32 | UInt64(UInt32(bitPattern: rows[place])))
    }
    let sorted = KeyedSort.ascending(keys)
    seconds = sorted.map { Int32(truncatingIfNeeded: $0 >> 32) }
    self.rows = sorted.map { Int32(truncatingIfNeeded: $0) }
    description = Describe.seconds(seconds)
  }
}

/// Leads that nobody has answered, the earliest first.
struct UnansweredLeads: Sendable {
  var rows: [Int32] = []
  /// Seconds since the epoch.
  var created: [Int64] = []
  /// Open seconds of the lead's calendar at its creation.
  var opened: [Int64] = []
  /// Which calendar it keeps.
  var calendar: [UInt8] = []
  /// Whether it still waits, neither qualified nor disqualified.
  var waits: [Bool] = []
  /// Those that still wait (neither qualified nor disqualified), by calendar, each by when its answer is due.
  var waiting: [WaitingOrder] = []
}

/// Leads of one calendar that wait, the first due first, then the longest waiting.
struct WaitingOrder: Sendable {
  let calendar: Int
  var rows: [Int32] = []
  /// Open seconds of the calendar when each answer is due.
  var due: [Int64] = []
}

/// How long each lead waited for an owner.
struct OwnerFacts: Sendable {
  /// Seconds from creation to assignment; `notAssigned` or `unusable` else. Both in the order of creation.
  var wall: [Int32] = []
  var business: [Int32] = []

  /// Nobody owns it yet.
  static let notAssigned: Int32 = -1
  /// Assigned before it came, or nobody knows when.
  static let unusable: Int32 = -2
}

extension Engine {
  /// The facts, made when first asked for.
  var responseFacts: ResponseFacts { prepared.response.get { ResponseFacts(self) } }
}
