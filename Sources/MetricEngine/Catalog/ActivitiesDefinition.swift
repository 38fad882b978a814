import Domain

extension Catalog {
  /// Open opportunities gone quiet.
  static let activities = MetricDefinition(
    id: .activities, version: 1, title: "Activities per opportunity",
    meaning: """
      Open opportunities with no activity for more than 14 days, counted from the last one or else from creation. An \
      activity is one that a person of ours has done towards the customer, from creation to closing.
      """,
    unit: .count, better: .lower,
    cohort: Cohort(table: "opportunities", conditions: [.pending("closed_at")]),
    measure: .items(.quiet(longerThan: .seconds(14 * 86_400, .wall))), window: .all,
    dimensions: opportunityDimensions,
    formula: """
      items with as_of - last activity > 14 d; mean ± z·sd/√n; quantiles type 7; given up = lost with at most one \
      activity, Wilson 95 %
      """)
}
