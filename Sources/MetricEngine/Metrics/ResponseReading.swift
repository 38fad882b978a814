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
      fillClocks(&reading, question)
      fillLimits(&reading, question)
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
    // Where there is a column for answers, or activities name their lead, silence is a fact: nobody has answered.
    let canTell = dataset.facts.gives("leads.first_response_at") || dataset.facts.has("activities.lead_id")
    if !canTell, !leads.firstResponseAt.contains(where: \.happened) { missing.append("leads.first_response_at") }
    return missing
  }

  private func fillClocks(_ reading: inout ResponseReading, _ question: ResponseQuestion) {
    let (now, before) = (question.span(question.query.window), question.span(question.query.previousWindow))
    let source = dataset.leads.source
    let (current, previous) = (question.sample(now, codes: source), question.sample(before, codes: source))
    func clock(_ kind: ClockKind) -> ResponseClockReading {
      var clock = ResponseClockReading()
      clock.all = question.allFigures(kind)
      clock.current = question.figures(current, now, kind)
      clock.previous = question.figures(previous, before, kind)
      clock.lags = question.lags(now, kind)
      return clock
    }
    (reading.wall, reading.business) = (clock(.wall), clock(.business))
    reading.bands = ResponseBands(current.business.waits)
    reading.bandsWall = ResponseBands(current.wall.waits)
    let change = ResponseChange(
      now: current.business, before: previous.business, sources: dataset.vocabulary(.source).count,
      medians: (reading.business.current.survival.median.value, reading.business.previous.survival.median.value))
    guard reading.business.current.count > 0, reading.business.previous.count > 0 else { return }
    (reading.verdict, reading.isFaster) = (change.judgement, change.isFaster)
    guard change.judgement.verdict == .mixShift else { return }
    let sources = dataset.vocabulary(.source)
    reading.mix = MixShare.all(
      now: current.business.counts(sources.count), before: previous.business.counts(sources.count), sources)
  }

  private func fillLimits(_ reading: inout ResponseReading, _ question: ResponseQuestion) {
    let (query, now) = (question.query, question.span(question.query.window))
    reading.withinLimit = question.within(now).share
    reading.withinLimitBefore = question.within(question.span(query.previousWindow)).share
    reading.change = Change.ofShares(reading.withinLimit, before: reading.withinLimitBefore, higherIsBetter: true)
    reading.limitSeconds = question.commonLimit(now) ?? profile.responseLimit
    let overDay = question.overDay(now)
    reading.neverAnswered = Wilson.share(overDay.unanswered, of: overDay.all)
    reading.neverAnsweredDisqualified = overDay.disqualified
    reading.waiting = question.waitingSummary
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.leadPrecision)
    let weeks = question.weeks(grid)
    reading.trend = zip(grid.mondays, weeks).map { TrendPoint(week: $0, value: $1.share.value, count: $1.trials) }
    reading.trendChart = ShareChart.weekly(weeks)
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
