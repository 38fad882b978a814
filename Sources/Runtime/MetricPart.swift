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

  /// Days; the weeks that trends are drawn over.
  private static let longestSince = 182

  private static func reason(_ finding: Finding, _ engine: Engine, _ query: Query) -> FindingReason {
    let rule = finding.rule
    let breach: Bound = rule.direction == .below ? .below : .above
    let since = engine.since(rule.request, query, limit: rule.warn, breach: breach)
    // The oldest of many items says nothing about when there came to be so many.
    let isTelling = since.map { $0.instant > query.asOf.adding(days: -longestSince) } ?? false
    return FindingReason(
      since: isTelling ? since : nil,
      cause: engine.cause(of: rule.request, rows: Array(finding.reading.rows), breach: breach, query))
  }
}
