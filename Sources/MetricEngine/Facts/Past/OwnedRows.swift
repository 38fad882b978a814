import Domain

/// Where the stage entries and activities of each opportunity would start if only those were there that are known.
struct OwnedRows: Sendable {
  private(set) var visits: Series<Int32>
  private(set) var activities: Series<Int32>
  /// Activities that are of leads only.
  private(set) var activitiesOfLeads: Int

  /// All that are there.
  init(_ dataset: Dataset) {
    (visits, activities) = (dataset.opportunities.visitStarts, dataset.opportunities.activityStarts)
    activitiesOfLeads = dataset.activities.count - Int(activities.last ?? 0)
  }

  /// Those that took place.
  init(knownIn dataset: Dataset) {
    let (table, activity) = (dataset.opportunities, dataset.activities.occurredAt)
    visits = Self.starts(table.visitStarts, dataset.visits.enteredAt)
    activities = Self.starts(table.activityStarts, activity)
    activitiesOfLeads = activity[Int(table.activityStarts.last ?? 0)...].count(where: \.happened)
  }

  var visitCount: Int { Int(visits.last ?? 0) }
  /// Activities of opportunities.
  var activityCount: Int { Int(activities.last ?? 0) }

  private static func starts(_ starts: Series<Int32>, _ moments: Series<Instant>) -> Series<Int32> {
    Series(count: starts.count) { known in
      var (next, number) = (0, Int32(0))
      for row in starts.indices {
        while next < Int(starts[row]) {
          if moments[next].happened { number += 1 }
          next += 1
        }
        known.initializeElement(at: row, to: number)
      }
    }
  }
}

extension OwnedRows: SeriesVisitable {
  mutating func visitSeries(with visitor: inout some SeriesVisitor) throws(SeriesFault) {
    let count = visits.count
    try visitor.visit(&visits)
    try visitor.visit(&activities)
    try visitor.visit(&activitiesOfLeads)
    guard visits.count == count, activities.count == count else { throw .unusable }
  }
}

extension Engine {
  /// See ``OwnedRows``.
  var ownedRows: OwnedRows { prepared.owned.get { OwnedRows(dataset) } }
}
