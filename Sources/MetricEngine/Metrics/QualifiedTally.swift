import Domain

/// Counts of a query's windows that the panel of qualified leads shows.
struct QualifiedTally: Sendable {
  /// Qualified in the window, and in the window before.
  private(set) var current = 0
  private(set) var previous = 0
  /// Of those, taken back within 30 days.
  private(set) var reversed = 0
  private(set) var reversedBefore = 0
  private(set) var created = Steps()
  private(set) var createdBefore = Steps()
  /// Leads of the window by source code, and of the window before: all, qualified.
  private(set) var sources: [SourceCount] = []
  private(set) var sourcesBefore: [SourceCount] = []

  /// How far leads created in a window have come by an instant.
  struct Steps {
    var created = 0
    var answered = 0
    var qualified = 0
    var opportunities = 0
    var won = 0
  }

  typealias SourceCount = (all: Int, qualified: Int)

  /// A lead qualified later than this after its creation does not count for the rate.
  static let horizon = 30 * Instant.day

  /// No leads.
  init() {}

  /// Counts the leads of a selection; the engine must know nothing later than the query's instant.
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    let (facts, set) = (engine.qualifiedFacts, selection.leadSet)
    let windows = (query.window, query.previousWindow)
    (current, previous) = (facts.qualified(in: windows.0, of: set), facts.qualified(in: windows.1, of: set))
    reversed = facts.reversed.count(facts.reversed.places(in: windows.0), in: set)
    reversedBefore = facts.reversed.count(facts.reversed.places(in: windows.1), in: set)
    // A lead counts once, in the window even where the window before reaches into it.
    let cohorts = LeadCohorts(engine, set)
    let now = facts.placesCreated(in: windows.0)
    (created, sources) = cohorts.count(now, by: query.asOf)
    // As far as they had come when that window ended: like is compared with like.
    let earlier = facts.placesCreated(in: windows.1)
    let apart = earlier.lowerBound..<max(earlier.lowerBound, min(earlier.upperBound, now.lowerBound))
    (createdBefore, sourcesBefore) = cohorts.count(apart, by: windows.1.through)
  }

  /// Adds other leads or takes them away.
  mutating func change(_ other: QualifiedTally, _ sign: LiveSign) {
    let by = sign.rawValue
    current += by * other.current
    previous += by * other.previous
    reversed += by * other.reversed
    reversedBefore += by * other.reversedBefore
    created.change(other.created, by)
    createdBefore.change(other.createdBefore, by)
    Self.change(&sources, other.sources, by)
    Self.change(&sourcesBefore, other.sourcesBefore, by)
  }

  private static func change(_ counts: inout [SourceCount], _ other: [SourceCount], _ by: Int) {
    while counts.count < other.count { counts.append((0, 0)) }
    for code in other.indices {
      counts[code].all += by * other[code].all
      counts[code].qualified += by * other[code].qualified
    }
  }
}

extension QualifiedTally.Steps {
  fileprivate mutating func change(_ other: Self, _ by: Int) {
    created += by * other.created
    answered += by * other.answered
    qualified += by * other.qualified
    opportunities += by * other.opportunities
    won += by * other.won
  }
}

/// Looks at how far leads of a selection had come.
private struct LeadCohorts {
  private let facts: QualifiedFacts
  private let set: RowSet
  private let times: LeadStepTimes
  private let source: Series<Code>
  private let sourceCount: Int

  init(_ engine: Engine, _ set: RowSet) {
    (facts, self.set) = (engine.qualifiedFacts, set)
    times = LeadStepTimes(engine.dataset)
    source = engine.dataset.leads.source
    sourceCount = engine.dataset.vocabulary(.source).count
  }

  /// How far leads had come by a moment, and how many of each source.
  func count(_ places: Range<Int>, by moment: Instant) -> (QualifiedTally.Steps, [QualifiedTally.SourceCount]) {
    let all = facts.steps
    var count = QualifiedTally.Steps()
    var sources = [QualifiedTally.SourceCount](repeating: (0, 0), count: sourceCount)
    source.withUnsafeBufferPointer { source in
      sources.withUnsafeMutableBufferPointer { sources in
        facts.forEachWord(places, in: set) { place, leads in
          let qualified = all.qualified.taken(place, leads, by: moment) { times.qualified($0) }
          count.created &+= leads.nonzeroBitCount
          count.answered &+= all.answered.taken(place, leads, by: moment) { times.answered($0) }.nonzeroBitCount
          count.qualified &+= qualified.nonzeroBitCount
          count.opportunities &+=
            all.opportunity.taken(place, leads, by: moment) { times.opportunity($0) }.nonzeroBitCount
          count.won &+= all.won.taken(place, leads, by: moment) { times.won($0) }.nonzeroBitCount
          RowSet.forEachRow(place, leads) { sources[Int(source[$0])].all &+= 1 }
          RowSet.forEachRow(place, qualified) { sources[Int(source[$0])].qualified &+= 1 }
        }
      }
    }
    return (count, sources)
  }
}

