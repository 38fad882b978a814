import Domain

extension Catalog {
  /// Leads qualified in the period.
  static let qualifiedLeads = MetricDefinition(
    id: .qualifiedLeads, version: 1, title: "Qualified leads",
    meaning: """
      Leads that became qualified in the period, whenever they were created. Compared with the period before, and \
      by working day with the 26 complete weeks before the period.
      """,
    unit: .count, better: .higher,
    cohort: Cohort(table: "leads", conditions: [.happened("qualified_at")]), measure: .count,
    window: .period(field: "qualified_at"), dimensions: leadDimensions,
    formula: """
      k, Garwood 95 %; k1/k0 by k1 | k1+k0 ~ Bin(1/2), Clopper-Pearson; rate within 30 d over leads aged at least \
      30 d, Wilson 95 %
      """)
}
