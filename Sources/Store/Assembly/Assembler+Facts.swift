import Domain

extension Assembler {
  mutating func addFacts() {
    dataset.facts.presentFields = raw.presentFields
    dataset.facts.givenFields = raw.givenFields
    if dataset.activities.lead.contains(where: { $0 >= 0 }) {
      dataset.facts.presentFields.insert("leads.first_response_at")
    }
    dataset.facts.ownOffset = raw.ownOffset
    dataset.facts.offsets = raw.offsets
    dataset.facts.rowsRead = raw.rowsRead.filter { $0.value > 0 }
    dataset.facts.opportunitiesWithoutCreation = dataset.opportunities.createdAt.count { !$0.isKnown }
    addPrecision()
    addRange()
  }

  /// A table is as fine as the coarsest of the fields that its figures come from.
  private mutating func addPrecision() {
    func precision(_ fields: String...) -> TimePrecision {
      fields.contains { raw.dayFields.contains($0) && raw.presentFields.contains($0) } ? .day : .second
    }
    dataset.facts.activityPrecision = precision("activities.occurred_at")
    dataset.facts.opportunityPrecision = precision(
      "opportunities.created_at", "opportunities.closed_at", "stage_history.entered_at")
    dataset.facts.leadPrecision = precision("leads.created_at", "leads.first_response_at", "leads.qualified_at")
    let answersFromActivities =
      !dataset.leads.firstResponseAt.elementsEqual(raw.leads.instants("first_response_at", missing: .never))
    if answersFromActivities, dataset.facts.activityPrecision == .day { dataset.facts.leadPrecision = .day }
  }

  /// First and last dated event. Plans and undone activities are no events yet.
  private mutating func addRange() {
    let leads = dataset.leads
    let opportunities = dataset.opportunities
    for column in [
      leads.createdAt, leads.assignedAt, leads.firstResponseAt, leads.qualifiedAt, leads.disqualifiedAt,
      opportunities.createdAt, opportunities.closedAt, dataset.visits.enteredAt,
    ] {
      for instant in column { widen(instant) }
    }
    for (instant, traits) in zip(dataset.activities.occurredAt, dataset.activities.traits)
    where !traits.contains(.undone) {
      widen(instant)
    }
  }

  private mutating func widen(_ instant: Instant) {
    guard instant.isKnown else { return }
    dataset.facts.newestEvent = max(dataset.facts.newestEvent, instant)
    dataset.facts.oldestEvent = min(dataset.facts.oldestEvent, instant)
  }
}
