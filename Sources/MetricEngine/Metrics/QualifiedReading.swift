import Domain

extension Engine {
  /// Qualified leads (statistics.md section 6, "Qualified leads").
  func qualifiedReading(_ query: Query, _ selection: Selection) -> QualifiedReading {
    var reading = QualifiedReading()
    let missing = missingForQualified
    guard missing.isEmpty else {
      reading.availability = .needs(missing)
      return reading
    }
    guard !selection.leadSet.isEmpty else { return reading }
    reading.availability = .ready
    let (tally, standing) = (QualifiedTally(self, query, selection), qualifiedStanding(query, selection))
    fillCounts(&reading, tally, query)
    fillRates(&reading, tally, standing)
    reading.pace = QualifiedPace(self, query, selection).ratio(Double(tally.current))
    reading.trend = standing.trend
    fillChange(&reading, tally, query, oldest: standing.oldest)
    fillReversals(&reading, query, selection)
    reading.funnel = funnel(tally)
    fillSources(&reading, tally)
    reading.explanation = qualifiedExplanation(query, selection, undated: standing.undated, reading)
    return reading
  }

  /// Fields that the panel cannot do without and that no source has a column for.
  var missingForQualified: [String] {
    let leads = dataset.leads
    if leads.count == 0 { return ["leads.created_at", "leads.qualified_at"] }
    let canTell = dataset.facts.gives("leads.qualified_at") || leads.qualifiedAt.contains(where: \.happened)
    return canTell ? [] : ["leads.qualified_at"]
  }

  private func fillCounts(_ reading: inout QualifiedReading, _ tally: QualifiedTally, _ query: Query) {
    reading.current = tally.current
    reading.previous = tally.previous
    let interval = Garwood.interval(tally.current)
    reading.interval = Estimate(value: Double(tally.current), low: interval.low, high: interval.high)
    reading.ratio = RateRatio.estimate(tally.current, tally.previous)
    reading.ratioP = RateRatio.pValue(tally.current, tally.previous)
  }

  private func fillChange(
    _ reading: inout QualifiedReading, _ tally: QualifiedTally, _ query: Query, oldest: Instant
  ) {
    let counts = reading.trend.compactMap(\.value)
    let change = QualifiedChange(
      current: tally.current, previous: tally.previous, weeklyCounts: counts,
      weeks: Double(query.period.length) / 7)
    reading.dispersion = change.dispersion
    reading.widenedRatio = change.ratio
    // Rows that begin within the window before would make it look poor.
    guard oldest <= query.previousWindow.after.adding(days: 1) else { return }
    reading.judgement = change.judgement
    reading.change = change.change
  }

  /// Qualified in each window and taken back within 30 days; the data has one qualification a lead, so that nobody can
  /// tell who qualified again.
  private func fillReversals(_ reading: inout QualifiedReading, _ query: Query, _ selection: Selection) {
    guard dataset.facts.gives("leads.disqualified_at") else { return }
    let reversed = qualifiedFacts.reversed
    reading.reversed = reversed.count(reversed.places(in: query.window), in: selection.leadSet)
    reading.reversedBefore = reversed.count(reversed.places(in: query.previousWindow), in: selection.leadSet)
  }

  private func fillRates(_ reading: inout QualifiedReading, _ tally: QualifiedTally, _ standing: QualifiedStanding) {
    reading.leadsCurrent = tally.created.created
    reading.leadsPrevious = tally.createdBefore.created
    reading.withinThirtyDays = Wilson.share(standing.mature.qualified, of: standing.mature.all)
    reading.rate = Wilson.share(tally.created.qualified, of: tally.created.created)
    reading.rateBefore = Wilson.share(tally.createdBefore.qualified, of: tally.createdBefore.created)
  }

  /// The weeks of the panel's trend alone; empty without data.
  func qualifiedTrend(_ query: Query, _ selection: Selection) -> [TrendPoint] {
    guard missingForQualified.isEmpty, !selection.leadSet.isEmpty else { return [] }
    return qualifiedStanding(query, selection).trend
  }

  /// Steps whose field no source has are left out.
  private func funnel(_ tally: QualifiedTally) -> [FunnelStep] {
    let (now, before) = (tally.created, tally.createdBefore)
    var steps = [("New", now.created, before.created)]
    if dataset.facts.gives("leads.first_response_at") || dataset.leads.firstResponseAt.contains(where: \.happened) {
      steps.append(("Answered", now.answered, before.answered))
    }
    steps.append(("Qualified", now.qualified, before.qualified))
    if dataset.leads.opportunity.contains(where: { $0 >= 0 }) {
      steps.append(("Opportunity", now.opportunities, before.opportunities))
      steps.append(("Won", now.won, before.won))
    }
    func share(_ part: Int, of whole: Int?) -> Double? {
      whole.flatMap { $0 > 0 ? Double(part) / Double($0) : nil }
    }
    return steps.indices.map { index in
      let above = index > 0 ? steps[index - 1] : nil
      return FunnelStep(
        name: steps[index].0, count: steps[index].1, share: share(steps[index].1, of: above?.1),
        shareBefore: share(steps[index].2, of: above?.2), trials: above?.1 ?? 0, trialsBefore: above?.2 ?? 0)
    }
  }

  /// Fewer leads of a source do not show how good it is.
  private static let fewestOfSource = 30

  private func fillSources(_ reading: inout QualifiedReading, _ tally: QualifiedTally) {
    let names = dataset.vocabulary(.source)
    let rows = tally.sources.indices.filter { tally.sources[$0].all >= Self.fewestOfSource && $0 > 0 }.map { code in
      let share = Wilson.share(tally.sources[code].qualified, of: tally.sources[code].all)
      let before = Wilson.share(tally.sourcesBefore[code].qualified, of: tally.sourcesBefore[code].all)
      return BreakdownRow(
        name: names[Code(code)], value: share.value, low: share.low, high: share.high, count: share.trials,
        previous: before.isComparable ? before.value : nil, items: 0)
    }
    guard rows.count > 1 else { return }
    let sorted = rows.sorted { ($1.value ?? 0, $1.count, $0.name) < ($0.value ?? 0, $0.count, $1.name) }
    reading.bestSource = sorted.first
    reading.worstSource = sorted.last
  }
}
