import Domain

extension Engine {
  /// How many open opportunities are quiet, of how many open ones, for every element of a dimension at once: one pass
  /// over what is open, and one over what was open at the end of the window before.
  /// - Parameter pause: called between the passes; what it throws ends the work.
  func activityBreakdown<Failure: Error>(
    by dimension: Dimension, _ query: Query, _ selection: Selection, between pause: () throws(Failure) -> Void
  ) throws(Failure) -> [BreakdownRow] {
    guard missingForActivities.isEmpty else { return [] }
    let (names, codes, rows) = (dataset.vocabulary(dimension), dealCodes(dimension), selection.opportunitySet)
    let now = quietNow(rows, codes, names.count, asOf: query.asOf)
    try pause()
    let before = activityStretches(query.previousWindow, rows, by: codes, count: names.count)
    return names.names.indices.filter { now[$0].open > 0 }.map { code in
      BreakdownRow(
        name: names[Code(code)], value: Double(now[code].quiet), low: nil, high: nil, count: now[code].open,
        previous: before[code].open > 0 ? Double(before[code].quiet) : nil, items: now[code].quiet)
    }
    .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  private func quietNow(_ rows: RowSet, _ codes: Series<Code>, _ count: Int, asOf: Instant) -> [ActivityStretch] {
    var stretches = [ActivityStretch](repeating: .init(), count: count)
    let (deals, quietAfter) = (activityFacts.open, IdleClock(dataset.facts).quietAfter)
    for place in deals.rows.indices where rows.contains(deals.rows[place]) {
      let (code, last) = (Int(codes[Int(deals.rows[place])]), Instant(deals.last[place]))
      stretches[code].open += 1
      if last.isKnown, asOf.since(last) >= quietAfter { stretches[code].quiet += 1 }
    }
    return stretches
  }

  /// ``activityStretch(_:_:)`` for every code at once.
  private func activityStretches(
    _ window: TimeWindow, _ rows: RowSet, by codes: Series<Code>, count: Int
  ) -> [ActivityStretch] {
    var stretches = [ActivityStretch](repeating: .init(), count: count)
    forEachOpen(at: window, rows) { row, touches, isQuiet in
      stretches[Int(codes[row])].add(touches: touches, isQuiet: isQuiet)
    }
    return stretches
  }
}
