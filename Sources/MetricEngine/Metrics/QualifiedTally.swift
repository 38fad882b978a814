import Domain

/// Counts of a query's windows that the panel of qualified leads shows.
struct QualifiedTally {
  /// Qualified in the window, and in the window before.
  let current: Int
  let previous: Int
  private(set) var created = Steps()
  private(set) var createdBefore = Steps()
  /// Leads of the window by source code, and of the window before: all, qualified.
  private(set) var sources: [SourceCount]
  private(set) var sourcesBefore: [SourceCount]

  private let facts: QualifiedFacts
  private let set: RowSet
  private let times: LeadStepTimes
  private let source: Series<Code>

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

  /// Counts the leads of a selection; the engine must know nothing later than the query's instant.
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    facts = engine.qualifiedFacts
    set = selection.leadSet
    times = LeadStepTimes(engine.dataset)
    source = engine.dataset.leads.source
    sources = Array(repeating: (0, 0), count: engine.dataset.vocabulary(.source).count)
    sourcesBefore = sources
    (current, previous) = (
      facts.qualified(in: query.window, of: set), facts.qualified(in: query.previousWindow, of: set)
    )
    countCohorts(query)
  }

  /// A lead counts once, in the window even where the window before reaches into it.
  private mutating func countCohorts(_ query: Query) {
    let now = facts.placesCreated(in: query.window)
    count(now, by: query.asOf, &created, &sources)
    // As far as they had come when that window ended: like is compared with like.
    let earlier = facts.placesCreated(in: query.previousWindow)
    let apart = earlier.lowerBound..<max(earlier.lowerBound, min(earlier.upperBound, now.lowerBound))
    count(apart, by: query.previousWindow.through, &createdBefore, &sourcesBefore)
  }

  /// How far leads had come by a moment.
  private func count(_ places: Range<Int>, by moment: Instant, _ steps: inout Steps, _ sources: inout [SourceCount]) {
    let all = facts.steps
    var count = Steps()
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
    steps = count
  }
}

/// What the panel of qualified leads shows of a selection whatever the period.
struct QualifiedStanding: Sendable {
  /// The first creation.
  let oldest: Instant
  let undated: Int
  /// Leads older than 30 days with a usable answer time, and those of them qualified within 30 days.
  let mature: (all: Int, qualified: Int)
  /// Qualified and created by week.
  let weeks: [(qualified: Int, created: Int)]
  let grid: WeekGrid

  init(_ engine: Engine, _ query: Query, _ set: RowSet) {
    let facts = engine.qualifiedFacts
    oldest = facts.oldest(in: set)
    undated = facts.undated.count { set.contains($0) }
    mature = facts.rates(createdBy: query.asOf.adding(-QualifiedTally.horizon), in: set)
    grid = engine.weeks(asOf: query.asOf, precision: engine.dataset.facts.leadPrecision)
    let qualified = facts.qualified.counts(between: grid.boundaries, in: set)
    weeks = Array(zip(qualified, facts.countsCreated(between: grid.boundaries, in: set)))
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
    let grid = engine.weeks(asOf: query.window.after, precision: engine.dataset.facts.leadPrecision)
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

  /// This many times what was expected; nil without expectation.
  func ratio(_ number: Double) -> Double? {
    expected.flatMap { $0 > 0 ? number / $0 : nil }
  }
}
