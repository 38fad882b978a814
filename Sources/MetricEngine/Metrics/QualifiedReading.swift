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
    guard !selection.leads.isEmpty else { return reading }
    reading.availability = .ready
    var pass = QualifiedPass(self, query)
    pass.run(selection.leads)
    fillCounts(&reading, pass, query)
    fillRates(&reading, pass)
    reading.pace = QualifiedPace(self, query, pass).ratio(Double(pass.current))
    reading.trend = trend(pass)
    reading.funnel = funnel(pass)
    fillSources(&reading, pass)
    reading.explanation = qualifiedExplanation(query, selection, pass, reading)
    return reading
  }

  /// Fields that the panel cannot do without and that no source has a column for.
  var missingForQualified: [String] {
    let leads = dataset.leads
    if leads.count == 0 { return ["leads.created_at", "leads.qualified_at"] }
    let canTell = dataset.facts.gives("leads.qualified_at") || leads.qualifiedAt.contains(where: \.happened)
    return canTell ? [] : ["leads.qualified_at"]
  }

  private func fillCounts(_ reading: inout QualifiedReading, _ pass: QualifiedPass, _ query: Query) {
    reading.current = pass.current
    reading.previous = pass.previous
    let interval = Garwood.interval(pass.current)
    reading.interval = Estimate(value: Double(pass.current), low: interval.low, high: interval.high)
    reading.ratio = RateRatio.estimate(pass.current, pass.previous)
    reading.ratioP = RateRatio.pValue(pass.current, pass.previous)
    // Rows that begin within the window before would make it look poor.
    let covered = pass.oldest <= query.previousWindow.after.adding(days: 1)
    reading.change = covered ? Change.ofRates(pass.current, pass.previous, higherIsBetter: true) : .unknown
  }

  private func fillRates(_ reading: inout QualifiedReading, _ pass: QualifiedPass) {
    reading.leadsCurrent = pass.created.created
    reading.leadsPrevious = pass.createdBefore.created
    reading.withinThirtyDays = Wilson.share(pass.mature.qualified, of: pass.mature.all)
    reading.rate = Wilson.share(pass.created.qualified, of: pass.created.created)
    reading.rateBefore = Wilson.share(pass.createdBefore.qualified, of: pass.createdBefore.created)
  }

  /// Weeks before the first lead have no value.
  private func trend(_ pass: QualifiedPass) -> [TrendPoint] {
    pass.weeks.indices.map { week in
      let counts = pass.weeks[week]
      let isKnown = pass.grid.boundaries[week + 1] > pass.oldest || counts.qualified > 0
      return TrendPoint(
        week: pass.grid.mondays[week], value: isKnown ? Double(counts.qualified) : nil, count: counts.created)
    }
  }

  /// Steps whose field no source has are left out.
  private func funnel(_ pass: QualifiedPass) -> [FunnelStep] {
    let (now, before) = (pass.created, pass.createdBefore)
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

  private func fillSources(_ reading: inout QualifiedReading, _ pass: QualifiedPass) {
    let names = dataset.vocabulary(.source)
    let rows = pass.sources.indices.filter { pass.sources[$0].all >= Self.fewestOfSource && $0 > 0 }.map { code in
      let share = Wilson.share(pass.sources[code].qualified, of: pass.sources[code].all)
      let before = Wilson.share(pass.sourcesBefore[code].qualified, of: pass.sourcesBefore[code].all)
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
