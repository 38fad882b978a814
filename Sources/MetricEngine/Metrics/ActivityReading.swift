import Domain

extension Engine {
  /// How much is done for each opportunity (statistics.md section 6, "Activities").
  func activityReading(_ query: Query, _ selection: Selection) -> ActivityReading {
    var reading = ActivityReading()
    let missing = missingForActivities
    guard missing.isEmpty else {
      reading.availability = availability(without: missing)
      return reading
    }
    let rows = selection.opportunitySet
    guard !rows.isEmpty else { return reading }
    reading = selection.parts.activities.get { lastingActivities(query, selection) }
    fillWindows(&reading, rows, query)
    reading.explanation?.window = activityWindow(query)
    return reading
  }

  /// What is the same for every period.
  private func lastingActivities(_ query: Query, _ selection: Selection) -> ActivityReading {
    var reading = ActivityReading()
    let rows = selection.opportunitySet
    reading.availability = .ready
    reading.take(ActivityCounts(activityFacts.marks, rows))
    fillOpen(&reading, rows, query)
    reading.take(FortnightCounts(self, rows, query.asOf).figures)
    reading.take(trend: quietTrend(rows, query))
    reading.explanation = activityExplanation(query, selection, reading)
    return reading
  }

  /// What is prepared about the activities of all rows.
  var activityFacts: ActivityFacts { prepared.activities.get { ActivityFacts(self) } }

  /// Fields that the activities panel cannot do without and that no row has.
  var missingForActivities: [String] {
    let owned = ownedRows
    return Self.missingForActivities(
      any: owned.activityCount + owned.activitiesOfLeads > 0, ofOpportunities: owned.activityCount > 0,
      dated: dataset.activities.occurredAt.contains { $0.isKnown })
  }

  /// The same, told by whether there are activities, such of opportunities, and such with a date.
  static func missingForActivities(any: Bool, ofOpportunities: Bool, dated: @autoclosure () -> Bool) -> [String] {
    if !any { return ["activities.occurred_at", "activities.opportunity_id"] }
    if !ofOpportunities { return ["activities.opportunity_id"] }
    return dated() ? [] : ["activities.occurred_at"]
  }

  private func fillOpen(_ reading: inout ActivityReading, _ rows: RowSet, _ query: Query) {
    var pass = OpenPass(self, query, floor: activityFacts.paces.floor(rows))
    pass.run(rows)
    let names = dataset.vocabulary(.currency)
    reading.openBands = pass.bands
    reading.openMoney = pass.money.total(names)
    (reading.quiet, reading.quietMoney) = (RowList(pass.quiet), pass.quietMoney.total(names))
    reading.quietSoon = pass.quietSoon
    (reading.underFloor, reading.underFloorMoney) = (
      RowList(pass.underFloor), pass.underFloorMoney.total(names)
    )
    if activityFacts.knowsNextSteps {
      reading.withoutNextStep = pass.withoutNextStep.count
      reading.withoutNextStepMoney = pass.withoutNextStepMoney.total(names)
    }
    reading.matureOpenMean = pass.mature.mean(z: Deviate.twoSided95)
    reading.idleDays = Describe.sorted(idleDays(rows, query.asOf))
  }

  /// Days of silence of open opportunities, ascending.
  func idleDays(_ rows: RowSet, _ asOf: Instant) -> [Double] {
    let (open, clock) = (activityFacts.open, IdleClock(dataset.facts))
    return open.touchedRows.indices.compactMap { place in
      rows.contains(open.touchedRows[place]) ? clock.days(from: Instant(open.touchedTimes[place]), to: asOf) : nil
    }
  }

  private func fillWindows(_ reading: inout ActivityReading, _ rows: RowSet, _ query: Query) {
    reading.take(now: activityStretch(query.window, rows), before: activityStretch(query.previousWindow, rows))
  }

  /// Quiet opportunities at the end of each of the last complete weeks, of those open then.
  func quietTrend(_ rows: RowSet, _ query: Query) -> [TrendPoint] {
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.activityPrecision)
    return QuietWeeks(self, grid, rows).trend(grid)
  }

  /// True if the source says which opportunities have a next step.
  var knowsNextSteps: Bool { activityFacts.knowsNextSteps }

  /// True if a next step is booked: on the day of `asOf` or later, or without a date.
  func hasNextStep(_ row: Int32, asOf: Instant) -> Bool {
    NextStep.isBooked(dataset.opportunities.nextStepAt[Int(row)], asOf: asOf)
  }
}

/// When something is to be done next.
enum NextStep {
  /// True on the day of `asOf` or later, or without a date.
  @inline(__always) static func isBooked(_ next: Instant, asOf: Instant) -> Bool {
    next == .unknown || (next.isKnown && next > asOf.adding(days: -1))
  }
}

/// Opportunities open at the end of each of some weeks, and those of them that were quiet.
struct QuietWeeks: Equatable {
  private var open: [Int] = []
  private var quiet: [Int] = []

  /// No rows.
  init() {}

  init(_ engine: Engine, _ grid: WeekGrid, _ rows: RowSet) {
    let (facts, ends) = (engine.activityFacts, grid.ends.map(\.seconds))
    (open, quiet) = (facts.lives.counts(at: ends, rows), facts.quiets.counts(at: ends, rows))
  }

  /// Adds other rows or takes them away.
  mutating func change(_ other: QuietWeeks, _ sign: LiveSign) {
    open.change(other.open, sign)
    quiet.change(other.quiet, sign)
  }

  func trend(_ grid: WeekGrid) -> [TrendPoint] {
    grid.mondays.indices.map { week in
      TrendPoint(week: grid.mondays[week], value: open[week] > 0 ? Double(quiet[week]) : nil, count: open[week])
    }
  }
}

extension ActivityReading {
  mutating func take(_ counts: ActivityCounts) {
    let (numbers, wonOnes, lostOnes) = (counts.numbers(), counts.numbers([.won]), counts.numbers([.lost]))
    all = numbers.description
    open = counts.numbers([.open]).description
    closed = counts.numbers([.won, .lost]).description
    won = wonOnes.description
    lost = lostOnes.description
    histogram = (0...20).map { numbers.count($0...$0) } + [numbers.count(21...)]
    gaveUp = Wilson.share(lostOnes.count(...1), of: lostOnes.count)
    atLeastFive = Wilson.share(numbers.count(5...), of: numbers.count)
    wonAtLeastFive = Wilson.share(wonOnes.count(5...), of: wonOnes.count)
  }

  mutating func take(_ fortnights: FirstFortnights) {
    firstFortnight = fortnights.now.description
    firstFortnightBefore = fortnights.before.description
    firstFortnightP = fortnights.p
    (effortVerdict, effortChange) = (fortnights.verdict, fortnights.change)
  }

  mutating func take(trend points: [TrendPoint]) {
    trend = points
    trendChart = TrendChart.counts(points)
  }

  /// What was open at the ends of the two windows; the quiet ones of now must be known.
  mutating func take(now: ActivityStretch, before: ActivityStretch) {
    touches = now.mean
    touchesBefore = before.mean
    quietBefore = before.open > 0 ? before.quiet : nil
    change = Change.ofCounts(quiet.count, before: quietBefore, higherIsBetter: false)
  }

  /// Which of the bands 0, 1-2, 3-5, 6-9, 10+ a number of activities is in.
  static func band(_ count: Int) -> Int {
    switch count {
    case ...0: 0
    case ...2: 1
    case ...5: 2
    case ...9: 3
    default: 4
    }
  }
}
