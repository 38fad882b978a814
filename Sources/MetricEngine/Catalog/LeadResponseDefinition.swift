import Domain

extension Catalog {
  /// Share of leads answered within the limit of their source.
  static let leadResponse = MetricDefinition(
    id: .leadResponse, version: 1, title: "Lead response time",
    meaning: """
      Of the leads that came in the period and are old enough to tell, those answered within the limit of their \
      source, in working time. The clock runs from creation to the first answer by a person. Leads without an \
      answer count as still waiting, not as missing.
      """,
    unit: .share, better: .higher,
    cohort: Cohort(
      table: "leads",
      conditions: [
        .happened("created_at"), .nameIsNot("kind", ["import"]), .ordered("created_at", "first_response_at"),
        .aged("created_at", atLeast: .sourceLimit(.business)),
      ]),
    measure: .share(.within("created_at", "first_response_at", atMost: .sourceLimit(.business))),
    window: .period(field: "created_at"), dimensions: leadDimensions,
    formula: """
      k/n with n = leads aged at least the limit in the same clock, Wilson 95 %; half over and 1 in 10 over: \
      Kaplan-Meier with unanswered leads censored at their age, log-log band
      """)
}
