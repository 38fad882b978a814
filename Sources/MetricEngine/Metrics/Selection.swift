import Domain

/// Rows known at the query's instant that pass its filter, in the order of the tables.
struct Selection: Sendable, Equatable {
  let leads: [Int32]
  let opportunities: [Int32]
}

extension Engine {
  /// What a query speaks of. Rows created later are hidden; rows without a creation date are kept.
  func selection(_ query: Query) -> Selection {
    let filter = RowFilter(query.filter, engine: self, asOf: query.asOf)
    return Selection(
      leads: known(dataset.leads.createdAt, asOf: query.asOf, where: filter.leadTests),
      opportunities: known(dataset.opportunities.createdAt, asOf: query.asOf, where: filter.opportunityTests))
  }

  private func known(_ createdAt: Series<Instant>, asOf: Instant, where tests: [(Int) -> Bool]) -> [Int32] {
    var rows: [Int32] = []
    rows.reserveCapacity(createdAt.count)
    if tests.isEmpty {
      for row in createdAt.indices where createdAt[row] <= asOf { rows.append(Int32(truncatingIfNeeded: row)) }
      return rows
    }
    for row in createdAt.indices where createdAt[row] <= asOf && tests.allSatisfy({ $0(row) }) {
      rows.append(Int32(truncatingIfNeeded: row))
    }
    return rows
  }

  /// Where an opportunity stood: the last stage entered by then, else what the source states; 0 if neither.
  func stage(ofOpportunity row: Int, asOf: Instant) -> Code {
    for visit in dataset.opportunities.visits(of: row).reversed() where dataset.visits.enteredAt[visit] <= asOf {
      return dataset.visits.stage[visit]
    }
    return dataset.opportunities.stage[row]
  }

  /// The last activity that counts from creation to `asOf`, else the creation; `unknown` if neither is dated.
  func lastTouch(ofOpportunity row: Int, asOf: Instant) -> Instant {
    let created = dataset.opportunities.createdAt[row]
    for activity in dataset.opportunities.activities(of: row).reversed() {
      let moment = dataset.activities.occurredAt[activity]
      if moment > asOf || !moment.isKnown { continue }
      if moment < created { break }
      if dataset.activities.traits[activity].counts { return moment }
    }
    return created
  }

  /// How an opportunity stood by then; what was closed without being won was lost.
  func status(opportunity row: Int, asOf: Instant) -> Outcome {
    if isOpen(opportunity: row, asOf: asOf) { return .open }
    return dataset.opportunities.outcome[row] == .won ? .won : .lost
  }

  /// True if an opportunity had not ended by then.
  func isOpen(opportunity row: Int, asOf: Instant) -> Bool { dataset.opportunities.closedAt[row] > asOf }
}
