import Domain

extension Engine {
  /// How long wins take (statistics.md section 6, "Time to close"). Only what the windows hold is computed for each
  /// period.
  func closeReading(_ query: Query, _ selection: Selection) -> CloseReading {
    let basis = closeBasis(selection, asOf: query.asOf)
    var reading = basis.reading
    guard reading.availability == .ready else { return reading }
    let windows = CloseWindows(basis.run, query)
    let before = winnersBefore(basis.run, windows, query)
    reading.winnersMedianBefore = before.median
    reading.curve.takeBefore(before.shares)
    reading.velocity = velocity(basis.run, windows, basis.segments)
    reading.change = Change.ofDays(reading.winnersMedian, before: reading.winnersMedianBefore)
    reading.explanation = closeExplanation(query, reading)
    return reading
  }

  /// Fields that the time-to-close panel cannot do without and that no source has.
  var missingForClose: [String] {
    let table = dataset.opportunities
    return missingForClose(
      any: table.count > 0, created: table.createdAt.contains { $0.isKnown },
      closed: table.closedAt.contains { $0.isKnown }, closedSometime: table.closedAt.contains(.unknown))
  }

  /// The same, told by whether there are opportunities, such with a creation, with a closing, and closed nobody knows
  /// when.
  func missingForClose(any: Bool, created: Bool, closed: Bool, closedSometime: @autoclosure () -> Bool) -> [String] {
    guard any else { return ["opportunities.created_at", "opportunities.closed_at"] }
    var missing = created ? [] : ["opportunities.created_at"]
    if !closed {
      let saysSo = dataset.facts.gives("opportunities.outcome") || dataset.facts.gives("opportunities.closed_at")
      if closedSometime() || !saysSo { missing.append("opportunities.closed_at") }
    }
    return missing
  }
}
