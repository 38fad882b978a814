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
    let lasting = lastingProcess(query, selection)
    guard lasting.tally.opportunities > 0 else { return reading }
    reading = lasting.reading
    fillPeriod(&reading, lasting.tally, query, selection)
    return reading
  }

  /// What is the same for every period.
  func lastingProcess(_ query: Query, _ selection: Selection) -> LastingProcess {
    selection.parts.process.lasting.get { madeLastingProcess(query, selection) }
  }

  private func madeLastingProcess(_ query: Query, _ selection: Selection) -> LastingProcess {
    let (facts, set) = (processFacts, selection.opportunitySet)
    let sums = set.isAll ? facts.whole : PathSums(facts.paths, dataset.opportunities, set)
    let tally = ProcessTally(self, facts, sums)
    guard tally.opportunities > 0 else { return LastingProcess(tally: tally) }
    var reading = ProcessReading()
    reading.availability = .ready
    fillCounts(&reading, tally, facts)
    fillCohorts(&reading, processCohorts(query, selection), query)
    (reading.winRateConforming, reading.winRateOther) = (tally.closedConforming.share, tally.closedOther.share)
    reading.stages = StageReadings(self, facts, query, set, tally).all
    reading.bottleneck = bottleneck(reading.stages)
    reading.holdup = holdup(reading.stages)
    reading.explanation = processExplanation(query, selection, tally, reading)
    return LastingProcess(reading: reading, tally: tally)
  }

  private func fillPeriod(
    _ reading: inout ProcessReading, _ tally: ProcessTally, _ query: Query, _ selection: Selection
  ) {
    let set = selection.opportunitySet
    let begun = selection.parts.process.begun.after(query.window.after, self, set)
    var tally = tally
    // The stages of what began in the window do not tell yet whether deals go on.
    tally.takeAway(begun)
    reading.stages = StagePeriods(self, query, set, reading.stages, tally, begun).all
    let losses = ProcessLosses(self, processFacts, query.window, set)
    reading.losses = losses.readings(dataset.lostReasons, dataset.vocabulary(.currency))
    reading.explanation?.formula = processFormula(query)
  }

  /// Fields that the process panel cannot do without and that no row has.
  var missingForProcess: [String] {
    let visits = dataset.visits
    if visits.count == 0 { return ["stage_history.entered_at", "stage_history.stage"] }
    if !visits.stage.contains(where: { $0 != 0 }) { return ["stage_history.stage"] }
    return visits.enteredAt.contains { $0.isKnown } ? [] : ["stage_history.entered_at"]
  }

  private func fillCounts(_ reading: inout ProcessReading, _ tally: ProcessTally, _ facts: ProcessFacts) {
    reading.opportunities = tally.opportunities
    reading.conforming = Wilson.share(tally.conforming, of: tally.opportunities)
    reading.withSkip = tally.withSkip
    reading.skippedStages = tally.skippedStages
    reading.withBackward = tally.withBackward
    reading.backwardMoves = tally.backwardMoves
    reading.withRework = tally.withRework
    reading.reworkVisits = tally.reworkVisits
    reading.withRepeat = tally.withRepeat
    reading.withOther = tally.withOther
    reading.steps = Description(counts: tally.steps)
    reading.moves = Description(counts: tally.moves)
    reading.dealsByMoves = tally.moves
    reading.variants = tally.distinctVariants
    reading.topVariants = tally.topVariants(10, facts.paths, names: dataset.vocabulary(.stage))
  }

  private func fillCohorts(_ reading: inout ProcessReading, _ cohorts: ProcessCohorts, _ query: Query) {
    reading.recent = cohorts.recent.share
    reading.recentBefore = cohorts.before.share
    reading.change = Change.ofShares(reading.recent, before: reading.recentBefore, higherIsBetter: true)
    reading.judgement = cohorts.judgement
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.opportunityPrecision)
    reading.trend = zip(grid.mondays, cohorts.weeks).map { monday, week in
      TrendPoint(week: monday, value: week.share.value, count: week.all)
    }
    reading.trendChart = CountCharts.p(cohorts.weeks.map(\.successes), trials: cohorts.weeks.map(\.all))
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

  /// The stage with most days of all deals together; the first of equals.
  private func holdup(_ stages: [StageReading]) -> Int? {
    stages.indices.filter { (stages[$0].dwellShare ?? 0) > 0 }
      .max { ((stages[$0].dwellShare ?? 0), $1) < ((stages[$1].dwellShare ?? 0), $0) }
  }
}
