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
    let (facts, set) = (processFacts, selection.opportunitySet)
    let sums = set.isAll ? facts.whole : PathSums(facts.paths, dataset.opportunities, set)
    var tally = ProcessTally(self, facts, sums)
    guard tally.opportunities > 0 else { return reading }
    reading.availability = .ready
    let begun = beginnings(facts, query, set, &tally)
    fillCounts(&reading, tally, facts)
    fillCohorts(&reading, ProcessCohorts(self, facts, query, set), query)
    (reading.winRateConforming, reading.winRateOther) = (tally.closedConforming.share, tally.closedOther.share)
    reading.stages = StageReadings(self, facts, query, set, tally, begun).all
    reading.bottleneck = bottleneck(reading.stages)
    reading.holdup = holdup(reading.stages)
    let losses = ProcessLosses(self, facts, query.window, set)
    reading.losses = losses.readings(dataset.lostReasons, dataset.vocabulary(.currency))
    reading.explanation = processExplanation(query, selection, tally, reading)
    return reading
  }

  /// The panel's headline alone: those created in the last 90 days that follow the process, and in the 90 before.
  func conformingShares(_ query: Query, _ selection: Selection) -> (now: Share, before: Share) {
    guard missingForProcess.isEmpty else { return (Wilson.share(0, of: 0), Wilson.share(0, of: 0)) }
    let cohorts = ProcessCohorts(self, processFacts, query, selection.opportunitySet)
    return (cohorts.recent.share, cohorts.before.share)
  }

  /// Fields that the process panel cannot do without and that no row has.
  var missingForProcess: [String] {
    let visits = dataset.visits
    if visits.count == 0 { return ["stage_history.entered_at", "stage_history.stage"] }
    if !visits.stage.contains(where: { $0 != 0 }) { return ["stage_history.stage"] }
    return visits.enteredAt.contains { $0.isKnown } ? [] : ["stage_history.entered_at"]
  }

  /// Visits that began in the window; their stages do not tell yet whether deals go on.
  private func beginnings(
    _ facts: ProcessFacts, _ query: Query, _ set: RowSet, _ tally: inout ProcessTally
  ) -> BegunVisits {
    let visits = facts.visits
    var begun = BegunVisits(visits)
    var entries = EntrySums(self, stages: facts.models.stages.count)
    let (range, below) = visits.begun(after: query.window.after)
    visits.starts.withUnsafeBufferPointer { starts in
      for visit in starts[range] where visit.offset < below && set.contains(visit.row) {
        begun.add(visit)
        if visit.isFirst { entries.add(visit.stage, visit.row, wentFurther: visit.wentFurther) }
      }
    }
    for entry in visits.undatedEntries where set.contains(entry.row) {
      entries.add(Int(entry.stage), entry.row, wentFurther: entry.wentFurther)
    }
    tally.takeAway(entries)
    return begun
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
