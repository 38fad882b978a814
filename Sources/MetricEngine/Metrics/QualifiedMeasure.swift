import Domain

extension Engine {
  /// Statistics of rules about qualified leads. The rows are those qualified in the window, newest first.
  func qualifiedMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForQualified
    guard missing.isEmpty else { return .missing(missing) }
    guard !selection.leadSet.isEmpty else { return Reading(value: nil, count: 0) }
    let rows = qualifiedRows(query, selection)
    let count = rows.count
    let (band, gate) = (Garwood.interval(count), Garwood.interval(count, tail: Garwood.gateTail))
    if request.statistic == .qualifiedCount {
      return Reading(
        value: Double(count), count: count, low: band.low, high: band.high, gateLow: gate.low,
        gateHigh: gate.high, rows: rows)
    }
    let pace = QualifiedPace(self, query, selection)
    // Judged by how many were to be expected: a fall to nothing must not pass for too few to judge.
    let basis = max(count, pace.expected.map { Int($0.rounded()) } ?? 0)
    var reading = Reading(
      value: pace.ratio(Double(count)), count: basis, low: pace.ratio(band.low), high: pace.ratio(band.high),
      gateLow: pace.ratio(gate.low), gateHigh: pace.ratio(gate.high), rows: rows)
    reading.expected = pace.expected
    return reading
  }

  private func qualifiedRows(_ query: Query, _ selection: Selection) -> [Int32] {
    let order = qualifiedFacts.qualified
    return order.rows[order.places(in: query.window)].reversed().filter { selection.leadSet.contains($0) }
  }
}