/// What the panel of qualified leads shows of a selection whatever the period.
struct QualifiedStanding: Sendable {
  /// The first creation; `never` without any.
  var oldest: Instant
  var undated: Int
  /// Leads older than 30 days with a usable answer time, and those of them qualified within 30 days.
  var mature: (all: Int, qualified: Int)
  /// Qualified and created by week.
  var weeks: [(qualified: Int, created: Int)]
  let grid: WeekGrid

  /// No leads yet.
  init(_ grid: WeekGrid) {
    (oldest, undated, mature, self.grid) = (.never, 0, (0, 0), grid)
    weeks = Array(repeating: (0, 0), count: grid.count)
  }

  init(_ engine: Engine, _ query: Query, _ set: RowSet) {
    let facts = engine.qualifiedFacts
    oldest = facts.oldest(in: set)
    undated = facts.undated.count { set.contains($0) }
    mature = facts.rates(createdBy: query.asOf.adding(-QualifiedTally.horizon), in: set)
    grid = Self.grid(engine, query)
    let qualified = facts.qualified.counts(between: grid.boundaries, in: set)
    weeks = Array(zip(qualified, facts.countsCreated(between: grid.boundaries, in: set)))
  }

  static func grid(_ engine: Engine, _ query: Query) -> WeekGrid {
    engine.weeks(asOf: query.asOf, precision: engine.dataset.facts.leadPrecision)
  }

  /// Adds other leads or takes them away; nothing is known of the first creation then.
  mutating func change(_ other: QualifiedStanding, _ sign: LiveSign) {
    let by = sign.rawValue
    undated += by * other.undated
    mature.all += by * other.mature.all
    mature.qualified += by * other.mature.qualified
    for week in other.weeks.indices {
      weeks[week].qualified += by * other.weeks[week].qualified
      weeks[week].created += by * other.weeks[week].created
    }
  }

  /// Qualified by week with control limits. Weeks before the first lead have no value.
  var trend: [TrendPoint] {
    var points = weeks.indices.map { week in
      let isKnown = grid.boundaries[week + 1] > oldest || weeks[week].qualified > 0
      return TrendPoint(
        week: grid.mondays[week], value: isKnown ? Double(weeks[week].qualified) : nil, count: weeks[week].created)
    }
    guard let chart = QualifiedChange.chart(points.compactMap(\.value)) else { return points }
    for week in points.indices {
      // A whole week has each weekday once, so that the weekdays' factors cancel.
      (points[week].expected, points[week].low, points[week].high) = (chart.center, chart.low.first, chart.high.first)
    }
    return points
  }
}

extension Engine {
  /// The prepared facts of qualified leads.
  var qualifiedFacts: QualifiedFacts { prepared.qualified.get { QualifiedFacts(self) } }

  /// What is the same for every period.
  func qualifiedStanding(_ query: Query, _ selection: Selection) -> QualifiedStanding {
    selection.parts.qualified.get { QualifiedStanding(self, query, selection.leadSet) }
  }
}

/// Qualified per working day in the window against the 26 complete weeks before it (statistics.md section 2).
struct QualifiedPace {
  /// How many the weeks before let expect in the window's working days; nil without enough history.
  let expected: Double?

  /// Fewer complete weeks of history say nothing.
  static let fewestWeeks = 4

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    let facts = engine.qualifiedFacts
    self.init(engine, query, oldest: engine.qualifiedStanding(query, selection).oldest) { weeks in
      facts.qualified(in: weeks, of: selection.leadSet)
    }
  }

  /// - Parameters:
  ///   - oldest: The first creation; `never` without any.
  ///   - qualified: How many were qualified in a stretch of time.
  init(_ engine: Engine, _ query: Query, oldest: Instant, qualified: (TimeWindow) -> Int) {
    let grid = Self.grid(engine, query)
    let first = grid.boundaries.partitioningIndex { $0 >= oldest }
    guard grid.count - first >= Self.fewestWeeks else {
      expected = nil
      return
    }
    let calendar = engine.calendar(asOf: query.asOf)
    let days = Double(calendar.openSeconds(from: query.window.after, to: query.window.through))
    let base = Double(calendar.openSeconds(from: grid.boundaries[first], to: grid.boundaries[grid.count]))
    // Both sides of the fraction begin with the first complete week.
    let weeks = TimeWindow(after: grid.boundaries[first].adding(-1), through: grid.boundaries[grid.count].adding(-1))
    let before = qualified(weeks)
    expected = base > 0 && before > 0 ? Double(before) * days / base : nil
  }

  /// The complete weeks before the window.
  static func grid(_ engine: Engine, _ query: Query) -> WeekGrid {
    engine.weeks(asOf: query.window.after, precision: engine.dataset.facts.leadPrecision)
  }

  /// This many times what was expected; nil without expectation.
  func ratio(_ number: Double) -> Double? {
    expected.flatMap { $0 > 0 ? number / $0 : nil }
  }
}
