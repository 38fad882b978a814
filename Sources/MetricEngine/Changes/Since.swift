import Domain

/// Since when something has been as it is, as well as that can be told.
public struct Since: Sendable, Equatable, Codable {
  /// How the instant was found.
  public enum Method: String, Sendable, Codable {
    /// Where the level of the weeks changed (Pettitt, p < 0.05): the start of the first week of the new level.
    case changePoint = "change_point"
    /// The start of the first of the weeks that have been beyond the limit without a break until now.
    case crossing
    /// When the oldest of the items passed its limit.
    case oldestItem = "oldest_item"
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
}

extension Engine {
  /// The estimated start of a breach: the change point of the last 26 complete weeks if there is one in the direction of
  /// the breach, else the first week of the unbroken run beyond the limit; for items when the oldest passed its limit.
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
    return selection.parts.since.get(question) { engine.since(question, query, selection) }
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

  /// The change point in the direction of the breach, else the start of the run beyond the limit.
  static func since(_ series: WeeklySeries, limit: Double, isAbove: Bool) -> Since? {
    let known = series.values.indices.filter { series.values[$0] != nil }
    let values = known.compactMap { series.values[$0] }
    let change = Pettitt(values)
    if let p = change.p, p < 0.05, let split = change.split, let before = change.medianBefore,
      let after = change.medianAfter, isAbove ? after > before : after < before
    {
      return Since(instant: series.starts[known[split]], method: .changePoint)
    }
    var first: Int?
    for place in values.indices.reversed() {
      guard isAbove ? values[place] > limit : values[place] < limit else { break }
      first = place
    }
    return first.map { Since(instant: series.starts[known[$0]], method: .crossing) }
  }
}
