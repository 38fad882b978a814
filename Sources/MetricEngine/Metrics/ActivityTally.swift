import Domain

/// What one pass over the opportunities gathers for the activities panel.
struct ActivityTally {
  /// An open opportunity.
  struct Open {
    var row: Int32
    var touches: Int
    /// Days since the last touch, else since creation; nil if neither is dated.
    var idleDays: Double?
    var ageDays: Double?
  }

  /// Activities by how the opportunity stands.
  var openCounts: [Double] = []
  var wonCounts: [Double] = []
  var lostCounts: [Double] = []
  var open: [Open] = []
  /// Rows lost after at most one activity.
  var gaveUp: [Int32] = []
  var floor = ActivityFloorBuilder(wins: 0)
  /// Activities in the window of what was open at its end, and the same for the window before.
  var now = Stretch()
  var before = Stretch()
  /// Open and quiet at the end of each complete week.
  var weekOpen: [Int]
  var weekQuiet: [Int]
  /// Activities before creation or after closing.
  var outside = 0
  /// Inbound, automatic, not done.
  var noTouch = 0
  var undated = 0

  struct Stretch {
    var open = 0
    var touches = 0
    var quiet = 0
  }
}

/// Fills an ``ActivityTally`` for one query.
struct ActivityPass {
  private let table: OpportunityTable
  private let occurred: Series<Instant>
  private let traits: Series<ActivityTraits>
  private let query: Query
  private let weekEnds: [Int64]
  private let clock: IdleClock
  /// Added to closing dates without a time of day, which mean the whole day.
  private let closingSlack: Int64
  /// Moments of the activities of the current opportunity that count, ascending; reused.
  private var moments: [Int64] = []
  /// False where only today's counts and silences are asked for.
  private let isWhole: Bool
  private(set) var tally: ActivityTally

  /// - Parameter isWhole: false leaves out the floor, the windows and the weeks, which rules do not ask for.
  init(_ engine: Engine, _ query: Query, isWhole: Bool = true) {
    self.isWhole = isWhole
    table = engine.dataset.opportunities
    occurred = engine.dataset.activities.occurredAt
    traits = engine.dataset.activities.traits
    self.query = query
    let facts = engine.dataset.facts
    weekEnds = engine.weeks(asOf: query.asOf, precision: facts.activityPrecision).ends.map(\.seconds)
    clock = IdleClock(facts)
    closingSlack = facts.opportunityPrecision == .day ? Instant.day - 1 : 0
    let weeks = [Int](repeating: 0, count: weekEnds.count)
    tally = ActivityTally(weekOpen: weeks, weekQuiet: weeks)
  }

  mutating func run(_ rows: [Int32]) {
    let wins = isWhole ? rows.count { table.standing(Int($0), asOf: query.asOf) == .won } : 0
    tally.floor = ActivityFloorBuilder(wins: wins)
    for row in rows { take(Int(row)) }
  }

  /// Moments of the activities that count for an opportunity, ascending (statistics.md section 6, "Activities").
  mutating func moments(of row: Int) -> [Int64] {
    collect(row, standing: table.standing(row, asOf: query.asOf))
    return moments
  }

  private mutating func take(_ row: Int) {
    let standing = table.standing(row, asOf: query.asOf)
    collect(row, standing: standing)
    switch standing {
    case .open:
      tally.openCounts.append(Double(moments.count))
      addOpen(row)
    case .won:
      tally.wonCounts.append(Double(moments.count))
      if let lifetime = table.lifetime(row, standing: .won, asOf: query.asOf) {
        tally.floor.add(created: table.createdAt[row].seconds, lifetime: lifetime, activities: moments)
      }
    case .lost:
      tally.lostCounts.append(Double(moments.count))
      if moments.count <= 1 { tally.gaveUp.append(Int32(row)) }
    }
    guard isWhole else { return }
    addStretch(row, query.window, to: &tally.now)
    addStretch(row, query.previousWindow, to: &tally.before)
    addWeeks(row)
  }

  private mutating func collect(_ row: Int, standing: Outcome) {
    moments.removeAll(keepingCapacity: true)
    let first = table.createdAt[row]
    let last = end(of: row, standing: standing)
    for index in table.activities(of: row) where occurred[index] <= query.asOf {
      let moment = occurred[index]
      if !moment.isKnown {
        tally.undated += 1
      } else if !traits[index].counts {
        tally.noTouch += 1
      } else if moment < first || moment > last {
        tally.outside += 1
      } else {
        moments.append(moment.seconds)
      }
    }
  }

  private func end(of row: Int, standing: Outcome) -> Instant {
    guard standing != .open, table.closedAt[row].isKnown else { return query.asOf }
    return min(query.asOf, table.closedAt[row].adding(closingSlack))
  }

  private mutating func addOpen(_ row: Int) {
    let created = table.createdAt[row]
    let last = moments.last.map { Instant($0) } ?? created
    tally.open.append(
      .init(
        row: Int32(row), touches: moments.count, idleDays: clock.days(from: last, to: query.asOf),
        ageDays: query.asOf.days(since: created)))
  }

  private func addStretch(_ row: Int, _ window: TimeWindow, to stretch: inout ActivityTally.Stretch) {
    let end = window.through
    guard table.createdAt[row] <= end, table.closedAt[row] > end else { return }
    stretch.open += 1
    var last = table.createdAt[row]
    for moment in moments {
      if moment > end.seconds { break }
      if moment > window.after.seconds { stretch.touches += 1 }
      last = Instant(moment)
    }
    if clock.isQuiet(from: last, to: end) { stretch.quiet += 1 }
  }

  private mutating func addWeeks(_ row: Int) {
    let (created, closed) = (table.createdAt[row].seconds, table.closedAt[row].seconds)
    guard let lastEnd = weekEnds.last, created <= lastEnd, closed > weekEnds[0] else { return }
    var last = table.createdAt[row]
    var next = 0
    for week in weekEnds.indices where weekEnds[week] >= created {
      guard closed > weekEnds[week] else { return }
      while next < moments.count, moments[next] <= weekEnds[week] {
        last = Instant(moments[next])
        next += 1
      }
      tally.weekOpen[week] += 1
      if clock.isQuiet(from: last, to: Instant(weekEnds[week])) { tally.weekQuiet[week] += 1 }
    }
  }
}

/// Measures silence: by the second, or in whole days where activities are dated by day only.
struct IdleClock: Equatable {
  let wholeDays: Bool
  /// Days after which an open opportunity is quiet.
  static let quietDays = 14.0

  init(_ facts: DatasetFacts) { wholeDays = facts.activityPrecision == .day }

  /// Days of silence; nil if either end is not dated.
  @inline(__always) func days(from last: Instant, to now: Instant) -> Double? {
    guard let days = now.days(since: last) else { return nil }
    return wholeDays ? days.rounded(.down) : days
  }

  @inline(__always) func isQuiet(from last: Instant, to now: Instant) -> Bool {
    (days(from: last, to: now) ?? 0) > IdleClock.quietDays
  }
}
