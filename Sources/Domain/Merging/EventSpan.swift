/// First and last dated event of some rows; plans and what is not done yet are no events.
public struct EventSpan: Sendable, Equatable {
  /// `never` without any.
  public private(set) var oldest = Instant.never
  /// `unknown` without any.
  public private(set) var newest = Instant.unknown

  init(oldest: Instant, newest: Instant) {
    self.oldest = oldest
    self.newest = newest
  }

  /// Of all rows.
  public init(_ dataset: Dataset) {
    let (leads, opportunities, activities) = (dataset.leads, dataset.opportunities, dataset.activities)
    for column in [
      leads.createdAt, leads.assignedAt, leads.firstResponseAt, leads.qualifiedAt, leads.disqualifiedAt,
      opportunities.createdAt, opportunities.closedAt, dataset.visits.enteredAt,
    ] {
      column.withUnsafeBufferPointer { for instant in $0 { add(instant) } }
    }
    activities.occurredAt.withUnsafeBufferPointer { occurred in
      activities.traits.withUnsafeBufferPointer { traits in
        for row in occurred.indices where !traits[row].contains(.undone) { add(occurred[row]) }
      }
    }
  }

  /// Of some leads and opportunities with all that belongs to them.
  init(_ dataset: Dataset, leads: [Int], opportunities: [Int]) {
    let (table, activities) = (dataset.leads, dataset.activities)
    for row in leads {
      for column in [
        table.createdAt, table.assignedAt, table.firstResponseAt, table.qualifiedAt, table.disqualifiedAt,
      ] {
        add(column[row])
      }
      for activity in dataset.activitiesOfLeadsOnly(row..<row + 1) where !activities.traits[activity].contains(.undone)
      {
        add(activities.occurredAt[activity])
      }
    }
    for row in opportunities {
      add(dataset.opportunities.createdAt[row])
      add(dataset.opportunities.closedAt[row])
      for visit in dataset.opportunities.visits(of: row) { add(dataset.visits.enteredAt[visit]) }
      for activity in dataset.opportunities.activities(of: row)
      where !activities.traits[activity].contains(.undone) {
        add(activities.occurredAt[activity])
      }
    }
  }

  private mutating func add(_ instant: Instant) {
    guard instant.isKnown else { return }
    oldest = min(oldest, instant)
    newest = max(newest, instant)
  }
}

extension Dataset {
  /// The activities that belong to a run of leads and to no opportunity: the last ones, in the order of their leads.
  public func activitiesOfLeadsOnly(_ leads: Range<Int>) -> Range<Int> {
    let first = Int(opportunities.activityStarts.last ?? 0)
    let start = activities.lead.firstRow(from: first) { Int($0) >= leads.lowerBound }
    return start..<activities.lead.firstRow(from: start) { Int($0) >= leads.upperBound }
  }
}

extension OpportunityTable {
  /// Rows of ``VisitTable`` that belong to a run of opportunities.
  func visits(of rows: Range<Int>) -> Range<Int> {
    Int(visitStarts[rows.lowerBound])..<Int(visitStarts[rows.upperBound])
  }

  /// Rows of ``ActivityTable`` that belong to a run of opportunities.
  func activities(of rows: Range<Int>) -> Range<Int> {
    Int(activityStarts[rows.lowerBound])..<Int(activityStarts[rows.upperBound])
  }
}
