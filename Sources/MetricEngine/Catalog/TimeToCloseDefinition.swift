import Domain

extension Catalog {
  /// How long half of the wins take.
  static let timeToClose = MetricDefinition(
    id: .timeToClose, version: 1, title: "Time to close",
    meaning: """
      The days within which half of the wins come, from creation to winning. Open opportunities count as still \
      open, lost ones as ended another way; leaving them out, as the CRM average does, makes it look faster than it is.
      """,
    unit: .days, better: .lower,
    cohort: Cohort(
      table: "opportunities", conditions: [.happened("created_at"), .ordered("created_at", "closed_at")]),
    measure: .medianOfCause(from: "created_at", to: "closed_at", cause: .won), window: .all,
    dimensions: opportunityDimensions,
    formula: """
      Aalen-Johansen F_won(t) = sum S(t-)·d_won/n, lost competing; least t with F_won(t) >= F_won(end)/2, from 20 \
      wins on; interval where F_won ± 1.96·se crosses that level (approximate)
      """)
}
