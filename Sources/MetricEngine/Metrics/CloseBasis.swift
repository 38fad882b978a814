import Domain

/// What the close figures of a selection rest on, whatever the period: its rows as curves pass them, and all of the
/// reading that only the instant decides.
struct CloseBasis: Sendable {
  let run: CloseRun
  let wins: WonDeals
  let segments: CloseSegments
  /// Without the figures of a period.
  let reading: CloseReading

  init(_ engine: Engine, _ set: RowSet, asOf: Instant) {
    let run = CloseRun(engine, set, asOf: asOf)
    let wins = WonDeals(run.ended, at: run.won)
    (self.run, self.wins) = (run, wins)
    var reading = CloseReading()
    engine.fillTotals(&reading, set, asOf)
    reading.historyDays = run.created.createdAt.first.flatMap { asOf.days(since: $0) }
    let missing = engine.missingForClose
    guard missing.isEmpty, set.count > 0 else {
      if !missing.isEmpty { reading.availability = engine.availability(without: missing) }
      segments = CloseSegments(engine, run, [])
      self.reading = reading
      return
    }
    reading.availability = .ready
    let segments = CloseSegments(engine, run, engine.segmentsToShow(set))
    let totals = reading
    let (curves, moves) = TwoCores.both(
      { engine.closeCurves(totals, run, wins) }, { engine.closeMoves(run, wins, segments, asOf) })
    reading.take(curves)
    reading.take(moves)
    self.reading = reading
    self.segments = segments
  }

  /// The age in days that this share of the winners had not passed; nil under 20 wins.
  func winnersAge(_ share: Double) -> Double? { wins.quantile(share) }
}

extension Engine {
  /// Shared by all questions about a selection, which must be one of this engine.
  func closeBasis(_ selection: Selection, asOf: Instant) -> CloseBasis {
    selection.parts.close.get { CloseBasis(self, selection.opportunitySet, asOf: asOf) }
  }

  /// How many there are is true even where nothing can be timed.
  fileprivate func fillTotals(_ reading: inout CloseReading, _ set: RowSet, _ asOf: Instant) {
    let facts = closeFacts
    reading.deals = set.count
    reading.open = facts.standings[0].count(in: set)
    reading.won = facts.standings[1].count(in: set)
    reading.lost = facts.standings[2].count(in: set)
    reading.withoutCreation = facts.withoutCreation.count(in: set)
    reading.withoutDates = reading.withoutCreation + facts.withoutClosing.count(in: set)
    reading.closedBeforeOpened = facts.reversed.count(in: set)
  }

  /// What the curves of all selected opportunities tell.
  fileprivate func closeCurves(_ totals: CloseReading, _ run: CloseRun, _ wins: WonDeals) -> CloseCurves {
    var curves = CloseCurves()
    curves.crmAverage = Describe.seconds(wins.seconds)
    let old = run.older(than: wins.quantile(0.9))
    (curves.old, curves.oldMoney) = (RowList(old), money(old))
    let grid = CurveGrid(run.times, atMost: 400)
    let days = totals.atDays.map { Int64($0) * Instant.day }
    let wish = CloseSurvey.Wish(moments: (days + grid.seconds).sorted())
    let survey = CloseSurvey(run.times, wish, logarithms: closeFacts.logarithms)
    curves.atRisk = days.map { run.lasting(atLeast: $0) }
    curves.anyClose = survey.summary(atDays: totals.atDays)
    // Ends of which none is timed leave no curve, which is not one that stays at 0.
    let knowsLosses = totals.lost == 0 || run.ended.count > wins.count
    let knowsWins = totals.won == 0 || wins.count > 0
    guard run.count > 0 else { return curves }
    let states = days.map { survey.state(at: $0) ?? CompetingState() }
    if knowsLosses { curves.takeLosses(states) }
    guard knowsWins else { return curves }
    curves.takeWins(states, end: survey.end)
    curves.winnersMedian = survey.steps.median(wins: wins.count) ?? Estimate(value: nil)
    curves.curve = grid.points(survey)
    return curves
  }

  /// What moved week by week and in the last 90 days, and whether that is more than chance.
  fileprivate func closeMoves(
    _ run: CloseRun, _ wins: WonDeals, _ segments: CloseSegments, _ asOf: Instant
  ) -> CloseMoves {
    var moves = CloseMoves()
    moves.crmAverageRecent = Describe.seconds(
      wins.closed(in: TimeWindow(after: asOf.adding(days: -90), through: .never)))
    moves.bySegment = segmentReadings(run, segments)
    moves.trend = CloseTrend.medians(wins, weeks(asOf: asOf, precision: dataset.facts.opportunityPrecision))
    moves.control = closeControl(wins, asOf)
    moves.verdict = closeVerdict(run, asOf, by: segments.parts.isEmpty ? .source : .segment)
    return moves
  }
}
