import Domain

/// Goes through all opportunities and their activities once.
struct ActivityFactsMaker {
  struct OpenDeal {
    var row: Int32
    var touches: Int32
    var last: Int64
  }

  private(set) var marks: [ActivityMarks] = []
  private(set) var leftOut = LeftOutActivities()
  private(set) var open: [OpenDeal] = []
  private(set) var lives: [Spells.Stretch] = []
  private(set) var quiets: [Spells.Stretch] = []
  private(set) var created: [(row: Int32, at: Int64)] = []
  private(set) var recent: RecentDealsMaker
  /// Trends ask about nothing earlier.
  let horizon: Int64
  private(set) var wins = WinPacesMaker()
  let knowsNextSteps: Bool

  private let dataset: Dataset
  private let quietAfter: Int64
  private let closingSlack: Int64
  /// Moments of the current opportunity that count; only the first `found` are of it.
  private var moments: [Int64] = []
  private var found = 0
  private var counts = LeftOutActivities.Counts(row: 0)

  /// Weeks before the last closing that trends ask about.
  private static let trendWeeks = 28
  /// Weeks before the last closing that comparisons with the same period last year ask about.
  private static let comparisonWeeks = 54
  private static let notCounting: ActivityTraits = [.inbound, .automatic, .undone, .missed, .noTouch]

  init(_ engine: Engine) {
    dataset = engine.dataset
    let facts = dataset.facts
    quietAfter = IdleClock(facts).quietAfter
    closingSlack = Self.closingSlack(engine)
    knowsNextSteps =
      facts.has("opportunities.next_step_at") || dataset.opportunities.nextStepAt.contains(.unknown)
    let latest = Self.latest(dataset.opportunities.closedAt)
    horizon = latest.adding(days: -7 * Self.trendWeeks).seconds
    let base = [latest, facts.newestEvent].first(where: \.isKnown) ?? Instant(0)
    recent = RecentDealsMaker(horizon: latest.adding(days: -7 * Self.comparisonWeeks), base: base)
  }

  /// Seconds after the closing that belong to its day where nobody knows its time.
  static func closingSlack(_ engine: Engine) -> Int64 {
    engine.dataset.facts.opportunityPrecision == .day ? Instant.day - 1 : 0
  }

  /// The latest closing: none is known that is later than any instant asked about.
  private static func latest(_ closed: Series<Instant>) -> Instant {
    var latest = Int64.min
    closed.withUnsafeBufferPointer { closed in
      for instant in closed where instant.seconds > latest && instant.happened { latest = instant.seconds }
    }
    return Instant(latest)
  }

  mutating func run() {
    let table = dataset.opportunities
    marks.reserveCapacity(table.count)
    dataset.activities.occurredAt.withUnsafeBufferPointer { occurred in
      dataset.activities.traits.withUnsafeBufferPointer { traits in
        for row in 0..<table.count { add(row, table, occurred, traits) }
      }
    }
  }

  private mutating func add(
    _ row: Int, _ table: OpportunityTable, _ occurred: UnsafeBufferPointer<Instant>,
    _ traits: UnsafeBufferPointer<ActivityTraits>
  ) {
    let (first, closed) = (table.createdAt[row], table.closedAt[row])
    let standing: Outcome = !closed.happened ? .open : table.outcome[row] == .won ? .won : .lost
    let end = closed.isKnown ? closed.adding(closingSlack) : Instant(Int64.max - 1)
    collect(row, table.activities(of: row), first...max(first, end), first > end, occurred, traits)
    let earlyEnd = first.adding(days: ActivityMarks.earlyDays)
    let early = first.isKnown ? number(before: earlyEnd.seconds) : 0
    marks.append(
      ActivityMarks(
        touches: found, standing: standing, early: early,
        passedLandmark: first.isKnown && closed.isKnown && closed > earlyEnd))
    if !counts.isEmpty { leftOut.rows.append(counts) }
    let number = Int32(truncatingIfNeeded: row)
    if standing == .open {
      let last = found > 0 ? moments[found - 1] : first.seconds
      open.append(OpenDeal(row: number, touches: Int32(truncatingIfNeeded: found), last: last))
    } else if standing == .won, first.isKnown, closed.isKnown {
      wins.add(
        row: number, created: first.seconds, lifetime: closed.seconds &- first.seconds, activities: moments[..<found])
    }
    if first.isKnown, first.seconds > horizon { created.append((number, first.seconds)) }
    if closed.seconds > recent.horizon { addRecent(number, first.seconds, closed.seconds) }
  }

  private mutating func collect(
    _ row: Int, _ range: Range<Int>, _ life: ClosedRange<Instant>, _ isNone: Bool,
    _ occurred: UnsafeBufferPointer<Instant>, _ traits: UnsafeBufferPointer<ActivityTraits>
  ) {
    var left = LeftOutActivities.Counts(row: Int32(truncatingIfNeeded: row))
    var number = 0
    if moments.count < range.count { moments = [Int64](repeating: 0, count: range.count * 2) }
    moments.withUnsafeMutableBufferPointer { moments in
      for index in range {
        let moment = occurred[index]
        if !moment.isKnown {
          if moment.happened { left.undated += 1 }
        } else if traits[index].rawValue & Self.notCounting.rawValue != 0 {
          left.noTouch += 1
        } else if isNone || moment < life.lowerBound || moment > life.upperBound {
          left.outside += 1
        } else {
          moments[number] = moment.seconds
          number += 1
        }
      }
    }
    (found, counts) = (number, left)
  }

  /// Activities of the current opportunity before an instant.
  private func number(before end: Int64) -> Int {
    moments.withUnsafeBufferPointer { moments in
      var count = 0
      while count < found, moments[count] < end { count += 1 }
      return count
    }
  }

  /// When it was open and when it was quiet: from more than so long after an activity or the creation until the next.
  private mutating func addRecent(_ row: Int32, _ first: Int64, _ closed: Int64) {
    recent.append(row: row, created: first, closed: closed, moments: moments[..<found])
    guard closed > first, closed > horizon else { return }
    lives.append(Spells.Stretch(row: row, from: first, until: closed))
    var last = first
    for moment in moments[..<found] {
      addQuiet(row, after: last, until: min(moment, closed))
      last = moment
    }
    addQuiet(row, after: last, until: closed)
  }

  private mutating func addQuiet(_ row: Int32, after last: Int64, until end: Int64) {
    let from = Instant(last).adding(quietAfter)
    if from.isKnown, from.seconds < end, end > horizon {
      quiets.append(Spells.Stretch(row: row, from: from.seconds, until: end))
    }
  }
}
