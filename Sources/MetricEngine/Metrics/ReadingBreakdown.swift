import Domain

extension Engine {
  /// A panel's headline for every element of a dimension that has rows, those with most rows first. Leads are put
  /// under their own name, or for what leads do not have under that of the opportunity they became.
  public func breakdown(_ metric: MetricID, by dimension: Dimension, _ query: Query) -> [BreakdownRow] {
    breakdown(metric, by: dimension, query, between: {})
  }

  /// The same, to be abandoned between two elements.
  /// - Parameter pause: called between parts; what it throws ends the work.
  public func breakdown<Failure: Error>(
    _ metric: MetricID, by dimension: Dimension, _ query: Query, between pause: () throws(Failure) -> Void
  ) throws(Failure) -> [BreakdownRow] {
    try pause()
    return try standing(at: query.asOf).breakdownHere(metric, by: dimension, query, between: pause)
  }

  private func breakdownHere<Failure: Error>(
    _ metric: MetricID, by dimension: Dimension, _ query: Query, between pause: () throws(Failure) -> Void
  ) throws(Failure) -> [BreakdownRow] {
    let selection = selection(query)
    try pause()
    if metric == .timeToClose { return closeBreakdown(by: dimension, query, selection) }
    if metric == .qualifiedLeads { return qualifiedBreakdown(by: dimension, query, selection) }
    if metric == .leadResponse { return responseBreakdown(by: dimension, query, selection) }
    let names = dataset.vocabulary(dimension)
    let usesLeads = metric == .leadResponse || metric == .qualifiedLeads
    let rows = usesLeads ? selection.leads : selection.opportunities
    let code = usesLeads ? leadCode(dimension) : opportunityCode(dimension, asOf: query.asOf)
    var parts: [Code: [Int32]] = [:]
    for row in rows { parts[code(Int(row)), default: []].append(row) }
    return try parts.map { code, rows throws(Failure) in
      try pause()
      let part = self.selection(leads: usesLeads ? rows : [], opportunities: usesLeads ? [] : rows)
      return headline(metric, name: names[code], query, part)
    }
    .filter { $0.count > 0 || $0.items > 0 }
    .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private func leadCode(_ dimension: Dimension) -> (Int) -> Code {
    if let column = dataset.leads.codes(dimension) { return { column[$0] } }
    let (links, column) = (dataset.leads.opportunity, dataset.opportunities.codes(dimension))
    return { links[$0] >= 0 ? column[Int(links[$0])] : 0 }
  }

  private func opportunityCode(_ dimension: Dimension, asOf: Instant) -> (Int) -> Code {
    if dimension == .stage { return { stage(ofOpportunity: $0, asOf: asOf) } }
    let column = dataset.opportunities.codes(dimension)
    return { column[$0] }
  }

  private func headline(_ metric: MetricID, name: String, _ query: Query, _ part: Selection) -> BreakdownRow {
    switch metric {
    case .leadResponse:
      let reading = responseReading(query, part)
      return .share(
        name, reading.withinLimit, before: reading.withinLimitBefore, items: reading.waiting.late)
    case .qualifiedLeads:
      let reading = qualifiedReading(query, part)
      return BreakdownRow(
        name: name, value: Double(reading.current), low: reading.interval.low, high: reading.interval.high,
        count: reading.leadsCurrent, previous: Double(reading.previous), items: reading.current)
    case .processSteps:
      let (now, before) = conformingShares(query, part)
      return .share(name, now, before: before, items: now.trials - now.successes)
    case .activities:
      let reading = activityReading(query, part)
      return BreakdownRow(
        name: name, value: reading.open.count > 0 ? Double(reading.quiet.count) : nil, low: nil, high: nil,
        count: reading.open.count, previous: reading.quietBefore.map(Double.init), items: reading.quiet.count)
    case .timeToClose:
      let reading = closeReading(query, part)
      return BreakdownRow(
        name: name, value: reading.winnersMedian.value, low: reading.winnersMedian.low,
        high: reading.winnersMedian.high, count: reading.deals, previous: reading.winnersMedianBefore,
        items: reading.old.count)
    }
  }
}

extension BreakdownRow {
  /// A row for a share.
  fileprivate static func share(_ name: String, _ share: Share, before: Share, items: Int) -> BreakdownRow {
    BreakdownRow(
      name: name, value: share.value, low: share.low, high: share.high, count: share.trials,
      previous: share.isComparable && before.isComparable ? before.value : nil, items: items)
  }
}
