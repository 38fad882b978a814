import Domain

extension Engine {
  /// Statistics of rules about qualified leads. The rows are those qualified in the window, newest first.
  func qualifiedMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForQualified
    guard missing.isEmpty else { return .missing(missing) }
    guard !selection.leadSet.isEmpty else { return Reading(value: nil, count: 0) }
    let rows = qualifiedRows(query, selection)
    var reading =
      request.statistic == .qualifiedCount
      ? Reading.qualified(rows.count) : .qualified(rows.count, against: QualifiedPace(self, query, selection))
    reading.rows = RowList(rows)
    return reading
  }

  /// Qualified in the window, newest first.
  func qualifiedRows(_ query: Query, _ selection: Selection) -> [Int32] {
    let order = qualifiedFacts.qualified
    return order.rows[order.places(in: query.window)].reversed().filter { selection.leadSet.contains($0) }
  }
}
