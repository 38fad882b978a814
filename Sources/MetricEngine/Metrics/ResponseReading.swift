import Domain

extension Engine {
  /// Lead response time in both clocks (statistics.md section 6, "Response time").
  func responseReading(_ query: Query, _ selection: Selection) -> ResponseReading {
    var reading = ResponseReading()
    let missing = missingForResponse
    guard missing.isEmpty else {
      reading.availability = .needs(missing)
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
    if leads.count == 0 { return ["leads.created_at", "leads.first_response_at"] }
    var missing = leads.createdAt.contains { $0.isKnown } ? [] : ["leads.created_at"]
    if !saysWhoAnswered, !leads.firstResponseAt.contains(where: \.happened) {
      missing.append("leads.first_response_at")
    }
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
    let medians = (reading.business.current.survival.median.value, reading.business.previous.survival.median.value)
    let change = ResponseChange(now: current, before: previous, medians: medians)
    (reading.verdict, reading.isFaster) = (change.judgement, change.isFaster)
    guard change.judgement.verdict == .mixShift else { return }
    reading.mix = MixShare.all(
      now: current.parts.map(\.count), before: previous.parts.map(\.count), dataset.vocabulary(.source))
  }

  private func fillLimits(
    _ reading: inout ResponseReading, _ question: ResponseQuestion, _ current: CodedWaits, _ previous: CodedWaits
  ) {
    let (now, before) = (question.span(question.query.window), question.span(question.query.previousWindow))
    reading.withinLimit = question.within(current, now).share
    reading.withinLimitBefore = question.within(previous, before).share
    reading.change = Change.ofShares(reading.withinLimit, before: reading.withinLimitBefore, higherIsBetter: true)
    reading.limitSeconds = question.commonLimit(current) ?? profile.responseLimit
    let overDay = question.overDay(now, of: current.whole.count)
    reading.neverAnswered = Wilson.share(overDay.unanswered, of: overDay.all)
    reading.neverAnsweredDisqualified = overDay.disqualified
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

extension ResponseBands {
  /// Counts of waits by how long the answer took.
  fileprivate init(_ waits: ResponseWaits) {
    self.init()
    let (five, fifteen, sixty) = (waits.ended(within: 300), waits.ended(within: 900), waits.ended(within: 3600))
    within5Minutes = five
    within15Minutes = fifteen - five
    within60Minutes = sixty - fifteen
    later = waits.ended.count - sixty
    unanswered = waits.running.count
  }
}
