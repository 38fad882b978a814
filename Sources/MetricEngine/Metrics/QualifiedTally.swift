import Domain

/// Goes through the leads once and counts what the panel of qualified leads shows.
struct QualifiedPass {
  private(set) var current = 0
  private(set) var previous = 0
  /// Leads older than 30 days with a usable answer time, and those of them qualified within 30 days.
  private(set) var mature = (all: 0, qualified: 0)
  private(set) var created = Steps()
  private(set) var createdBefore = Steps()
  /// Qualified and created by week.
  private(set) var weeks: [(qualified: Int, created: Int)]
  /// Qualified in each of the 26 complete weeks before the window.
  private(set) var baseWeeks: [Int]
  private(set) var oldest = Instant.never
  private(set) var undated = 0
  /// Leads of the window by source code, and of the window before: all, qualified.
  private(set) var sources: [(all: Int, qualified: Int)]
  private(set) var sourcesBefore: [(all: Int, qualified: Int)]

  let grid: WeekGrid
  let baseGrid: WeekGrid
  private let engine: Engine
  private let query: Query
  private let (window, before): (TimeWindow, TimeWindow)

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

  init(_ engine: Engine, _ query: Query) {
    self.engine = engine
    self.query = query
    (window, before) = (query.window, query.previousWindow)
    let precision = engine.dataset.facts.leadPrecision
    grid = engine.weeks(asOf: query.asOf, precision: precision)
    baseGrid = engine.weeks(asOf: query.window.after, precision: precision)
    weeks = Array(repeating: (0, 0), count: grid.count)
    baseWeeks = Array(repeating: 0, count: baseGrid.count)
    sources = Array(repeating: (0, 0), count: engine.dataset.vocabulary(.source).count)
    sourcesBefore = sources
  }

  mutating func run(_ rows: [Int32]) {
    let leads = engine.dataset.leads
    for row in rows {
      let index = Int(row)
      countQualified(leads.qualifiedAt[index])
      let created = leads.createdAt[index]
      guard created.isKnown else {
        undated += 1
        continue
      }
      oldest = min(oldest, created)
      if let week = grid.index(of: created) { weeks[week].created += 1 }
      countMature(leads, index, created)
      countCohorts(leads, index, created)
    }
  }

  private mutating func countQualified(_ moment: Instant) {
    guard moment.isKnown, moment <= query.asOf else { return }
    if window.contains(moment) { current += 1 }
    if before.contains(moment) { previous += 1 }
    if let week = grid.index(of: moment) { weeks[week].qualified += 1 }
    if let week = baseGrid.index(of: moment) { baseWeeks[week] += 1 }
  }

  private mutating func countMature(_ leads: LeadTable, _ row: Int, _ created: Instant) {
    guard query.asOf.since(created) >= Self.horizon else { return }
    // Answered before it came: the reference leaves such leads out of rates too.
    let answer = leads.firstResponseAt[row]
    if answer.isKnown, answer <= query.asOf, answer < created { return }
    mature.all += 1
    let moment = leads.qualifiedAt[row]
    if moment.isKnown, moment <= query.asOf, moment.since(created) <= Self.horizon { mature.qualified += 1 }
  }

  private mutating func countCohorts(_ leads: LeadTable, _ row: Int, _ created: Instant) {
    let source = Int(leads.source[row])
    if window.contains(created) {
      let qualified = step(leads, row, by: query.asOf, &self.created)
      sources[source].all += 1
      if qualified { sources[source].qualified += 1 }
    } else if before.contains(created) {
      // As far as they had come when that window ended: like is compared with like.
      let qualified = step(leads, row, by: before.through, &createdBefore)
      sourcesBefore[source].all += 1
      if qualified { sourcesBefore[source].qualified += 1 }
    }
  }

  /// Counts how far a lead has come and says whether it is qualified.
  private func step(_ leads: LeadTable, _ row: Int, by moment: Instant, _ steps: inout Steps) -> Bool {
    steps.created += 1
    if leads.firstResponseAt[row] <= moment { steps.answered += 1 }
    let qualified = leads.qualifiedAt[row] <= moment
    if qualified { steps.qualified += 1 }
    let opportunity = Int(leads.opportunity[row])
    if opportunity >= 0, engine.dataset.opportunities.createdAt[opportunity] <= moment {
      steps.opportunities += 1
      if engine.dataset.opportunities.standing(opportunity, asOf: moment) == .won { steps.won += 1 }
    }
    return qualified
  }
}

/// Qualified per working day in the window against the 26 complete weeks before it (statistics.md section 2).
struct QualifiedPace {
  /// Qualified in the window.
  let count: Int
  /// How many the weeks before let expect in the window's working days; nil without enough history.
  let expected: Double?

  /// Fewer complete weeks of history say nothing.
  static let fewestWeeks = 4

  init(_ engine: Engine, _ query: Query, _ pass: QualifiedPass) {
    count = pass.current
    let grid = pass.baseGrid
    let first = grid.boundaries.partitioningIndex { $0 >= pass.oldest }
    guard grid.count - first >= Self.fewestWeeks else {
      expected = nil
      return
    }
    let calendar = engine.calendar(asOf: query.asOf)
    let days = Double(calendar.openSeconds(from: query.window.after, to: query.window.through))
    let base = Double(calendar.openSeconds(from: grid.boundaries[first], to: grid.boundaries[grid.count]))
    // Both sides of the fraction begin with the first complete week.
    let qualified = pass.baseWeeks[first...].reduce(0, +)
    expected = base > 0 && qualified > 0 ? Double(qualified) * days / base : nil
  }

  /// This many times what was expected; nil without expectation.
  func ratio(_ number: Double) -> Double? {
    expected.flatMap { $0 > 0 ? number / $0 : nil }
  }
}
