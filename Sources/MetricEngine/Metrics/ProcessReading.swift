import Domain

extension Engine {
  /// How opportunities follow the defined process (statistics.md section 6, "Process steps").
  func processReading(_ query: Query, _ selection: Selection) -> ProcessReading {
    var reading = ProcessReading()
    let missing = missingForProcess
    guard missing.isEmpty else {
      reading.availability = .needs(missing)
      return reading
    }
    var pass = ProcessPass(self, query)
    pass.run(selection.opportunities)
    let tally = pass.tally
    guard tally.opportunities > 0 else { return reading }
    reading.availability = .ready
    fillCounts(&reading, tally)
    fillCohorts(&reading, tally)
    reading.stages = stageReadings(tally, limits: StageLimits(tally))
    reading.bottleneck = bottleneck(reading.stages)
    reading.trend = conformingTrend(tally, query)
    reading.explanation = processExplanation(query, selection, tally, reading)
    return reading
  }

  /// Fields that the process panel cannot do without and that no row has.
  var missingForProcess: [String] {
    let visits = dataset.visits
    if visits.count == 0 { return ["stage_history.entered_at", "stage_history.stage"] }
    if !visits.stage.contains(where: { $0 != 0 }) { return ["stage_history.stage"] }
    return visits.enteredAt.contains { $0.isKnown } ? [] : ["stage_history.entered_at"]
  }

  private func fillCounts(_ reading: inout ProcessReading, _ tally: ProcessTally) {
    reading.opportunities = tally.opportunities
    reading.conforming = Wilson.share(tally.conforming, of: tally.opportunities)
    reading.withSkip = tally.withSkip
    reading.skippedStages = tally.skippedStages
    reading.withBackward = tally.withBackward
    reading.backwardMoves = tally.backwardMoves
    reading.withRework = tally.withRework
    reading.withRepeat = tally.withRepeat
    reading.withOther = tally.withOther
    reading.steps = Describe.numbers(tally.stepCounts)
    reading.variants = tally.variants.count
    reading.topVariants = tally.variants.top(10, names: dataset.vocabulary(.stage))
  }

  private func fillCohorts(_ reading: inout ProcessReading, _ tally: ProcessTally) {
    reading.recent = Wilson.share(tally.recent.conforming, of: tally.recent.all)
    reading.recentBefore = Wilson.share(tally.before.conforming, of: tally.before.all)
    reading.change = Change.ofShares(reading.recent, before: reading.recentBefore, higherIsBetter: true)
    reading.winRateConforming = Wilson.share(tally.closedConforming.won, of: tally.closedConforming.all)
    reading.winRateOther = Wilson.share(tally.closedOther.won, of: tally.closedOther.all)
  }

  private func stageReadings(_ tally: ProcessTally, limits: StageLimits) -> [StageReading] {
    var readings = profile.process.stages.map { StageReading(name: $0) }
    for (index, stage) in tally.stages.enumerated() {
      readings[index].openNow = stage.openNow
      readings[index].openMoney = stage.money.total(dataset.vocabulary(.currency))
      readings[index].goOn = Wilson.share(stage.wentOn, of: stage.entered)
      readings[index].completed = Describe.sorted(limits.completed[index])
      readings[index].dwell = KaplanMeier(
        sortedEvents: limits.completed[index], sortedCensored: stage.dwell.runningDays
      ).summary(at: [7, 14, 30, 60])
      readings[index].dwellNow =
        KaplanMeier(
          sortedEvents: stage.dwellInWindow.endedDays, sortedCensored: stage.dwellInWindow.runningDays
        ).quantile(0.5)
      readings[index].skipped = stage.skipped
      readings[index].winRateSkipped = Wilson.share(stage.skippedWon, of: stage.skippedClosed)
    }
    for visit in limits.stuck(tally) { readings[Int(visit.stage)].stuck += 1 }
    return readings
  }

  /// The stage that holds deals longest: the greatest median dwell, open visits counted; ties by visits. A median not
  /// reached is longer than any; a stage that nobody has ever left says nothing.
  private func bottleneck(_ stages: [StageReading]) -> Int? {
    let candidates = stages.indices.filter { stages[$0].dwell.events > 0 }
    return candidates.max { left, right in
      let (a, b) = (stages[left].dwell, stages[right].dwell)
      return (a.median.value ?? .infinity, a.count, right) < (b.median.value ?? .infinity, b.count, left)
    }
  }

  private func conformingTrend(_ tally: ProcessTally, _ query: Query) -> [TrendPoint] {
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.opportunityPrecision)
    return zip(grid.mondays, tally.weeks).map { monday, week in
      TrendPoint(
        week: monday, value: week.all > 0 ? Double(week.conforming) / Double(week.all) : nil, count: week.all)
    }
  }
}

/// How long completed visits took, by stage, and from when on a running one is stuck.
struct StageLimits {
  /// Days of completed visits by stage, ascending.
  let completed: [[Double]]

  /// Fewer completed visits set no limit.
  static let fewestVisits = 10

  init(_ tally: ProcessTally) { completed = tally.stages.map { $0.dwell.endedDays } }

  /// Days that this share of completed visits stayed within; nil with too few of them.
  func limit(stage: Int, quantile: Double) -> Double? {
    let days = completed[stage]
    return days.count < StageLimits.fewestVisits ? nil : Quantile.type7(sorted: days, quantile)
  }
}
