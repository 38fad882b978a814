import Domain

extension Engine {
  /// Lead response time in both clocks (statistics.md section 6, "Response time").
  func responseReading(_ query: Query, _ selection: Selection) -> ResponseReading {
    var reading = ResponseReading()
    let missing = missingForResponse
    guard missing.isEmpty else {
      reading.availability = availability(without: missing)
      return reading
    }
    guard !selection.leadSet.isEmpty else { return reading }
    reading.availability = .ready
    let question = ResponseQuestion(self, query, selection)
    if dataset.facts.leadPrecision == .second {
      let (now, before) = (question.span(query.window), question.span(query.previousWindow))
      let sources = (dataset.leads.source, dataset.vocabulary(.source).count)
      let current = question.waits(now, .business, by: sources.0, count: sources.1)
      let previous = question.waits(before, .business, by: sources.0, count: sources.1)
      fillWall(&reading, question)
      fillBusiness(&reading, question, current, previous)
      fillLimits(&reading, question, current, previous)
      fillStanding(&reading, question)
    } else {
      reading.availability = .needs(["leads.first_response_at with time of day"])
    }
    reading.explanation = responseExplanation(question, reading)
    return reading
  }

  /// Fields that the response panel cannot do without and that no source has a column for.
  var missingForResponse: [String] {
    let leads = dataset.leads
    return missingForResponse(
      leads: leads.count > 0, created: leads.createdAt.contains { $0.isKnown },
      answered: leads.firstResponseAt.contains(where: \.happened))
  }

  /// The same, told by whether there are leads, such with a creation, and such with an answer.
  func missingForResponse(leads: Bool, created: Bool, answered: @autoclosure () -> Bool) -> [String] {
    if !leads { return ["leads.created_at", "leads.first_response_at"] }
    var missing = created ? [] : ["leads.created_at"]
    if !saysWhoAnswered, !answered() { missing.append("leads.first_response_at") }
    return missing
  }

  /// Where there is a column for answers, or activities name their lead, silence is a fact: nobody has answered.
  var saysWhoAnswered: Bool {
    dataset.facts.gives("leads.first_response_at") || dataset.facts.has("activities.lead_id")
  }

  private func fillWall(_ reading: inout ResponseReading, _ question: ResponseQuestion) {
    let (now, before) = (question.span(question.query.window), question.span(question.query.previousWindow))
    let waits = question.waits(now, .wall)
    reading.wall.all = question.allFigures(.wall)
    reading.wall.current = question.figures(waits, now, .wall)
    reading.wall.previous = question.figures(question.waits(before, .wall), before, .wall)
    reading.wall.lags = question.lags(now, .wall)
    reading.bandsWall = ResponseBands(waits)
  }

  private func fillBusiness(
    _ reading: inout ResponseReading, _ question: ResponseQuestion, _ current: CodedWaits, _ previous: CodedWaits
  ) {
    let (now, before) = (question.span(question.query.window), question.span(question.query.previousWindow))
    reading.business.all = question.allFigures(.business)
    reading.business.current = question.figures(current.whole, now, .business)
    reading.business.previous = question.figures(previous.whole, before, .business)
    reading.business.lags = question.lags(now, .business)
    reading.bands = ResponseBands(current.whole)
    guard current.whole.count > 0, previous.whole.count > 0 else { return }
    let change = ResponseChange(now: current, before: previous, medians: reading.business.medians)
    reading.take(
      change, now: current.parts.map(\.count), before: previous.parts.map(\.count), dataset.vocabulary(.source))
  }

  private func fillLimits(
    _ reading: inout ResponseReading, _ question: ResponseQuestion, _ current: CodedWaits, _ previous: CodedWaits
  ) {
    let (now, before) = (question.span(question.query.window), question.span(question.query.previousWindow))
    reading.take(within: question.within(current, now), before: question.within(previous, before))
    reading.limitSeconds = question.commonLimit(current) ?? profile.responseLimit
    reading.take(question.overDay(now, of: current.whole.count))
  }

  private func fillStanding(_ reading: inout ResponseReading, _ question: ResponseQuestion) {
    reading.waiting = question.waitingSummary
    let grid = weeks(asOf: question.query.asOf, precision: dataset.facts.leadPrecision)
    reading.trend = question.trend(grid)
    reading.trendChart = ShareChart.weekly(question.weeks(grid))
  }

  /// The weeks of the panel's trend alone; empty without data.
  func responseTrend(_ query: Query, _ selection: Selection) -> [TrendPoint] {
    guard missingForResponse.isEmpty, dataset.facts.leadPrecision == .second, !selection.leadSet.isEmpty else {
      return []
    }
    let grid = weeks(asOf: query.asOf, precision: .second)
    return ResponseQuestion(self, query, selection).trend(grid)
  }
}

extension ResponseReading {
  /// - Parameters:
  ///   - now: how many of each source were compared.
  ///   - before: the same of the window before.
  mutating func take(_ change: ResponseChange, now: [Int], before: [Int], _ sources: Vocabulary) {
    (verdict, isFaster) = (change.judgement, change.isFaster)
    guard change.judgement.verdict == .mixShift else { return }
    mix = MixShare.all(now: now, before: before, sources)
  }

  mutating func take(within now: WithinLimit, before: WithinLimit) {
    withinLimit = now.share
    withinLimitBefore = before.share
    change = Change.ofShares(withinLimit, before: withinLimitBefore, higherIsBetter: true)
  }

  mutating func take(_ overDay: OverDay) {
    neverAnswered = Wilson.share(overDay.unanswered, of: overDay.all)
    neverAnsweredDisqualified = overDay.disqualified
  }
}

extension ResponseClockReading {
  /// Kaplan-Meier medians of both windows.
  var medians: (now: Double?, before: Double?) {
    (current.survival.median.value, previous.survival.median.value)
  }
}

extension ResponseBands {
  /// Counts of waits by how long the answer took.
  fileprivate init(_ waits: ResponseWaits) {
    self.init(answered: waits.endedCount, unanswered: waits.running.count) { waits.ended(within: $0) }
  }

  /// The same, told by how many were answered within so many seconds.
  init(answered: Int, unanswered: Int, within: (Int32) -> Int) {
    self.init()
    let (five, fifteen, sixty) = (within(300), within(900), within(3600))
    within5Minutes = five
    within15Minutes = fifteen - five
    within60Minutes = sixty - fifteen
    later = answered - sixty
    self.unanswered = unanswered
  }
}
