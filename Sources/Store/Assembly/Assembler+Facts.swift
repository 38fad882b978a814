import Domain

extension Assembler {
  mutating func addFacts() {
    let notes = AssumptionNotes(dataset)
    dataset.facts.orphans = looseEnds.orphans
    dataset.facts.emptyTables = context.readTables.subtracting(dataset.facts.rowsRead.keys)
    dataset.facts.notes = context.notes(notes, dataset.facts)
    if hasActivitiesOfLeads { dataset.facts.presentFields.insert("leads.first_response_at") }
    dataset.facts.ownOffset = context.ownOffset
    dataset.facts.offsets = context.offsets
    context.addPrecision(to: &dataset.facts, hasDerivedResponses: notes.answeredByActivity > 0)
    let span = EventSpan(dataset)
    (dataset.facts.oldestEvent, dataset.facts.newestEvent) = (span.oldest, span.newest)
    dataset.facts.opportunitiesWithoutCreation = dataset.opportunities.createdAt.count { !$0.isKnown }
  }
}

extension RawContext {
  /// Everything that was assumed, in plain words.
  func notes(_ assumptions: AssumptionNotes, _ facts: DatasetFacts) -> [String] {
    let hasActivities = facts.has("activities.activity_id")
    return assumptions.ofOpportunities + (hasActivities ? activityNotes : []) + assumptions.ofLeads
  }

  private var activityNotes: [String] {
    [("direction", "outbound"), ("automatic", "human"), ("done", "done")].compactMap { field, assumption in
      guard !presentFields.contains("activities.\(field)") else { return nil }
      let isKnownByUser = field == "automatic" && directories.people.isMachine.contains(true)
      return isKnownByUser
        ? "activities: no automatic column, all count as human but those of automatic users"
        : "activities: no \(field) column, all count as \(assumption)"
    }
  }

  /// A table is as fine as the coarsest of the fields that its figures come from.
  func addPrecision(to facts: inout DatasetFacts, hasDerivedResponses: Bool) {
    func precision(_ fields: String...) -> TimePrecision {
      fields.contains { dayFields.contains($0) && presentFields.contains($0) } ? .day : .second
    }
    facts.activityPrecision = precision("activities.occurred_at")
    facts.opportunityPrecision = precision(
      "opportunities.created_at", "opportunities.closed_at", "stage_history.entered_at")
    facts.leadPrecision = precision("leads.created_at", "leads.first_response_at", "leads.qualified_at")
    if hasDerivedResponses, facts.activityPrecision == .day { facts.leadPrecision = .day }
  }
}
