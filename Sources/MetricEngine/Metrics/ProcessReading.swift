import Domain

extension Engine {
  /// How opportunities follow the defined process (statistics.md section 6, "Process steps").
  func processReading(_ query: Query, _ selection: Selection) -> ProcessReading {
    var reading = ProcessReading()
    let missing = missingForProcess
    guard missing.isEmpty else {
      reading.availability = availability(without: missing)
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
    reading.take(tally)
    reading.variants = tally.distinctVariants
    reading.topVariants = tally.topVariants(10, facts.paths, names: dataset.vocabulary(.stage))
    reading.take(processCohorts(query, selection), processWeeks(query))
    reading.take(StageReadings(self, facts, query, set, tally).all)
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
    return Self.missingForProcess(
      any: ownedRows.visitCount > 0, named: zip(visits.stage, visits.enteredAt).contains { $0 != 0 && $1.happened },
      dated: visits.enteredAt.contains { $0.isKnown })
  }

  /// The same, told by whether there are stage entries, such with a stage, and such with a date.
  static func missingForProcess(any: Bool, named: Bool, dated: @autoclosure () -> Bool) -> [String] {
    if !any { return ["stage_history.entered_at", "stage_history.stage"] }
    if !named { return ["stage_history.stage"] }
    return dated() ? [] : ["stage_history.entered_at"]
  }

  /// The weeks of the panel's trend.
  func processWeeks(_ query: Query) -> WeekGrid {
    weeks(asOf: query.asOf, precision: dataset.facts.opportunityPrecision)
  }
}

extension ProcessReading {
  /// All that is counted, but for variants.
  mutating func take(_ tally: ProcessTally) {
    opportunities = tally.opportunities
    conforming = Wilson.share(tally.conforming, of: tally.opportunities)
    withSkip = tally.withSkip
    skippedStages = tally.skippedStages
    withBackward = tally.withBackward
    backwardMoves = tally.backwardMoves
    withRework = tally.withRework
    reworkVisits = tally.reworkVisits
    withRepeat = tally.withRepeat
    withOther = tally.withOther
    steps = Description(counts: tally.steps)
    moves = Description(counts: tally.moves)
    dealsByMoves = tally.moves
    (winRateConforming, winRateOther) = (tally.closedConforming.share, tally.closedOther.share)
  }

  mutating func take(_ cohorts: ProcessCohorts, _ grid: WeekGrid) {
    recent = cohorts.recent.share
    recentBefore = cohorts.before.share
    change = Change.ofShares(recent, before: recentBefore, higherIsBetter: true)
    judgement = cohorts.judgement
    trend = zip(grid.mondays, cohorts.weeks).map { monday, week in
      TrendPoint(week: monday, value: week.share.value, count: week.all)
    }
    trendChart = CountCharts.p(cohorts.weeks.map(\.successes), trials: cohorts.weeks.map(\.all))
  }

  /// The stages, and which of them holds deals up.
  mutating func take(_ stages: [StageReading]) {
    self.stages = stages
    bottleneck = Self.bottleneck(stages)
    holdup = Self.holdup(stages)
  }

  /// The stage that holds deals longest: the greatest median dwell, open visits counted; ties by visits. A median not
  /// reached is longer than any; a stage that nobody has ever left says nothing.
  private static func bottleneck(_ stages: [StageReading]) -> Int? {
    let candidates = stages.indices.filter { stages[$0].dwell.events > 0 }
    return candidates.max { left, right in
      let (a, b) = (stages[left].dwell, stages[right].dwell)
      return (a.median.value ?? .infinity, a.count, right) < (b.median.value ?? .infinity, b.count, left)
    }
  }

  /// The stage with most days of all deals together; the first of equals.
  private static func holdup(_ stages: [StageReading]) -> Int? {
    stages.indices.filter { (stages[$0].dwellShare ?? 0) > 0 }
      .max { ((stages[$0].dwellShare ?? 0), $1) < ((stages[$1].dwellShare ?? 0), $0) }
  }
}
