import Domain

/// The headline of each panel, defined.
public enum Catalog {
  /// In the order of the panels.
  public static let all: [MetricDefinition] = [
    leadResponse, qualifiedLeads, processSteps, activities, timeToClose,
  ]

  /// The definition of one metric.
  public static func definition(_ metric: MetricID) -> MetricDefinition {
    switch metric {
    case .leadResponse: leadResponse
    case .qualifiedLeads: qualifiedLeads
    case .processSteps: processSteps
    case .activities: activities
    case .timeToClose: timeToClose
    }
  }

  /// What leads can be broken down by.
  static let leadDimensions: [Dimension] = [.team, .rep, .manager, .source, .region, .segment, .kind]
  /// What opportunities can be broken down by.
  static let opportunityDimensions: [Dimension] = [
    .team, .rep, .manager, .source, .region, .segment, .stage, .account, .pipeline, .kind, .currency, .country,
  ]
}
