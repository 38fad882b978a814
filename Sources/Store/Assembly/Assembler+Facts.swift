import Domain

extension Assembler {
  mutating func addFacts() {
    if hasActivitiesOfLeads { dataset.facts.presentFields.insert("leads.first_response_at") }
    dataset.facts.ownOffset = context.ownOffset
    dataset.facts.offsets = context.offsets
    addPrecision()
  }

  /// A table is as fine as the coarsest of the fields that its figures come from.
  private mutating func addPrecision() {
    func precision(_ fields: String...) -> TimePrecision {
      fields.contains { context.dayFields.contains($0) && context.presentFields.contains($0) } ? .day : .second
    }
    dataset.facts.activityPrecision = precision("activities.occurred_at")
    dataset.facts.opportunityPrecision = precision(
      "opportunities.created_at", "opportunities.closed_at", "stage_history.entered_at")
    dataset.facts.leadPrecision = precision("leads.created_at", "leads.first_response_at", "leads.qualified_at")
    if hasDerivedResponses, dataset.facts.activityPrecision == .day { dataset.facts.leadPrecision = .day }
  }

  /// First and last dated event but for activities; those without any creation.
  mutating func addDates() {
    let leads = dataset.leads
    let opportunities = dataset.opportunities
    for column in [
      leads.createdAt, leads.assignedAt, leads.firstResponseAt, leads.qualifiedAt, leads.disqualifiedAt,
      opportunities.createdAt, opportunities.closedAt, dataset.visits.enteredAt,
    ] {
      widen(column) { _ in true }
    }
    dataset.facts.opportunitiesWithoutCreation = opportunities.createdAt.count { !$0.isKnown }
  }

  /// Plans and undone activities are no events yet.
  mutating func addDates(_ rows: ActivityRows) {
    widen(rows.occurredAt) { !rows.traits[$0].contains(.undone) && rows.isKept($0) }
    widen(dataset.leads.firstResponseAt) { _ in true }
    hasActivitiesOfLeads = rows.lead?.contains { $0 >= 0 } ?? false
  }

  private mutating func widen(_ column: Series<Instant>, where counts: (Int) -> Bool) {
    var (oldest, newest) = (dataset.facts.oldestEvent, dataset.facts.newestEvent)
    column.withUnsafeBufferPointer { column in
      for row in column.indices where column[row].isKnown && counts(row) {
        newest = max(newest, column[row])
        oldest = min(oldest, column[row])
      }
    }
    (dataset.facts.oldestEvent, dataset.facts.newestEvent) = (oldest, newest)
  }
}
