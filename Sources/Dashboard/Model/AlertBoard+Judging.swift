import AlertEngine
import Domain

extension AlertBoard {
  /// The board of rules that were judged without memory, as of another day or for a part of the organisation: what is
  /// broken counts as announced.
  /// - Parameters:
  ///   - findings: worst first.
  ///   - reasons: since when and why, by rule.
  ///   - now: the instant that the figures stand at.
  public init(judging findings: [Finding], reasons: [String: FindingReason] = [:], at now: Instant) {
    let entries = findings.map { finding in
      AlertEntry(
        key: AlertKey(rule: finding.id, scope: finding.rule.request.scope), finding: finding,
        reason: reasons[finding.id])
    }
    let raised = entries.filter { $0.severity > .ok }.map { entry in
      RaisedAlert(
        key: entry.key, metric: entry.finding.rule.request.metric, direction: entry.finding.rule.direction,
        severity: entry.severity, isQuiet: false, excess: entry.finding.excess, firedAt: now)
    }
    self.init(basis: .judged, entries: entries, lines: AlertLines(raised))
  }
}
