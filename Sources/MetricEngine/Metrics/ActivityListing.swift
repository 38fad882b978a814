import Domain

extension Engine {
  /// The rows of a list about activities, of an engine that knows nothing later than the query's instant.
  func activityRowsHere(_ listing: Listing, _ query: Query) -> [Int32] {
    let rows = selection(query).opportunitySet
    if listing == .gaveUp { return gaveUpRows(rows) }
    let floor = listing == .underFloor ? activityFacts.paces.floor(rows) : ActivityFloor()
    var pass = OpenPass(self, query, floor: floor)
    pass.run(rows)
    switch listing {
    case .quiet: return pass.quiet
    case .underFloor: return pass.underFloor
    default: return pass.withoutNextStep
    }
  }

  /// Lost after at most one activity, the latest first, undated last, ties in the order of the table.
  private func gaveUpRows(_ rows: RowSet) -> [Int32] {
    let found = lostAfterAtMostOne(rows)
    let closed = dataset.opportunities.closedAt
    return RowOrder.descending(found.map { closed[Int($0)].seconds }).map { found[Int($0)] }
  }

  /// Lost after at most one activity, in the order of the table.
  func lostAfterAtMostOne(_ rows: RowSet) -> [Int32] {
    var found: [Int32] = []
    activityFacts.marks.withUnsafeBufferPointer { marks in
      rows.forEach { row in
        if marks[row].standing == UInt32(Outcome.lost.rawValue), marks[row].touches <= 1 {
          found.append(Int32(truncatingIfNeeded: row))
        }
      }
    }
    return found
  }

  /// What three in four wins known by the query's instant had at an age; nil where too few took so long.
  func activityFloor(_ query: Query, atDays days: Double) -> Double? {
    let engine = standing(at: query.asOf)
    return engine.activityFacts.paces.floor(engine.selection(query).opportunitySet).floor(atDays: days)
  }
}
