import Domain

/// The time-to-close panel, kept up to date.
struct LiveClose: LivePanel {
  private var totals = CloseReading()
  private var endings = LiveEndings()
  private var won = WholeMoments()
  /// Wins of the last 90 days.
  private var recent = (seconds: SortedBag<Int64>(), moments: WholeMoments())
  private var created = SortedBag<Int64>()
  private var open = LiveOpenAges()
  private var winnersBefore = LiveWinners()
  private var velocity = LiveVelocity()
  private var periods = LivePeriods()
  private var trend: LiveWindowMedians?
  private var control: LiveWindowMedians?
  /// By code of the segment: all, and their curve.
  private var segments: [(count: Int, winners: LiveWinners)] = []
  /// What the curves told when they were last looked at.
  private var known: (by: [Int], curves: CloseCurves)?

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (engine, query, set) = (part.engine, part.query, part.selection.opportunitySet)
    guard !set.isEmpty else { return }
    changeTotals(engine.closeFacts, set, sign)
    changeSegments(part, sign)
    let run = CloseRun(engine, set, asOf: query.asOf)
    let windows = CloseWindows(run, query)
    changeCurves(run, engine.dataset.opportunities.segment, sign)
    changeWins(run, engine, query, sign)
    changeBefore(run, windows, query, wholeDays: engine.countsWholeDays, sign)
    open.change(part, run, sign)
    velocity.change(part, run, windows, sign)
    periods.change(part, run, sign)
  }

  private mutating func changeTotals(_ facts: CloseFacts, _ set: RowSet, _ sign: LiveSign) {
    let by = sign.rawValue
    totals.deals += by * set.count
    totals.open += by * facts.standings[0].count(in: set)
    totals.won += by * facts.standings[1].count(in: set)
    totals.lost += by * facts.standings[2].count(in: set)
    totals.withoutCreation += by * facts.withoutCreation.count(in: set)
    totals.withoutDates += by * (facts.withoutCreation.count(in: set) + facts.withoutClosing.count(in: set))
    totals.closedBeforeOpened += by * facts.reversed.count(in: set)
  }

  private mutating func changeSegments(_ part: LivePart, _ sign: LiveSign) {
    let (codes, names) = (part.engine.dataset.opportunities.segment, part.engine.dataset.vocabulary(.segment))
    while segments.count < names.count { segments.append((0, LiveWinners())) }
    part.selection.opportunitySet.forEach { segments[Int(codes[$0])].count += sign.rawValue }
  }

  private mutating func changeCurves(_ run: CloseRun, _ segmentOf: Series<Code>, _ sign: LiveSign) {
    for place in 0..<run.ended.count {
      let (seconds, isWon) = (run.ended.seconds[place], run.ended.tags[place] & 1 == 1)
      endings.change(ended: seconds, isWon: isWon, sign)
      segments[Int(run.ended.segment[place])].winners.change(ended: seconds, isWon: isWon, sign)
    }
    for (row, age) in zip(run.openRows, run.openAges) {
      endings.change(open: age, sign)
      segments[Int(segmentOf[Int(row)])].winners.change(open: age, sign)
    }
    if created.count == 0 {
      created = SortedBag(run.created.createdAt.map(\.seconds))
    } else {
      for instant in run.created.createdAt { created.change(instant.seconds, sign) }
    }
  }

  private mutating func changeWins(_ run: CloseRun, _ engine: Engine, _ query: Query, _ sign: LiveSign) {
    if trend == nil { trend = LiveWindowMedians(CloseTrend.windows(engine.processWeeks(query))) }
    if control == nil { control = LiveWindowMedians(CloseTrend.weeks(engine.controlWeeks(query.asOf))) }
    let lately = query.asOf.adding(days: -90)
    run.won.forEach { place in
      let (seconds, closed) = (run.ended.seconds[place], run.ended.closedAt[place])
      won.change(seconds, times: sign.rawValue)
      trend?.change(seconds, closedAt: closed, sign)
      control?.change(seconds, closedAt: closed, sign)
      guard closed > lately else { return }
      recent.seconds.change(seconds, sign)
      recent.moments.change(seconds, times: sign.rawValue)
    }
  }

  private mutating func changeBefore(
    _ run: CloseRun, _ windows: CloseWindows, _ query: Query, wholeDays: Bool, _ sign: LiveSign
  ) {
    windows.endedThen.forEach { place in
      winnersBefore.change(ended: run.ended.seconds[place], isWon: run.ended.tags[place] & 1 == 1, sign)
    }
    for age in windows.aliveThen.ages(at: query.previousWindow.through, wholeDays: wholeDays) {
      winnersBefore.change(open: age, sign)
    }
  }

  // MARK: - Reading

  mutating func reading(_ frame: Engine, _ query: Query, _ presence: LivePresence) -> CloseReading {
    var reading = totals
    reading.historyDays = created.value(at: 0).flatMap { query.asOf.days(since: Instant($0)) }
    let missing = presence.missing(.timeToClose, frame)
    guard missing.isEmpty, totals.deals > 0 else {
      if !missing.isEmpty { reading.availability = frame.availability(without: missing) }
      return reading
    }
    reading.availability = .ready
    reading.take(curves(frame, query))
    let shown = CloseSegments.toShow(segments.map(\.count), frame.dataset.vocabulary(.segment))
    reading.take(moves(frame, query, shown))
    reading.winnersMedianBefore = winnersBefore.median()
    reading.takeBefore { winnersBefore.shares(within: $0) }
    reading.velocity = velocity.reading(
      open: open.count, shown.map { ($0, open.count(ofSegment: $0)) }, frame.dataset.vocabulary(.segment),
      frame.dataset.vocabulary(.currency))
    reading.change = Change.ofDays(reading.winnersMedian, before: reading.winnersMedianBefore)
    return reading
  }

  /// Open opportunities older than 9 in 10 winners were, as a rule asks for them.
  /// - Parameter reading: the latest.
  func olderThanWinners(_ reading: CloseReading) -> Reading {
    guard endings.wins >= AalenJohansen.fewestWins else { return Reading(value: nil, count: 0) }
    var older = Reading(value: Double(reading.old.count), count: open.count, money: reading.oldMoney)
    older.rows = reading.old
    return older
  }

  private mutating func curves(_ frame: Engine, _ query: Query) -> CloseCurves {
    endings.refresh()
    let wins = endings.wins
    var curves = known?.curves ?? CloseCurves()
    let decisive = [endings.version, totals.won.signum(), totals.lost.signum()]
    if known?.by != decisive {
      curves = freshCurves()
      known = (decisive, curves)
    }
    let limit =
      wins < AalenJohansen.fewestWins ? nil : Quantile.days(count: wins, 0.9) { endings.seconds(ofWin: $0) }
    (curves.old, curves.oldMoney) = open.older(
      than: limit, at: query.asOf, wholeDays: frame.countsWholeDays, frame.dataset.vocabulary(.currency))
    return curves
  }

  private mutating func freshCurves() -> CloseCurves {
    var curves = CloseCurves()
    let wins = endings.wins
    curves.crmAverage = Describe.seconds(count: wins, won) { endings.seconds(ofWin: $0) }
    let days = totals.atDays.map { Int64($0) * Instant.day }
    curves.atRisk = days.map { endings.lasting(atLeast: $0) }
    curves.anyClose = endings.summary(atDays: totals.atDays)
    guard endings.count > 0 else { return curves }
    let states = endings.states(at: days).map { $0 ?? CompetingState() }
    // Ends of which none is timed leave no curve, which is not one that stays at 0.
    if totals.lost == 0 || endings.endedCount > wins { curves.takeLosses(states) }
    guard totals.won == 0 || wins > 0 else { return curves }
    curves.takeWins(states, end: endings.end)
    curves.winnersMedian = endings.winnersMedian ?? Estimate(value: nil)
    curves.curve = endings.points(atMost: 400)
    return curves
  }

  private mutating func moves(_ frame: Engine, _ query: Query, _ shown: [Code]) -> CloseMoves {
    var moves = CloseMoves()
    moves.crmAverageRecent = Describe.seconds(count: recent.seconds.count, recent.moments) {
      recent.seconds.value(at: $0) ?? 0
    }
    let names = frame.dataset.vocabulary(.segment)
    moves.bySegment = shown.map { code in
      let median = segments[Int(code)].winners.median()
      let winners = segments[Int(code)].winners
      return SegmentClose(name: names[code], deals: winners.count, won: winners.won, median: median)
    }
    moves.trend = trend?.points(frame.processWeeks(query).mondays) ?? []
    moves.control = (control?.points(frame.controlWeeks(query.asOf).mondays)).flatMap { CloseControl($0) }
    let dimension: Dimension = shown.isEmpty ? .source : .segment
    moves.verdict = periods.verdict(by: dimension, frame.dataset.vocabulary(dimension))
    return moves
  }
}

extension Describe {
  /// In days, of so many seconds that ascend, told by their rank, and what they add up to.
  fileprivate static func seconds(count: Int, _ moments: WholeMoments, _ seconds: (Int) -> Int64) -> Description {
    guard count > 0 else { return Description(count: 0) }
    let day = Double(Instant.day)
    func quantile(_ q: Double) -> Double? { Quantile.days(count: count, q, seconds) }
    return Description(
      count: count, mean: moments.mean / day, standardDeviation: moments.standardDeviation.map { $0 / day },
      median: quantile(0.5), p75: quantile(0.75), p90: quantile(0.9), p95: quantile(0.95),
      minimum: Double(seconds(0)) / day, maximum: Double(seconds(count - 1)) / day)
  }
}
