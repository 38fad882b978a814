import Domain

/// Since when something has been as it is, as well as that can be told.
public struct Since: Sendable, Equatable, Codable {
  /// How the instant was found.
  public enum Method: String, Sendable, Codable {
    /// Where the level of the weeks changed (Pettitt, p < 0.05) to one beyond the limit: the start of the first week of
    /// the new level.
    case changePoint = "change_point"
    /// The start of the first of the weeks that have been beyond the limit without a break until now.
    case crossing
    /// When the oldest of the items passed its limit.
    case oldestItem = "oldest_item"
    /// Before the weeks that were looked at, at whose start the instant stands.
    case earlier
  }

  /// The estimate.
  public var instant: Instant
  /// How it was found.
  public var method: Method

  /// An estimate.
  public init(instant: Instant, method: Method) {
    self.instant = instant
    self.method = method
  }

  /// Days that are looked back on: those that trends are drawn over.
  private static let longestDays = 182

  /// The same, unless it lies before what is looked back on: then no more than that is said.
  fileprivate func known(at now: Instant) -> Since {
    let start = now.adding(days: -Self.longestDays)
    return instant > start ? self : Since(instant: start, method: .earlier)
  }
}

extension Engine {
  /// The estimated start of a breach: the change point of the last 26 complete weeks if there is one that leads beyond
  /// the limit, else the first week of the unbroken run beyond it; for items when the oldest passed its limit.
  ///
  /// Weeks are judged by the figure that the rule's metric has by week. Nil where the weeks do not show the breach, and
  /// for statistics without weekly figures (quantiles, incidences, stages, old deals).
  /// - Parameter breach: `above` if values beyond the limit are greater than it.
  public func since(_ request: MeasureRequest, _ query: Query, limit: Double, breach: Bound) -> Since? {
    var query = query
    if case .element(let dimension, let name) = request.scope {
      query.filter.clauses.append(.dimension(dimension, [name]))
    }
    let engine = standing(at: query.asOf)
    let selection = engine.selection(query)
    let question = SinceQuestion(request: request, limit: limit, breach: breach)
    return selection.parts.since.get(question) {
      engine.since(question, query, selection)?.known(at: query.asOf)
    }
  }

  /// The same by what the rule itself measured at the end of each week, which parts of the organisation and how many
  /// items there were are judged by. Passes once along time: too long for figures that somebody waits for.
  /// - Returns: nil where the weeks do not show the breach, and for statistics that no pass along time answers.
  public func sinceByHistory(_ request: MeasureRequest, _ query: Query, limit: Double, breach: Bound) -> Since? {
    guard request.statistic.isSweptAlongTime, request.statistic != .brokenNow else { return nil }
    let isOfLeads = request.metric == .leadResponse || request.metric == .qualifiedLeads
    let facts = dataset.facts
    let grid = weeks(asOf: query.asOf, precision: isOfLeads ? facts.leadPrecision : facts.opportunityPrecision)
    let series = WeeklySeries(
      starts: Array(grid.boundaries.dropLast()),
      values: history(request, query, at: grid.ends).map { $0.count > 0 ? $0.value : nil })
    let since = WeeklySeries.since(
      series, limit: limit, isAbove: breach == .above, isNumber: request.statistic.isItem)
    return since?.known(at: query.asOf)
  }

  private func since(_ question: SinceQuestion, _ query: Query, _ selection: Selection) -> Since? {
    let request = question.request
    switch request.statistic {
    case .idle(let days): return oldestQuiet(selection.opportunitySet, query.asOf, days: days)
    case .unanswered(let seconds): return oldestUnanswered(request, query, selection, seconds: seconds)
    default:
      let series = weeklySeries(request.statistic, query, selection)
      let limit = series.limit(question.limit, request.statistic)
      return WeeklySeries.since(series, limit: limit, isAbove: question.breach == .above)
    }
  }

  private func oldestQuiet(_ rows: RowSet, _ asOf: Instant, days: Int) -> Since? {
    let open = activityFacts.open
    guard let place = open.touchedRows.indices.last(where: { rows.contains(open.touchedRows[$0]) }) else { return nil }
    let crossed = Instant(open.touchedTimes[place]).adding(IdleClock(dataset.facts).quietAfter(days: days))
    return crossed <= asOf ? Since(instant: crossed, method: .oldestItem) : nil
  }

  private func oldestUnanswered(_ request: MeasureRequest, _ query: Query, _ selection: Selection, seconds: Int?)
    -> Since?
  {
    guard missingForResponse.isEmpty, dataset.facts.leadPrecision == .second else { return nil }
    let question = ResponseQuestion(self, query, selection)
    let calendars = leadCalendars(asOf: query.asOf).all
    let crossings = question.firstsBeyondLimit(seconds.map(Int64.init), request.clock).map { late in
      request.clock == .wall
        ? late.created.adding(late.limit)
        : calendars[late.calendar].instant(adding: late.limit, to: late.created)
    }
    return crossings.filter { $0 <= query.asOf }.min().map { Since(instant: $0, method: .oldestItem) }
  }

