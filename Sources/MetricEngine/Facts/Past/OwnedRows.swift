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

  /// Only the stage entries that took place, counted unless others have done so.
  mutating func takeVisits(knownIn dataset: Dataset, or other: OwnedRows?) {
    visits = other?.visits ?? Self.starts(dataset.opportunities.visitStarts, dataset.visits.enteredAt)
  }

  /// Only the activities that took place, counted unless others have done so.
  mutating func takeActivities(knownIn dataset: Dataset, or other: OwnedRows?) {
    let (all, moments) = (dataset.opportunities.activityStarts, dataset.activities.occurredAt)
    activities = other?.activities ?? Self.starts(all, moments)
    activitiesOfLeads =
      other?.activitiesOfLeads ?? moments[Int(all.last ?? 0)...].count(where: \.happened)
  }

  var visitCount: Int { Int(visits.last ?? 0) }
  /// Activities of opportunities.
  var activityCount: Int { Int(activities.last ?? 0) }

  private static func starts(_ starts: Series<Int32>, _ moments: Series<Instant>) -> Series<Int32> {
    Series(count: starts.count) { known in
      moments.withUnsafeBufferPointer { moments in
        var (next, number) = (0, Int32(0))
        for row in starts.indices {
          let end = Int(starts[row])
          for moment in moments[next..<end] where moment.happened { number += 1 }
          next = end
          known.initializeElement(at: row, to: number)
        }
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
