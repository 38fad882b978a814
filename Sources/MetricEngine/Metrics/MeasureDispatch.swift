import Domain

extension Engine {
  /// Answers a rule's question as of the query's instant, within its filter and the request's scope. The window is the
  /// request's own. No data is nil, never 0.
  public func measure(_ request: MeasureRequest, _ query: Query) -> Reading {
    let query = query.asking(request)
    let engine = standing(at: query.asOf)
    let selection = engine.selection(query)
    return selection.parts.measured.get(request) { engine.measured(request, query, selection) }
  }

  private func measured(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    switch request.statistic {
    case .shareWithin, .responseQuantile, .unanswered, .brokenNow: responseMeasure(request, query, selection)
    case .qualifiedCount, .qualifiedRatio: qualifiedMeasure(request, query, selection)
    case .qualifiedForAge: qualifiedForAgeMeasure(query, selection)
    case .conformingShare, .stageAge: processMeasure(request, query, selection)
    case .activitiesMean, .gaveUpShare, .idle, .idleBeyond: activityMeasure(request, query, selection)
    case .wonWithin, .closingPace, .olderThanWinners: closeMeasure(request, query, selection)
    }
  }
}

extension Query {
  /// The same for the window and the scope of a rule.
  func asking(_ request: MeasureRequest) -> Query {
    var query = self
    query.period = .days(max(1, request.windowDays))
    query.windows = nil
    if case .element(let dimension, let name) = request.scope {
      query.filter.clauses.append(.dimension(dimension, [name]))
    }
    return query
  }
}

extension Reading {
  /// A share with its two-sided 95 % and one-sided 80 % bounds.
  public static func share(
    _ successes: Int, of trials: Int, rows: [Int32] = [], money: MoneyByCurrency = MoneyByCurrency()
  )
    -> Reading
  {
    let share = Wilson.share(successes, of: trials)
    let gate = Wilson.share(successes, of: trials, z: Deviate.oneSided80)
    return Reading(
      value: share.value, count: trials, low: share.low, high: share.high, gateLow: gate.low, gateHigh: gate.high,
      rows: rows, money: money)
  }

  /// No value, because these fields are missing.
  static func missing(_ fields: [String]) -> Reading { Reading(value: nil, count: 0, missing: fields) }
}
