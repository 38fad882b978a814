import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// What a snapshot tells of one metric: the figures of its panel, its rules, and since when and why they are broken.
struct MetricPart: Sendable {
  let panel: PanelReading
  let findings: [Finding]
  /// By rule.
  private(set) var reasons: [String: FindingReason] = [:]

  /// - Parameter pause: called between parts; what it throws ends the work.
  init<Failure: Error>(
    _ metric: MetricID, _ engine: Engine, _ query: Query, _ rules: [AlertRule],
    between pause: () throws(Failure) -> Void
  ) throws(Failure) {
    panel = engine.panel(metric, query)
    findings = try AlertEngine.findings(rules.filter { $0.request.metric == metric }) { request throws(Failure) in
      try pause()
      return engine.measure(request, query)
    }
    for finding in findings where finding.severity > .ok {
      try pause()
      reasons[finding.id] = Self.reason(finding, engine, query)
    }
  }

  private static func reason(_ finding: Finding, _ engine: Engine, _ query: Query) -> FindingReason {
    let rule = finding.rule
    return FindingReason(
      since: engine.since(rule.request, query, limit: rule.warn, breach: rule.breach),
      cause: engine.cause(of: rule.request, rows: Array(finding.reading.rows), breach: rule.breach, query))
  }
}
