import Domain

extension Engine {
  /// Qualified leads (statistics.md section 6, "Qualified leads").
  func qualifiedReading(_ query: Query, _ selection: Selection) -> QualifiedReading {
    let missing = missingForQualified
    guard missing.isEmpty else { return QualifiedReading(availability(without: missing)) }
    guard !selection.leadSet.isEmpty else { return QualifiedReading() }
    let sums = QualifiedSums(
      tally: QualifiedTally(self, query, selection), standing: qualifiedStanding(query, selection),
      pace: QualifiedPace(self, query, selection), knows: knownSteps)
    var reading = QualifiedReading(sums, query, sources: dataset.vocabulary(.source))
    reading.explanation = qualifiedExplanation(query, selection, undated: sums.standing.undated, reading)
    return reading
  }

  /// Fields that the panel cannot do without and that no source has a column for.
  var missingForQualified: [String] {
    missingForQualified(
      leads: dataset.leads.count > 0, qualified: dataset.leads.qualifiedAt.contains(where: \.happened))
  }

  /// The same, told by whether there are leads, and such that qualified.
  func missingForQualified(leads: Bool, qualified: @autoclosure () -> Bool) -> [String] {
    if !leads { return ["leads.created_at", "leads.qualified_at"] }
    return dataset.facts.gives("leads.qualified_at") || qualified() ? [] : ["leads.qualified_at"]
  }

  private var knownSteps: KnownSteps {
    knownSteps(
      answers: dataset.leads.firstResponseAt.contains(where: \.happened),
      opportunities: dataset.leads.opportunity.contains { $0 >= 0 })
  }

  /// What is known of the way of leads, told by whether any was answered or became an opportunity.
  func knownSteps(answers: @autoclosure () -> Bool, opportunities: Bool) -> KnownSteps {
    KnownSteps(
      answers: dataset.facts.gives("leads.first_response_at") || answers(), opportunities: opportunities,
      reversals: dataset.facts.gives("leads.disqualified_at"))
  }

  /// The weeks of the panel's trend alone; empty without data.
  func qualifiedTrend(_ query: Query, _ selection: Selection) -> [TrendPoint] {
    guard missingForQualified.isEmpty, !selection.leadSet.isEmpty else { return [] }
    return qualifiedStanding(query, selection).trend
  }
}

/// What the data knows of the way of leads; steps whose field no source has are left out.
struct KnownSteps {
  var answers: Bool
  var opportunities: Bool
  var reversals: Bool
}

/// All that the panel of qualified leads adds up.
struct QualifiedSums {
  let tally: QualifiedTally
  let standing: QualifiedStanding
  let pace: QualifiedPace
  let knows: KnownSteps
  /// What the counts of both windows say by themselves.
  let evidence: CountEvidence

  init(
    tally: QualifiedTally, standing: QualifiedStanding, pace: QualifiedPace, knows: KnownSteps,
    evidence: CountEvidence? = nil
  ) {
    (self.tally, self.standing, self.pace, self.knows) = (tally, standing, pace, knows)
    self.evidence = evidence ?? CountEvidence(TwoCounts(tally.current, tally.previous))
  }
}

/// How many there were in the window and in the one before.
struct TwoCounts: Equatable, Sendable {
  let current: Int
  let previous: Int

  init(_ current: Int, _ previous: Int) { (self.current, self.previous) = (current, previous) }
}

/// The likely range of a count and of its ratio to another, exactly; with large counts that takes some time.
struct CountEvidence: Sendable {
  let interval: Estimate
  let ratio: Estimate
  let ratioP: Double?

  init(_ counts: TwoCounts) {
    let garwood = Garwood.interval(counts.current)
    interval = Estimate(value: Double(counts.current), low: garwood.low, high: garwood.high)
    ratio = RateRatio.estimate(counts.current, counts.previous)
    ratioP = RateRatio.pValue(counts.current, counts.previous)
  }
}

extension QualifiedReading {
  /// No figures.
  init(_ availability: Availability) {
    self.init()
    self.availability = availability
  }

  /// What the sums say; not how it came about.
  init(_ sums: QualifiedSums, _ query: Query, sources: Vocabulary) {
    self.init()
    availability = .ready
    let tally = sums.tally
    (current, previous) = (tally.current, tally.previous)
    (interval, ratio, ratioP) = (sums.evidence.interval, sums.evidence.ratio, sums.evidence.ratioP)
    takeRates(tally, sums.standing)
    pace = sums.pace.ratio(Double(tally.current))
    trend = sums.standing.trend
    takeChange(tally, query, oldest: sums.standing.oldest)
    // The data has one qualification a lead, so that nobody can tell who qualified again.
    if sums.knows.reversals { (reversed, reversedBefore) = (tally.reversed, tally.reversedBefore) }
    funnel = Self.funnel(tally, sums.knows)
    takeSources(tally, sources)
  }

  private mutating func takeRates(_ tally: QualifiedTally, _ standing: QualifiedStanding) {
    leadsCurrent = tally.created.created
    leadsPrevious = tally.createdBefore.created
    withinThirtyDays = Wilson.share(standing.mature.qualified, of: standing.mature.all)
    rate = Wilson.share(tally.created.qualified, of: tally.created.created)
    rateBefore = Wilson.share(tally.createdBefore.qualified, of: tally.createdBefore.created)
  }

  private mutating func takeChange(_ tally: QualifiedTally, _ query: Query, oldest: Instant) {
    let change = QualifiedChange(
      current: tally.current, previous: tally.previous, weeklyCounts: trend.compactMap(\.value),
      weeks: Double(query.period.length) / 7, exact: ratio)
    dispersion = change.dispersion
    widenedRatio = change.ratio
    // Rows that begin within the window before would make it look poor.
    guard oldest <= Self.latestBeginning(query) else { return }
    judgement = change.judgement
    self.change = change.change
  }

  /// Leads must begin by then for the windows to be compared.
  static func latestBeginning(_ query: Query) -> Instant { query.previousWindow.after.adding(days: 1) }

  private static func funnel(_ tally: QualifiedTally, _ knows: KnownSteps) -> [FunnelStep] {
    let (now, before) = (tally.created, tally.createdBefore)
    var steps = [("New", now.created, before.created)]
    if knows.answers { steps.append(("Answered", now.answered, before.answered)) }
    steps.append(("Qualified", now.qualified, before.qualified))
    if knows.opportunities {
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

  private mutating func takeSources(_ tally: QualifiedTally, _ names: Vocabulary) {
    let rows = tally.sources.indices.filter { tally.sources[$0].all >= Self.fewestOfSource && $0 > 0 }.map { code in
      let share = Wilson.share(tally.sources[code].qualified, of: tally.sources[code].all)
      let before = Wilson.share(tally.sourcesBefore[code].qualified, of: tally.sourcesBefore[code].all)
      return BreakdownRow(
        name: names[Code(code)], value: share.value, low: share.low, high: share.high, count: share.trials,
        previous: before.isComparable ? before.value : nil, items: 0)
    }
    guard rows.count > 1 else { return }
    let sorted = rows.sorted { ($1.value ?? 0, $1.count, $0.name) < ($0.value ?? 0, $0.count, $1.name) }
    bestSource = sorted.first
    worstSource = sorted.last
  }
}
