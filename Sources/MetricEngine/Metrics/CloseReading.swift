import Domain

extension Engine {
  /// How long wins take (statistics.md section 6, "Time to close"). Only what the windows hold is computed for each
  /// period.
  func closeReading(_ query: Query, _ selection: Selection) -> CloseReading {
    let basis = closeBasis(selection, asOf: query.asOf)
    var reading = basis.reading
    guard reading.availability == .ready else { return reading }
    let windows = CloseWindows(basis.run, query)
    reading.winnersMedianBefore = winnersMedianBefore(basis.run, windows, query)
    reading.velocity = velocity(basis.run, windows, basis.segments)
    reading.change = Change.ofDays(reading.winnersMedian, before: reading.winnersMedianBefore)
    reading.explanation = closeExplanation(query, reading)
    return reading
  }

  /// Fields that the time-to-close panel cannot do without and that no source has.
  var missingForClose: [String] {
    let table = dataset.opportunities
    guard table.count > 0 else { return ["opportunities.created_at", "opportunities.closed_at"] }
    var missing: [String] = []
    if !table.createdAt.contains(where: { $0.isKnown }) { missing.append("opportunities.created_at") }
    if !table.closedAt.contains(where: { $0.isKnown }) {
      let nothingClosed = !table.closedAt.contains(.unknown)
      let saysSo = dataset.facts.gives("opportunities.outcome") || dataset.facts.gives("opportunities.closed_at")
      if !nothingClosed || !saysSo { missing.append("opportunities.closed_at") }
    }
    return missing
  }
}
