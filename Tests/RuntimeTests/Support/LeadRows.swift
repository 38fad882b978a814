import Domain
import MetricEngine

extension LeadTable {
  /// Adds a lead of which no more is known than its times and its source.
  mutating func add(
    _ created: Instant, answered: Instant = .never, qualified: Instant = .never, source: Code = 0
  ) {
    ids.append("L\(count)")
    names.append("")
    createdAt.append(created)
    assignedAt.append(.never)
    firstResponseAt.append(answered)
    qualifiedAt.append(qualified)
    disqualifiedAt.append(.never)
    self.source.append(source)
    for column in [\LeadTable.rep, \.kind, \.region, \.segment, \.team, \.manager] { self[keyPath: column].append(0) }
    opportunity.append(-1)
  }
}

/// An engine over leads alone, in working hours of UTC.
func engine(_ leads: LeadTable, sources: Vocabulary = Vocabulary()) -> Engine {
  var dataset = Dataset()
  (dataset.leads, dataset.vocabularies) = (leads, [.source: sources])
  dataset.facts.presentFields = ["leads.created_at", "leads.first_response_at", "leads.qualified_at"]
  return Engine(
    dataset: dataset,
    profile: Profile(
      process: SalesProcess(stages: [], won: [], lost: [], assumed: true),
      hours: BusinessHours(timeZone: "UTC", assumed: false)))
}
