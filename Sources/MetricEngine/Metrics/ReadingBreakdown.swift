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
    return switch metric {
    case .leadResponse: responseBreakdown(by: dimension, query, selection)
    case .qualifiedLeads: qualifiedBreakdown(by: dimension, query, selection)
    case .processSteps: processBreakdown(by: dimension, query, selection)
    case .activities: try activityBreakdown(by: dimension, query, selection, between: pause)
    case .timeToClose: closeBreakdown(by: dimension, query, selection)
    }
  }
}
