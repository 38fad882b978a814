import Domain

/// What the activity figures need of every row whatever is asked: only activities that count, from the creation to the
/// closing of their opportunity (statistics.md section 6, "Activities").
struct ActivityFacts: Sendable {
  /// By row of the table.
  var marks: Series<ActivityMarks> = []
  /// What was left out, of the rows that had any such activity.
  var leftOut = LeftOutActivities()
  /// Open opportunities.
  var open = OpenDeals()
  /// Opportunities that ended after the horizon or are open.
  var recent = RecentDeals()
  /// When opportunities were open, and when they were quiet.
  var lives = Spells()
  var quiets = Spells()
  /// How activities of wins grew with age.
  var paces = WinPaces()
  /// Rows by their creation, of those created after the horizon.
  var createdRows: Series<Int32> = []
  var createdTimes: Series<Int64> = []
  /// The horizon of the trends and of those.
  var createdAfter: Int64 = 0
  /// True if the source says which opportunities have a next step.
  var knowsNextSteps = false

  init() {}

  init(_ engine: Engine) {
    var maker = ActivityFactsMaker(engine)
    maker.run()
    let horizon = maker.horizon
    createdAfter = horizon
    marks = Series(maker.marks)
    leftOut = maker.leftOut
    knowsNextSteps = maker.knowsNextSteps
    open = OpenDeals(engine, maker, nextSteps: maker.knowsNextSteps)
    recent = RecentDeals(maker.recent)
    lives = Spells(maker.lives, horizon: horizon)
    quiets = Spells(maker.quiets, horizon: horizon)
    paces = WinPaces(maker.wins)
    let order = RowOrder.ascending(maker.created.map(\.at))
    createdRows = Series(order.map { maker.created[Int($0)].row })
    createdTimes = Series(order.map { maker.created[Int($0)].at })
  }
}

/// The numbers of one opportunity, packed so that a million take eight megabytes.
struct ActivityMarks: BitwiseCopyable, Sendable {
  /// Number of activities, and how the opportunity stands in the lowest two bits.
  let key: UInt32
  /// Number of activities in its first 14 days, and in the lowest bit whether it ended later than that.
  let early: UInt32

  static let earlyDays = 14

  init(touches: Int, standing: Outcome, early: Int, passedLandmark: Bool) {
    key = UInt32(truncatingIfNeeded: touches) << 2 | UInt32(standing.rawValue)
    self.early = UInt32(truncatingIfNeeded: early) << 1 | (passedLandmark ? 1 : 0)
  }

  var touches: Int { Int(key >> 2) }
  var standing: UInt32 { key & 3 }
  var firstFortnight: Int { Int(early >> 1) }
  /// Ended later than 14 days after its creation.
  var passedLandmark: Bool { early & 1 != 0 }
}

/// Activities that do not count, of the rows that have any.
struct LeftOutActivities: Sendable {
  struct Counts: BitwiseCopyable, Sendable {
    var row: Int32
    /// Before the creation or after the closing.
    var outside: Int32 = 0
    /// Inbound, automatic, not done.
    var noTouch: Int32 = 0
    var undated: Int32 = 0

    var isEmpty: Bool { outside == 0 && noTouch == 0 && undated == 0 }
  }

  var rows: Series<Counts> = []

  /// Sums over these rows.
  func sums(_ set: RowSet) -> (outside: Int, noTouch: Int, undated: Int) {
    var (outside, noTouch, undated) = (0, 0, 0)
    rows.withUnsafeBufferPointer { rows in
      for counts in rows where set.contains(counts.row) {
        outside += Int(counts.outside)
        noTouch += Int(counts.noTouch)
        undated += Int(counts.undated)
      }
    }
    return (outside, noTouch, undated)
  }
}

/// Open opportunities, most money first, those without an amount last, ties in the order of the table.
struct OpenDeals: Sendable {
  private(set) var rows: Series<Int32> = []
  private(set) var touches: Series<Int32> = []
  /// Seconds of the last activity, else of the creation.
  private(set) var last: Series<Int64> = []
  private(set) var created: Series<Int64> = []
  private(set) var amounts: Series<Int64> = []
  private(set) var currencies: Series<Code> = []
  /// Seconds of the next step; empty where nothing is known of next steps.
  private(set) var nextSteps: Series<Int64> = []
  /// Rows with a dated last activity or creation, and that: the longest quiet last.
  private(set) var touchedRows: Series<Int32> = []
  private(set) var touchedTimes: Series<Int64> = []

  init() {}

  init(_ engine: Engine, _ maker: ActivityFactsMaker, nextSteps knows: Bool) {
    let table = engine.dataset.opportunities
    let found = maker.open
    let order = RowOrder.descending(found.map { table.amount[Int($0.row)] })
    let deals = order.map { found[Int($0)] }
    rows = Series(deals.map(\.row))
    touches = Series(deals.map(\.touches))
    last = Series(deals.map(\.last))
    created = Series(deals.map { table.createdAt[Int($0.row)].seconds })
    amounts = Series(deals.map { table.amount[Int($0.row)] })
    currencies = Series(deals.map { table.currency[Int($0.row)] })
    nextSteps = Series(knows ? deals.map { table.nextStepAt[Int($0.row)].seconds } : [])
    let dated = found.filter { Instant($0.last).isKnown }
    let byTouch = RowOrder.descending(dated.map(\.last)).map { dated[Int($0)] }
    touchedRows = Series(byTouch.map(\.row))
    touchedTimes = Series(byTouch.map(\.last))
  }
}

// MARK: - Kept beside the rows

extension ActivityFacts: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&marks)
    try visitor.visit(&leftOut.rows)
    try visitor.visit(&open)
    try visitor.visit(&recent)
    try visitor.visit(&lives)
    try visitor.visit(&quiets)
    try visitor.visit(&paces)
    try visitor.visit(&createdRows)
    try visitor.visit(&createdTimes)
    try visitor.visit(&createdAfter)
    try visitor.visit(&knowsNextSteps)
  }
}

extension OpenDeals: KeptPart {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    try visitor.visit(&rows)
    try visitor.visit(&touches)
    try visitor.visit(&last)
    try visitor.visit(&created)
    try visitor.visit(&amounts)
    try visitor.visit(&currencies)
    try visitor.visit(&nextSteps)
    try visitor.visit(&touchedRows)
    try visitor.visit(&touchedTimes)
  }
}
