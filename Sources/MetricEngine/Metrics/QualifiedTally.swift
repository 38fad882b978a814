import Domain

/// Counts what the panel of qualified leads shows.
struct QualifiedTally {
  private(set) var current = 0
  private(set) var previous = 0
  /// Leads older than 30 days with a usable answer time, and those of them qualified within 30 days.
  private(set) var mature = (all: 0, qualified: 0)
  private(set) var created = Steps()
  private(set) var createdBefore = Steps()
  /// Qualified and created by week.
  private(set) var weeks: [(qualified: Int, created: Int)] = []
  /// Qualified in each of the 26 complete weeks before the window.
  private(set) var baseWeeks: [Int] = []
  private(set) var oldest = Instant.never
  private(set) var undated = 0
  /// Leads of the window by source code, and of the window before: all, qualified.
  private(set) var sources: [(all: Int, qualified: Int)]
  private(set) var sourcesBefore: [(all: Int, qualified: Int)]

  let grid: WeekGrid
  let baseGrid: WeekGrid
  private let dataset: Dataset
  private let facts: QualifiedFacts
  private let query: Query
  private let set: RowSet

  /// How far leads created in a window have come by an instant.
  struct Steps {
    var created = 0
    var answered = 0
    var qualified = 0
    var opportunities = 0
    var won = 0
  }

  /// A lead qualified later than this after its creation does not count for the rate.
  static let horizon = 30 * Instant.day

  /// Counts the leads of a selection; the engine must know nothing later than the query's instant.
  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    dataset = engine.dataset
    facts = engine.qualifiedFacts
    self.query = query
    set = selection.leadSet
    let precision = engine.dataset.facts.leadPrecision
    grid = engine.weeks(asOf: query.asOf, precision: precision)
    baseGrid = engine.weeks(asOf: query.window.after, precision: precision)
    sources = Array(repeating: (0, 0), count: engine.dataset.vocabulary(.source).count)
    sourcesBefore = sources
    countQualified()
    oldest = facts.oldest(in: set)
    undated = facts.undated.count { set.contains($0) }
    mature = facts.rates(createdBy: query.asOf.adding(-Self.horizon), in: set)
    countCohorts()
  }

  private mutating func countQualified() {
    current = facts.qualified.count(facts.qualified.places(in: query.window), in: set)
    previous = facts.qualified.count(facts.qualified.places(in: query.previousWindow), in: set)
    let qualified = facts.qualified.counts(between: grid.boundaries, in: set)
    weeks = Array(zip(qualified, facts.countsCreated(between: grid.boundaries, in: set)))
    baseWeeks = facts.qualified.counts(between: baseGrid.boundaries, in: set)
  }

  /// A lead counts once, in the window even where the window before reaches into it.
  private mutating func countCohorts() {
    let (window, before) = (query.window, query.previousWindow)
    let now = facts.placesCreated(in: window)
    if query.asOf >= facts.latestOpportunity {
      countMarked(now)
    } else {
      Self.count(now, by: query.asOf, set, facts, dataset, &created, &sources)
    }
    // As far as they had come when that window ended: like is compared with like.
    let earlier = facts.placesCreated(in: before)
    let apart = earlier.lowerBound..<max(earlier.lowerBound, min(earlier.upperBound, now.lowerBound))
    Self.count(apart, by: before.through, set, facts, dataset, &createdBefore, &sourcesBefore)
  }

  /// How far leads have come by the end of all that is known.
  private mutating func countMarked(_ places: Range<Int>) {
    var (steps, sources) = (Steps(), sources)
    facts.marks.withUnsafeBufferPointer { marks in
      dataset.leads.source.withUnsafeBufferPointer { codes in
        sources.withUnsafeMutableBufferPointer { sources in
          facts.forEachCreated(places, in: set) { row in
            let (mark, source) = (marks[row].rawValue, Int(codes[row]))
            let qualified = Int(mark >> 1 & 1)
            steps.created &+= 1
            steps.answered &+= Int(mark & 1)
            steps.qualified &+= qualified
            steps.opportunities &+= Int(mark >> 2 & 1)
            steps.won &+= Int(mark >> 3 & 1)
            sources[source].all &+= 1
            sources[source].qualified &+= qualified
          }
        }
      }
    }
    (created, self.sources) = (steps, sources)
  }

  /// How far leads had come by a moment.
  private static func count(
    _ places: Range<Int>, by moment: Instant, _ set: RowSet, _ facts: QualifiedFacts, _ dataset: Dataset,
    _ steps: inout Steps, _ sources: inout [(all: Int, qualified: Int)]
  ) {
    let (leads, opportunities) = (dataset.leads, dataset.opportunities)
    var count = Steps()
    sources.withUnsafeMutableBufferPointer { sources in
      facts.marks.withUnsafeBufferPointer { marks in
        facts.forEachCreated(places, in: set) { row in
          let (mark, source) = (marks[row], Int(leads.source[row]))
          count.created &+= 1
          sources[source].all &+= 1
          if mark.contains(.answered), leads.firstResponseAt[row] <= moment { count.answered &+= 1 }
          if mark.contains(.qualified), leads.qualifiedAt[row] <= moment {
            count.qualified &+= 1
            sources[source].qualified &+= 1
          }
          guard mark.contains(.opportunity) else { return }
          let opportunity = Int(leads.opportunity[row])
          guard opportunities.createdAt[opportunity] <= moment else { return }
          count.opportunities &+= 1
          if mark.contains(.won), opportunities.closedAt[opportunity] <= moment { count.won &+= 1 }
        }
      }
    }
    steps = count
  }
}

extension Engine {
  /// The prepared facts of qualified leads.
  var qualifiedFacts: QualifiedFacts { prepared.qualified.get { QualifiedFacts(self) } }
}

/// Qualified per working day in the window against the 26 complete weeks before it (statistics.md section 2).
struct QualifiedPace {
  /// Qualified in the window.
  let count: Int
  /// How many the weeks before let expect in the window's working days; nil without enough history.
  let expected: Double?

  /// Fewer complete weeks of history say nothing.
  static let fewestWeeks = 4

  init(_ engine: Engine, _ query: Query, _ tally: QualifiedTally) {
    count = tally.current
    let grid = tally.baseGrid
    let first = grid.boundaries.partitioningIndex { $0 >= tally.oldest }
    guard grid.count - first >= Self.fewestWeeks else {
      expected = nil
      return
    }
    let calendar = engine.calendar(asOf: query.asOf)
    let days = Double(calendar.openSeconds(from: query.window.after, to: query.window.through))
    let base = Double(calendar.openSeconds(from: grid.boundaries[first], to: grid.boundaries[grid.count]))
    // Both sides of the fraction begin with the first complete week.
    let qualified = tally.baseWeeks[first...].reduce(0, +)
    expected = base > 0 && qualified > 0 ? Double(qualified) * days / base : nil
  }

  /// This many times what was expected; nil without expectation.
  func ratio(_ number: Double) -> Double? {
    expected.flatMap { $0 > 0 ? number / $0 : nil }
  }
}
