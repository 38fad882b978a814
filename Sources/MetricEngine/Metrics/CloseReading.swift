import Domain

extension Engine {
  /// How long wins take (statistics.md section 6, "Time to close").
  func closeReading(_ query: Query, _ selection: Selection) -> CloseReading {
    var reading = CloseReading()
    let set = selection.opportunitySet
    fillTotals(&reading, set, query.asOf)
    let missing = missingForClose
    guard missing.isEmpty else {
      reading.availability = .needs(missing)
      return reading
    }
    guard set.count > 0 else { return reading }
    reading.availability = .ready
    let run = CloseRun(self, set, asOf: query.asOf)
    let segments = segmentsToShow(set)
    let totals = reading
    let (left, right) = TwoCores.both(
      { closeCurves(totals, run, set) }, { closeChange(query, run, set, segments) })
    reading.take(left)
    reading.take(right)
    reading.change = Change.ofDays(reading.winnersMedian, before: reading.winnersMedianBefore)
    reading.explanation = closeExplanation(query, reading)
    return reading
  }

  /// Fields that the time-to-close panel cannot do without and that no source has.
  var missingForClose: [String] {
    let table = dataset.opportunities
    guard table.count > 0 else { return ["opportunities.created_at", "opportunities.closed_at"] }
    var missing: [String] = []
    if !table.createdAt.contains(where: { $0.isKnown }) { missing.append("opportunities.created_at") }
    if !table.closedAt.contains(where: { $0.isKnown }) {
      let nothingClosed = !table.closedAt.contains(.unknown)
      let saysSo = dataset.facts.gives("opportunities.outcome") || dataset.facts.gives("opportunities.closed_at")
      if !nothingClosed || !saysSo { missing.append("opportunities.closed_at") }
    }
    return missing
  }

  /// How many there are is true even where nothing can be timed.
  private func fillTotals(_ reading: inout CloseReading, _ set: RowSet, _ asOf: Instant) {
    let facts = closeFacts
    reading.deals = set.count
    reading.open = facts.standings[0].count(in: set)
    reading.won = facts.standings[1].count(in: set)
    reading.lost = facts.standings[2].count(in: set)
    reading.withoutCreation = facts.withoutCreation.count(in: set)
    reading.withoutDates = reading.withoutCreation + facts.withoutClosing.count(in: set)
    reading.closedBeforeOpened = facts.reversed.count(in: set)
    let first = facts.created.rows.firstIndex { set.contains($0) }
    reading.historyDays = first.flatMap { asOf.days(since: facts.created.createdAt[$0]) }
  }

  /// Segments of a selection, the largest first, if there is more than one.
  func segmentsToShow(_ set: RowSet) -> [Code] {
    let names = dataset.vocabulary(.segment)
    var counts = closeFacts.segments.map { $0.count(in: set) }
    if counts.isEmpty {
      counts = [Int](repeating: 0, count: names.count)
      let codes = dataset.opportunities.segment
      set.forEach { counts[Int(codes[$0])] += 1 }
    }
    let present = counts.indices.filter { $0 > 0 && counts[$0] > 0 }
    let largest = present.sorted { (counts[$1], names[Code($0)]) < (counts[$0], names[Code($1)]) }
    return present.count > 1 ? largest.prefix(24).map { Code($0) } : []
  }

  // MARK: - Curves

  /// What the curves of all selected opportunities tell.
  private func closeCurves(_ totals: CloseReading, _ run: CloseRun, _ set: RowSet) -> CloseCurves {
    var curves = CloseCurves()
    let wins = WonDeals(closeFacts.wins, selected: closeFacts.wonSet.count(in: set), in: set)
    curves.crmAverage = Describe.seconds(wins.seconds)
    curves.old = run.older(than: wins.quantile(0.9))
    curves.oldMoney = money(curves.old)
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

  // MARK: - Change

  /// Those that closed in the windows that are compared.
  func recentlyEnded(_ run: CloseRun, _ query: Query) -> EndedDeals {
    EndedDeals(run.ended, closedAfter: min(query.previousWindow.after, query.asOf.adding(days: -180)))
  }

  /// What moved: against the window before, week by week, and whether that is more than chance.
  private func closeChange(_ query: Query, _ run: CloseRun, _ set: RowSet, _ segments: [Code]) -> CloseMoves {
    var moves = CloseMoves()
    let wins = WonDeals(closeFacts.wins, selected: closeFacts.wonSet.count(in: set), in: set)
    moves.winnersMedianBefore = winnersMedian(run, set, asOf: query.previousWindow.through)
    let since = query.asOf.adding(days: -90)
    moves.crmAverageRecent = Describe.seconds(wins.closed(in: TimeWindow(after: since, through: .never)))
    let medians = winnersMedians(run, of: segments)
    moves.bySegment = zip(segments, medians).map { code, part in
      SegmentClose(
        name: dataset.vocabulary(.segment)[code], deals: part.count, won: part.wins, median: part.days)
    }
    let weeks = weeks(asOf: query.asOf, precision: dataset.facts.opportunityPrecision)
    moves.trend = CloseTrend.medians(wins, weeks)
    moves.control = closeControl(wins, query)
    let recent = recentlyEnded(run, query)
    moves.fill(closePeriod(recent, set, query.asOf, by: segments.isEmpty ? .source : .segment))
    moves.velocity = velocity(query, run, recent, set, segments)
    return moves
  }
}
