import Domain

extension Readings {
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
