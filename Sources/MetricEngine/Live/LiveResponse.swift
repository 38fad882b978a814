import Domain

/// The panel of lead response, kept up to date.
struct LiveResponse: LivePanel {
  private var wall = LiveResponseClock(.wall)
  private var business = LiveResponseClock(.business)
  /// Working time in both windows by source.
  private var sources: [LiveTimes<ComparedState>] = []
  /// Leads with a response time by source, in the window and before.
  private var counts: [[Int]] = [[], []]
  private var within = [WithinLimit(), WithinLimit()]
  private var weeks: [WithinLimit] = []
  private var overDay = OverDay()
  private(set) var waiting = LiveWaiting()
  private var rows = 0

  mutating func change(_ part: LivePart, _ sign: LiveSign) {
    let (engine, query) = (part.engine, part.query)
    guard !part.selection.leadSet.isEmpty else { return }
    rows += sign.rawValue * part.selection.leadSet.count
    let question = ResponseQuestion(engine, query, part.selection)
    wall.change(question, sign)
    business.change(question, sign)
    let spans = [question.span(query.window), question.span(query.previousWindow)]
    changeSources(question, spans, sign)
    for (place, span) in spans.enumerated() { within[place].change(question.within(span), sign) }
    let own = question.weeks(engine.weeks(asOf: query.asOf, precision: engine.dataset.facts.leadPrecision))
    while weeks.count < own.count { weeks.append(WithinLimit()) }
    for week in own.indices { weeks[week].change(own[week], sign) }
    waiting.change(part, question, sign)
  }

  private mutating func changeSources(_ question: ResponseQuestion, _ spans: [ResponseSpan], _ sign: LiveSign) {
    for (group, span) in spans.enumerated() {
      var own = [Int](repeating: 0, count: question.limits.byCode.count)
      while sources.count < own.count { sources.append(LiveTimes()) }
      question.forEachWait(span, .business) { row, seconds, isAnswered in
        let source = Int(question.leads.source[row])
        own[source] += 1
        sources[source].change(TimedStep(Int64(seconds), isAnswered ? .ends : .leaves, group: group), sign)
      }
      counts[group].change(own, sign)
      if group == 0 { overDay.change(question.overDay(span, of: own.reduce(0, +)), sign) }
    }
  }

  mutating func reading(_ frame: Engine, _ query: Query, _ presence: LivePresence) -> ResponseReading {
    var reading = ResponseReading()
    let missing = presence.missing(.leadResponse, frame)
    guard missing.isEmpty else {
      reading.availability = frame.availability(without: missing)
      return reading
    }
    guard rows > 0 else { return reading }
    guard frame.dataset.facts.leadPrecision == .second else {
      reading.availability = .needs(["leads.first_response_at with time of day"])
      return reading
    }
    reading.availability = .ready
    takeClocks(&reading, frame, presence)
    reading.take(within: within[0], before: within[1])
    reading.limitSeconds = ResponseLimits(frame).common(counts[0]) ?? frame.profile.responseLimit
    reading.take(overDay)
    reading.waiting = waiting.summary
    let grid = frame.weeks(asOf: query.asOf, precision: .second)
    reading.trend = zip(grid.mondays, weeks).map { $1.trendPoint($0) }
    reading.trendChart = ShareChart.weekly(weeks)
    return reading
  }

  private mutating func takeClocks(_ reading: inout ResponseReading, _ frame: Engine, _ presence: LivePresence) {
    wall.refresh()
    business.refresh()
    for place in sources.indices { sources[place].refresh() }
    reading.wall = wall.reading(knowsOwners: presence.assignedLeads > 0)
    reading.business = business.reading(knowsOwners: presence.assignedLeads > 0)
    (reading.bandsWall, reading.bands) = (wall.bands, business.bands)
    guard business.counts.x > 0, business.counts.y > 0 else { return }
    let parts = sources.reduce(into: LogRankResult()) { $0.add($1.end.test) }
    let change = ResponseChange(unstratified: business.test, stratified: parts, medians: reading.business.medians)
    reading.take(change, now: counts[0], before: counts[1], frame.dataset.vocabulary(.source))
  }
}

extension LogRankResult {
  /// Adds another stratum.
  mutating func add(_ other: LogRankResult) {
    observed += other.observed
    expected += other.expected
    variance += other.variance
  }
}
