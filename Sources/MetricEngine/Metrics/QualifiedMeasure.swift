import Domain

extension Engine {
  /// Statistics of rules about qualified leads. The rows are those qualified in the window, newest first.
  func qualifiedMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForQualified
    guard missing.isEmpty else { return .missing(missing) }
    guard !selection.leadSet.isEmpty else { return Reading(value: nil, count: 0) }
    let tally = QualifiedTally(self, query, selection)
    let rows = qualifiedRows(query, selection)
    let (band, gate) = (Garwood.interval(tally.current), Garwood.interval(tally.current, tail: Garwood.gateTail))
    if request.statistic == .qualifiedCount {
      return Reading(
        value: Double(tally.current), count: tally.current, low: band.low, high: band.high, gateLow: gate.low,
        gateHigh: gate.high, rows: rows)
    }
    let pace = QualifiedPace(self, query, tally)
    // Judged by how many were to be expected: a fall to nothing must not pass for too few to judge.
    let basis = max(tally.current, pace.expected.map { Int($0.rounded()) } ?? 0)
    var reading = Reading(
      value: pace.ratio(Double(tally.current)), count: basis, low: pace.ratio(band.low), high: pace.ratio(band.high),
      gateLow: pace.ratio(gate.low), gateHigh: pace.ratio(gate.high), rows: rows)
    reading.expected = pace.expected
    return reading
  }

  private func qualifiedRows(_ query: Query, _ selection: Selection) -> [Int32] {
    let order = qualifiedFacts.qualified
    return order.rows[order.places(in: query.window)].reversed().filter { selection.leadSet.contains($0) }
  }
}