  /// The figure of a statistic's metric by week; empty where it has none in the statistic's unit.
  private func weeklySeries(_ statistic: Statistic, _ query: Query, _ selection: Selection) -> WeeklySeries {
    let facts = dataset.facts
    func series(_ trend: [TrendPoint], _ precision: TimePrecision) -> WeeklySeries {
      let starts = Array(weeks(asOf: query.asOf, precision: precision).boundaries.dropLast())
      return starts.count == trend.count ? WeeklySeries(starts: starts, values: trend.map(\.value)) : WeeklySeries()
    }
    switch statistic {
    case .shareWithin: return series(responseTrend(query, selection), facts.leadPrecision)
    case .qualifiedCount, .qualifiedRatio: return series(qualifiedTrend(query, selection), facts.leadPrecision)
    case .conformingShare: return conformingSeries(query, selection)
    case .gaveUpShare: return gaveUpSeries(query, selection.opportunitySet)
    case .activitiesMean: return meanSeries(query, selection.opportunitySet)
    default: return WeeklySeries()
    }
  }

  /// By week of creation, the share that follows the process; empty where that cannot be told.
  private func conformingSeries(_ query: Query, _ selection: Selection) -> WeeklySeries {
    guard missingForProcess.isEmpty else { return WeeklySeries() }
    let cohorts = processCohorts(query, selection)
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.opportunityPrecision)
    return WeeklySeries(starts: Array(grid.boundaries.dropLast()), values: cohorts.weeks.map(\.share.value))
  }

  /// By week, of what was lost in it, the share lost after at most one activity.
  private func gaveUpSeries(_ query: Query, _ rows: RowSet) -> WeeklySeries {
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.activityPrecision)
    let marks = activityFacts.marks
    var (lost, gaveUp) = ([Int](repeating: 0, count: grid.count), [Int](repeating: 0, count: grid.count))
    let window = TimeWindow(after: grid.boundaries[0].adding(-1), through: query.asOf)
    for row in lostRows(rows, in: window) {
      guard let week = grid.index(of: dataset.opportunities.closedAt[Int(row)]) else { continue }
      lost[week] += 1
      if marks[Int(row)].touches <= 1 { gaveUp[week] += 1 }
    }
    return WeeklySeries(
      starts: Array(grid.boundaries.dropLast()),
      values: lost.indices.map { lost[$0] > 0 ? Double(gaveUp[$0]) / Double(lost[$0]) : nil })
  }

  /// Mean activities of what was open and old enough at the end of each week.
  private func meanSeries(_ query: Query, _ rows: RowSet) -> WeeklySeries {
    let grid = weeks(asOf: query.asOf, precision: dataset.facts.activityPrecision)
    let stretches = activityFacts.recent.matured(
      at: Array(grid.ends), rows, youngestDays: Int(MatureDeals.youngestDays))
    return WeeklySeries(starts: Array(grid.boundaries.dropLast()), values: stretches.map(\.mean))
  }
}

/// A figure by week.
struct WeeklySeries: Equatable {
  var starts: [Instant] = []
  var values: [Double?] = []

  /// What a rule's limit means for the weeks: a ratio to what is usual is one to their mean.
  func limit(_ limit: Double, _ statistic: Statistic) -> Double {
    let known = values.compactMap(\.self)
    guard statistic == .qualifiedRatio, !known.isEmpty else { return limit }
    return limit * known.reduce(0, +) / Double(known.count)
  }

  /// The change point that leads beyond the limit, else the start of the run beyond it, else whatever change point there
  /// is in that direction.
  ///
  /// A level that was within the limit in more than a quarter of its weeks is not the one that breaks it: what came after
  /// it did.
  /// - Parameter isNumber: true if the values are numbers of items, which grow with the organisation: a change between
  ///   two numbers beyond the limit is no beginning.
  static func since(_ series: WeeklySeries, limit: Double, isAbove: Bool, isNumber: Bool = false) -> Since? {
    let known = series.values.indices.filter { series.values[$0] != nil }
    let values = known.compactMap { series.values[$0] }
    func isBeyond(_ value: Double, _ level: Double) -> Bool { isAbove ? value > level : value < level }
    let test = Pettitt(values)
    var change: (start: Since, leadsBeyond: Bool)?
    if let p = test.p, p < 0.05, let split = test.split, let before = test.medianBefore, let after = test.medianAfter,
      isBeyond(after, before), !(isNumber && isBeyond(before, limit))
    {
      let within = values[split...].count { !isBeyond($0, limit) }
      change = (
        Since(instant: series.starts[known[split]], method: .changePoint), within * 4 <= values.count - split
      )
    }
    if let change, change.leadsBeyond { return change.start }
    let first = values.indices.reversed().prefix { isBeyond(values[$0], limit) }.last
    return first.map { Since(instant: series.starts[known[$0]], method: .crossing) } ?? change?.start
  }
}
