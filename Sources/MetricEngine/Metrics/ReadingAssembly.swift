import Domain

extension Engine {
  /// Every figure of the five panels as of the query's instant, within its filter.
  public func readings(_ query: Query) -> Readings { readings(query, between: {}) }

  /// The same, to be abandoned between two panels.
  /// - Parameter pause: called between parts; what it throws ends the work.
  public func readings<Failure: Error>(
    _ query: Query, between pause: @Sendable () throws(Failure) -> Void
  ) throws(Failure) -> Readings {
    try pause()
    let engine = standing(at: query.asOf)
    let selection = engine.selection(query)
    // Two halves of about the same weight.
    let (ends, ways) = try TwoCores.both(
      { () throws(Failure) in
        let close = engine.closeReading(query, selection)
        try pause()
        return (close, engine.activityReading(query, selection))
      },
      { () throws(Failure) in
        let process = engine.processReading(query, selection)
        try pause()
        let response = engine.responseReading(query, selection)
        try pause()
        let qualified = engine.qualifiedReading(query, selection)
        return (process, response, qualified, engine.counts(query, selection))
      })
    return Readings(
      query: query, counts: ways.3, response: ways.1, qualified: ways.2, process: ways.0, activities: ends.1,
      close: ends.0)
  }

  /// Rows known by then, and the money that is open.
  func counts(_ query: Query, _ selection: Selection) -> RowCounts {
    selection.parts.counts.get { counted(query, selection) }
  }

  private func counted(_ query: Query, _ selection: Selection) -> RowCounts {
    let (table, rows, facts) = (dataset.opportunities, selection.opportunitySet, closeFacts)
    var counts = RowCounts()
    counts.leads = selection.leadSet.count
    counts.opportunities = rows.count
    counts.open = rows.count(in: facts.standings[0])
    counts.won = rows.count(in: facts.standings[1])
    counts.lost = rows.count(in: facts.standings[2])
    counts.openMoney = money(rows.intersection(facts.standings[0]).rows)
    // What is not known yet is not in the tables.
    counts.visits = rows.count(ofOwned: table.visitStarts)
    counts.activities = rows.count(ofOwned: table.activityStarts)
    return counts
  }
}
