import Domain

extension Engine {
  /// How much is done for each opportunity (statistics.md section 6, "Activities").
  func activityReading(_ query: Query, _ selection: Selection) -> ActivityReading {
    var reading = ActivityReading()
    let missing = missingForActivities
    guard missing.isEmpty else {
      reading.availability = .needs(missing)
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
    fillCounts(&reading, ActivityCounts(activityFacts.marks, rows))
    fillOpen(&reading, rows, query)
    fillFortnights(&reading, rows, query)
    reading.trend = quietTrend(rows, query)
    reading.trendChart = TrendChart.counts(reading.trend)
    reading.explanation = activityExplanation(query, selection, reading)
    return reading
  }

  /// What is prepared about the activities of all rows.
  var activityFacts: ActivityFacts { prepared.activities.get { ActivityFacts(self) } }

  /// Fields that the activities panel cannot do without and that no row has.
  var missingForActivities: [String] {
    if dataset.activities.count == 0 { return ["activities.occurred_at", "activities.opportunity_id"] }
    if dataset.opportunities.activityStarts.last ?? 0 == 0 { return ["activities.opportunity_id"] }
    return dataset.activities.occurredAt.contains { $0.isKnown } ? [] : ["activities.occurred_at"]
  }

  private func fillCounts(_ reading: inout ActivityReading, _ counts: ActivityCounts) {
    let (all, won, lost) = (counts.numbers(), counts.numbers([.won]), counts.numbers([.lost]))
    reading.all = all.description
    reading.open = counts.numbers([.open]).description
    reading.closed = counts.numbers([.won, .lost]).description
    reading.won = won.description
    reading.lost = lost.description
    reading.histogram = (0...20).map { all.count($0...$0) } + [all.count(21...)]
    reading.gaveUp = Wilson.share(lost.count(...1), of: lost.count)
    reading.atLeastFive = Wilson.share(all.count(5...), of: all.count)
    reading.wonAtLeastFive = Wilson.share(won.count(5...), of: won.count)
  }

  private func fillOpen(_ reading: inout ActivityReading, _ rows: RowSet, _ query: Query) {
    var pass = OpenPass(self, query, floor: activityFacts.paces.floor(rows))
    pass.run(rows)
    let names = dataset.vocabulary(.currency)
    reading.openBands = pass.bands
    reading.openMoney = pass.money.total(names)
    (reading.quiet, reading.quietMoney) = (pass.quiet, pass.quietMoney.total(names))
    reading.quietSoon = pass.quietSoon
    (reading.underFloor, reading.underFloorMoney) = (pass.underFloor, pass.underFloorMoney.total(names))
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
    let before = activityStretch(query.previousWindow, rows)
    reading.touches = activityStretch(query.window, rows).mean
    reading.touchesBefore = before.mean
    reading.quietBefore = before.open > 0 ? before.quiet : nil
    reading.change = Change.ofCounts(reading.quiet.count, before: reading.quietBefore, higherIsBetter: false)
  }

  private func fillFortnights(_ reading: inout ActivityReading, _ rows: RowSet, _ query: Query) {
    let fortnights = FirstFortnights(self, rows, query.asOf)
    reading.firstFortnight = fortnights.now.description
    reading.firstFortnightBefore = fortnights.before.description
    reading.firstFortnightP = fortnights.p
    (reading.effortVerdict, reading.effortChange) = (fortnights.verdict, fortnights.change)
  }

  /// Quiet opportunities at the end of each of the last complete weeks, of those open then.
  func quietTrend(_ rows: RowSet, _ query: Query) -> [TrendPoint] {
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.activityPrecision)
    let ends = grid.ends.map(\.seconds)
    let open = activityFacts.lives.counts(at: ends, rows)
    let quiet = activityFacts.quiets.counts(at: ends, rows)
    return grid.mondays.indices.map { week in
      TrendPoint(week: grid.mondays[week], value: open[week] > 0 ? Double(quiet[week]) : nil, count: open[week])
    }
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

extension ActivityReading {
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
