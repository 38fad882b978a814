import Domain

extension Catalog {
  /// Share of recent opportunities that follow the process.
  static let processSteps = MetricDefinition(
    id: .processSteps, version: 1, title: "Process steps",
    meaning: """
      Of the opportunities created in the last 90 days that have a history, those that went through the stages of \
      the process in order, with none skipped, none repeated and none gone back to. Open ones are judged on the way so \
      far, lost ones up to the loss.
      """,
    unit: .share, better: .higher,
    cohort: Cohort(table: "opportunities", conditions: [.happened("created_at")]), measure: .share(.followsProcess),
    window: .lastDays(90, field: "created_at"), dimensions: opportunityDimensions,
    formula: """
      k/n, Wilson 95 %; skip = stage not visited below the highest reached (won: of all); backward = index falls; \
      rework = visits - distinct; repeat = same stage twice in a row; dwell: Kaplan-Meier, running visit censored
      """)
}
