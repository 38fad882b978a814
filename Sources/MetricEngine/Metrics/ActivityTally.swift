import Domain

/// Finds the activities of single opportunities that count.
struct ActivityPass {
  private let table: OpportunityTable
  private let occurred: Series<Instant>
  private let traits: Series<ActivityTraits>
  private let asOf: Instant
  /// Added to closing dates without a time of day, which mean the whole day.
  private let closingSlack: Int64

  init(_ engine: Engine, _ query: Query) {
    table = engine.dataset.opportunities
    occurred = engine.dataset.activities.occurredAt
    traits = engine.dataset.activities.traits
    asOf = query.asOf
    closingSlack = engine.dataset.facts.opportunityPrecision == .day ? Instant.day - 1 : 0
  }

  /// Moments of the activities that count for an opportunity, ascending (statistics.md section 6, "Activities").
  func moments(of row: Int) -> [Int64] {
    let (first, last) = (table.createdAt[row], end(of: row))
    return table.activities(of: row).compactMap { index in
      let moment = occurred[index]
      let counts = moment.isKnown && traits[index].counts && moment >= first && moment <= last
      return counts ? moment.seconds : nil
    }
  }

  /// How many count for an opportunity.
  func count(of row: Int) -> Int {
    let (first, last) = (table.createdAt[row], end(of: row))
    return table.activities(of: row).count { index in
      let moment = occurred[index]
      return moment.isKnown && traits[index].counts && moment >= first && moment <= last
    }
  }

  /// Activities in a stretch of time and the last one before its end, else the creation; the opportunity was open then.
  @inline(__always)
  func look(_ row: Int, _ window: TimeWindow) -> (touches: Int, last: Instant) {
    let created = table.createdAt[row]
    var (touches, last) = (0, created)
    for index in table.activities(of: row).reversed() {
      let moment = occurred[index]
      if moment > window.through { continue }
      if moment < created || !moment.isKnown { break }
      guard traits[index].counts else { continue }
      if last == created { last = moment }
      if moment <= window.after { break }
      touches += 1
    }
    return (touches, last)
  }

  private func end(of row: Int) -> Instant {
    let closed = table.closedAt[row]
    guard closed <= asOf, closed.isKnown else { return asOf }
    return min(asOf, closed.adding(closingSlack))
  }
}

/// Activities in a stretch of time of what was open at its end, and how much of that was quiet then.
struct ActivityStretch: Equatable {
  var open = 0
  var touches = 0
  var quiet = 0

  /// Adds what was open of another selection or takes it away.
  mutating func change(_ other: ActivityStretch, _ sign: LiveSign) {
    open += sign.rawValue * other.open
    touches += sign.rawValue * other.touches
    quiet += sign.rawValue * other.quiet
  }

  /// Mean activities per open opportunity; nil if none was open.
  var mean: Double? { open > 0 ? Double(touches) / Double(open) : nil }

  @inline(__always) mutating func add(touches number: Int, isQuiet: Bool) {
    open += 1
    touches += number
    if isQuiet { quiet += 1 }
  }
}

extension Engine {
  /// Looks at what was open at the end of a window.
  func activityStretch(_ window: TimeWindow, _ rows: RowSet) -> ActivityStretch {
    var stretch = ActivityStretch()
    forEachOpen(at: window, rows) { _, touches, isQuiet in stretch.add(touches: touches, isQuiet: isQuiet) }
    return stretch
  }

  /// Calls `body` for each of the rows that was open at the end of a window: with its activities in the window and
  /// whether it was quiet then.
  @inline(__always)
  func forEachOpen(
    at window: TimeWindow, _ rows: RowSet, _ body: (_ row: Int, _ touches: Int, _ isQuiet: Bool) -> Void
  ) {
    let (recent, clock) = (activityFacts.recent, IdleClock(dataset.facts))
    if window.through.seconds >= recent.horizon {
      return recent.forEach(at: window, rows, quietAfter: clock.quietAfter, body)
    }
    let pass = ActivityPass(self, Query(asOf: window.through))
    let (created, closed) = (dataset.opportunities.createdAt, dataset.opportunities.closedAt)
    rows.forEach { row in
      guard created[row] <= window.through, closed[row] > window.through else { return }
      let seen = pass.look(row, window)
      body(row, seen.touches, clock.isQuiet(from: seen.last, to: window.through))
    }
  }
}

/// Measures silence: by the second, or in whole days where activities are dated by day only.
struct IdleClock: Equatable {
  let wholeDays: Bool
  /// Days after which an open opportunity is quiet.
  static let quietDays = 14.0

  init(_ facts: DatasetFacts) { wholeDays = facts.activityPrecision == .day }

  /// Seconds of silence from which on an open opportunity is quiet.
  var quietAfter: Int64 { quietAfter(days: Int(Self.quietDays)) }

  /// Seconds of silence from which on it has lasted for more than this many days.
  func quietAfter(days: Int) -> Int64 {
    wholeDays ? Int64(days + 1) * Instant.day : Int64(days) * Instant.day + 1
  }

  /// Days of silence; nil if either end is not dated.
  @inline(__always) func days(from last: Instant, to now: Instant) -> Double? {
    guard let days = now.days(since: last) else { return nil }
    return wholeDays ? days.rounded(.down) : days
  }

  @inline(__always) func isQuiet(from last: Instant, to now: Instant) -> Bool {
    (days(from: last, to: now) ?? 0) > IdleClock.quietDays
  }
}
