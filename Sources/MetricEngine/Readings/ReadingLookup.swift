import Domain

extension Readings {
  /// How a metric's figures came about; nil if none could be computed.
  public func explanation(of metric: MetricID) -> Explanation? {
    switch metric {
    case .leadResponse: response.explanation
    case .qualifiedLeads: qualified.explanation
    case .processSteps: process.explanation
    case .activities: activities.explanation
    case .timeToClose: close.explanation
    }
  }

  /// Whether a metric can be computed.
  public func availability(of metric: MetricID) -> Availability {
    switch metric {
    case .leadResponse: response.availability
    case .qualifiedLeads: qualified.availability
    case .processSteps: process.availability
    case .activities: activities.availability
    case .timeToClose: close.availability
    }
  }

  /// A metric by week, oldest first.
  public func trend(of metric: MetricID) -> [TrendPoint] {
    switch metric {
    case .leadResponse: response.trend
    case .qualifiedLeads: qualified.trend
    case .processSteps: process.trend
    case .activities: activities.trend
    case .timeToClose: close.trend
    }
  }
}
