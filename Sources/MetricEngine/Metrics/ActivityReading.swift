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
    guard !selection.opportunities.isEmpty else { return reading }
    reading.availability = .ready
    var pass = ActivityPass(self, query)
    pass.run(selection.opportunities)
    let tally = pass.tally
    fillCounts(&reading, tally)
    fillQuiet(&reading, tally)
    fillFloor(&reading, tally)
    fillNextSteps(&reading, tally, query.asOf)
    reading.openMoney = money(tally.open.map(\.row))
    reading.matureOpenMean = ActivityMean(tally).estimate(z: Deviate.twoSided95)
    reading.trend = quietTrend(tally, query)
    reading.explanation = activityExplanation(query, selection, tally, reading)
    return reading
  }

  /// Fields that the activities panel cannot do without and that no row has.
  var missingForActivities: [String] {
    if dataset.activities.count == 0 { return ["activities.occurred_at", "activities.opportunity_id"] }
    if !dataset.activities.opportunity.contains(where: { $0 >= 0 }) { return ["activities.opportunity_id"] }
    return dataset.activities.occurredAt.contains { $0.isKnown } ? [] : ["activities.occurred_at"]
  }

  private func fillCounts(_ reading: inout ActivityReading, _ tally: ActivityTally) {
    let closed = tally.wonCounts + tally.lostCounts
    let all = tally.openCounts + closed
    reading.all = Describe.numbers(all)
    reading.open = Describe.numbers(tally.openCounts)
    reading.closed = Describe.numbers(closed)
    reading.won = Describe.numbers(tally.wonCounts)
    reading.lost = Describe.numbers(tally.lostCounts)
    reading.histogram = Array(repeating: 0, count: 22)
    for count in all { reading.histogram[min(Int(count), 21)] += 1 }
    for open in tally.open { reading.openBands[ActivityReading.band(open.touches)] += 1 }
    reading.gaveUp = Wilson.share(tally.gaveUp.count, of: tally.lostCounts.count)
    reading.atLeastFive = Wilson.share(all.count { $0 >= 5 }, of: all.count)
    reading.wonAtLeastFive = Wilson.share(tally.wonCounts.count { $0 >= 5 }, of: tally.wonCounts.count)
    reading.touches = tally.now.mean
    reading.touchesBefore = tally.before.mean
  }

  private func fillQuiet(_ reading: inout ActivityReading, _ tally: ActivityTally) {
    reading.idleDays = Describe.numbers(tally.open.compactMap(\.idleDays))
    reading.quiet = mostMoneyFirst(tally.quiet(longerThan: IdleClock.quietDays))
    reading.quietMoney = money(reading.quiet)
    reading.quietBefore = tally.before.open > 0 ? tally.before.quiet : nil
    reading.change = Change.ofCounts(reading.quiet.count, before: reading.quietBefore, higherIsBetter: false)
  }

  private func fillFloor(_ reading: inout ActivityReading, _ tally: ActivityTally) {
    reading.underFloor = mostMoneyFirst(tally.underFloor())
    reading.underFloorMoney = money(reading.underFloor)
  }

  private func fillNextSteps(_ reading: inout ActivityReading, _ tally: ActivityTally, _ asOf: Instant) {
    guard knowsNextSteps else { return }
    let without = tally.open.map(\.row).filter { !hasNextStep($0, asOf: asOf) }
    reading.withoutNextStep = without.count
    reading.withoutNextStepMoney = money(without)
  }

  private func quietTrend(_ tally: ActivityTally, _ query: Query) -> [TrendPoint] {
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.activityPrecision)
    return grid.mondays.indices.map { week in
      let open = tally.weekOpen[week]
      return TrendPoint(
        week: grid.mondays[week], value: open > 0 ? Double(tally.weekQuiet[week]) : nil, count: open)
    }
  }

  /// True if the source says which opportunities have a next step.
  var knowsNextSteps: Bool {
    dataset.facts.has("opportunities.next_step_at") || dataset.opportunities.nextStepAt.contains(.unknown)
  }

  /// True if a next step is booked: on the day of `asOf` or later, or without a date.
  func hasNextStep(_ row: Int32, asOf: Instant) -> Bool {
    let next = dataset.opportunities.nextStepAt[Int(row)]
    return next == .unknown || (next.isKnown && next > asOf.adding(days: -1))
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

extension ActivityTally.Stretch {
  /// Mean activities per open opportunity; nil if none was open.
  var mean: Double? { open > 0 ? Double(touches) / Double(open) : nil }
}

extension ActivityTally {
  /// Open rows without activity for more than this many days, in the order of the table.
  func quiet(longerThan days: Double) -> [Int32] {
    open.filter { ($0.idleDays ?? 0) > days }.map(\.row)
  }

  /// Open rows with fewer activities than three in four wins had at their age.
  func underFloor() -> [Int32] {
    let floor = floor.floor()
    return open.filter { deal in
      guard let age = deal.ageDays, let least = floor.floor(atDays: age) else { return false }
      return Double(deal.touches) < least
    }.map(\.row)
  }
}

/// The mean number of activities of open opportunities old enough to have some (statistics.md section 2).
struct ActivityMean {
  static let youngestDays = 14.0
  let deals: [ActivityTally.Open]
  private var moments = Moments()

  init(_ tally: ActivityTally) {
    deals = tally.open.filter { ($0.ageDays ?? 0) >= ActivityMean.youngestDays }
    for deal in deals { moments.add(Double(deal.touches)) }
  }

  /// The mean with the bounds mean ± z·sd/√n.
  func estimate(z: Double) -> Estimate {
    guard moments.count > 0 else { return Estimate(value: nil) }
    guard let deviation = moments.standardDeviation else { return Estimate(value: moments.mean) }
    let half = z * deviation / Double(moments.count).squareRoot()
    return Estimate(value: moments.mean, low: moments.mean - half, high: moments.mean + half)
  }
}
