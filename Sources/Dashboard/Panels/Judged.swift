import AlertEngine
import Domain
import MetricEngine

/// What was judged at all: only that may be called good.
extension Snapshot {
  /// The metrics that have a rule, in the order of the panels.
  var metricsWithRules: [MetricID] { MetricID.allCases.filter { !findings(of: $0).isEmpty } }

  /// Those of them that a rule could judge.
  var judgedMetrics: [MetricID] {
    metricsWithRules.filter { metric in
      switch PanelVerdict(metric, self) {
      case .ok, .noChange, .breach, .seen, .pending: true
      case .tooFew, .noData, .noLimit: false
      }
    }
  }

  /// True if the filter leaves no row at all.
  var matchesNothing: Bool {
    !readings.query.filter.isEmpty && readings.counts.leads == 0 && readings.counts.opportunities == 0
  }
}
