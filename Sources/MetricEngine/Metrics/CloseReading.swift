import Domain

extension Engine {
  /// How long wins take (statistics.md section 6, "Time to close").
  func closeReading(_ query: Query, _ selection: Selection) -> CloseReading {
    var reading = CloseReading()
    let segments = segmentsToShow(selection.opportunities)
    let pass = ClosePass(self, selection.opportunities, asOf: query.asOf, segments: Set(segments))
    // How many there are is true even where nothing can be timed.
    fillTotals(&reading, pass)
    reading.historyDays = query.asOf.days(since: pass.oldest)
    let missing = missingForClose
    guard missing.isEmpty else {
      reading.availability = .needs(missing)
      return reading
    }
    guard !selection.opportunities.isEmpty else { return reading }
    reading.availability = .ready
    let sorted = pass.durations.sorted()
    fillIncidence(&reading, pass, sorted)
    fillBefore(&reading, query, selection)
    fillAverages(&reading, pass, sorted, query)
    fillOld(&reading, pass, sorted)
    reading.bySegment = segments.map { segmentClose($0, pass.bySegment[$0] ?? CloseDurations()) }
    reading.trend = winsTrend(pass.wins, query)
    reading.explanation = closeExplanation(query, selection, pass, reading)
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

  private func fillTotals(_ reading: inout CloseReading, _ pass: ClosePass) {
    (reading.open, reading.won, reading.lost) = (pass.counts[0], pass.counts[1], pass.counts[2])
    reading.deals = pass.counts.reduce(0, +)
    reading.withoutDates = pass.withoutCreation + pass.withoutClosing
    reading.closedBeforeOpened = pass.reversed
  }

  private func fillIncidence(_ reading: inout CloseReading, _ pass: ClosePass, _ sorted: SortedCloses) {
    let curve = sorted.incidence
    guard !curve.times.isEmpty else { return }
    let days = reading.atDays.map(Double.init)
    reading.atRisk = days.map { sorted.lasting(atLeast: $0) }
    // Ends of which none is timed leave no curve, which is not one that stays at 0.
    if reading.lost == 0 || !sorted.lost.isEmpty {
      reading.lostErrors = days.map { curve.lostError(at: $0) }
      reading.lostBy = days.map { Estimate(share: curve.lost(at: $0), error: curve.lostError(at: $0)) }
    }
    guard pass.knowsWins else { return }
    reading.wonErrors = days.map { curve.wonError(at: $0) }
    reading.wonBy = days.map { Estimate(share: curve.won(at: $0), error: curve.wonError(at: $0)) }
    reading.winnersMedian = curve.winnersMedian() ?? Estimate(value: nil)
    let end = curve.won.last ?? 0
    reading.winsLaterThan = days.map { end > 0 ? 1 - curve.won(at: $0) / end : nil }
    reading.curve = curve.points(atMost: 400)
  }

  private func fillBefore(_ reading: inout CloseReading, _ query: Query, _ selection: Selection) {
    let then = query.previousWindow.through
    let pass = ClosePass(self, selection.opportunities, asOf: then)
    let before = pass.durations.sorted().incidence.winnersMedian()?.value
    reading.winnersMedianBefore = before
    reading.change = Change.ofDays(reading.winnersMedian, before: before)
  }

  private func fillAverages(
    _ reading: inout CloseReading, _ pass: ClosePass, _ sorted: SortedCloses, _ query: Query
  ) {
    reading.anyClose = sorted.anyEnd.summary(at: reading.atDays.map(Double.init))
    reading.crmAverage = Describe.sorted(sorted.won)
    let since = query.asOf.adding(days: -90)
    reading.crmAverageRecent = Describe.numbers(pass.wins.filter { $0.closed > since }.map(\.days))
  }

  private func fillOld(_ reading: inout CloseReading, _ pass: ClosePass, _ sorted: SortedCloses) {
    reading.old = pass.older(than: sorted.winners(quantile: 0.9))
    reading.oldMoney = money(reading.old)
  }

  /// Segments of these opportunities, the largest first, if there is more than one.
  private func segmentsToShow(_ rows: [Int32]) -> [Code] {
    let names = dataset.vocabulary(.segment)
    var counts = [Int](repeating: 0, count: names.count)
    for row in rows { counts[Int(dataset.opportunities.segment[Int(row)])] += 1 }
    let present = counts.indices.filter { $0 > 0 && counts[$0] > 0 }
    let largest = present.sorted { (counts[$1], names[Code($0)]) < (counts[$0], names[Code($1)]) }
    return present.count > 1 ? largest.prefix(24).map { Code($0) } : []
  }

  private func segmentClose(_ segment: Code, _ durations: CloseDurations) -> SegmentClose {
    SegmentClose(
      name: dataset.vocabulary(.segment)[segment], deals: durations.count, won: durations.wins,
      median: durations.sorted().incidence.winnersMedian()?.value)
  }

  /// Half-of-wins over the wins of the 90 days before each week's end.
  private func winsTrend(_ wins: [ClosePass.Win], _ query: Query) -> [TrendPoint] {
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.opportunityPrecision)
    let ordered = wins.sorted { $0.closed < $1.closed }
    return zip(grid.mondays, grid.ends).map { monday, end in
      let start = end.adding(days: -90)
      let first = ordered.partitioningIndex { $0.closed > start }
      let last = ordered.partitioningIndex { $0.closed > end }
      let days = Sorting.ascending(ordered[first..<last].map(\.days))
      return TrendPoint(week: monday, value: Quantile.type7(sorted: days, 0.5), count: days.count)
    }
  }
}

extension ClosePass {
  /// False if there are wins and none of them is timed.
  var knowsWins: Bool { counts[1] == 0 || durations.wins > 0 }

  /// Open rows older than a number of days, oldest first; none without a limit.
  func older(than limit: Double?) -> [Int32] {
    guard let limit else { return [] }
    return open.filter { $0.days > limit }.sorted { ($1.days, $0.row) < ($0.days, $1.row) }.map(\.row)
  }
}

extension Estimate {
  /// A share with its bounds, kept within 0 and 1.
  init(share: Double, error: Double?, z: Double = Deviate.twoSided95) {
    self.init(
      value: share, low: error.map { max(0, share - z * $0) }, high: error.map { min(1, share + z * $0) })
  }
}

extension AalenJohansen {
  /// The curves for drawing: every step if there are few, else evenly over time.
  func points(atMost limit: Int) -> [CurvePoint] {
    guard let last = times.last else { return [] }
    if times.count < limit {
      let start = times[0] > 0 ? [CurvePoint(day: 0, won: 0, lost: 0)] : []
      return start + times.indices.map { CurvePoint(day: times[$0], won: won[$0], lost: lost[$0]) }
    }
    let first = min(0, times[0])
    return (0..<limit).map { step in
      let day = step == limit - 1 ? last : first + (last - first) * Double(step) / Double(limit - 1)
      return CurvePoint(day: day, won: won(at: day), lost: lost(at: day))
    }
  }
}
