import Domain

/// What a set of findings amounts to: per metric for its panel, in all for the header and for monitoring.
public enum Summary {
  /// The finding that decides a metric's state, nil if it has no rule.
  ///
  /// The worst breach if there is one. Else what its statistical rules say, and among them one that could be evaluated;
  /// only then its item rules, because "nobody waits" says little about a share that nobody could judge.
  public static func state(of metric: MetricID, in findings: [Finding]) -> Finding? {
    let own = findings.filter { $0.rule.request.metric == metric }.sorted(by: isWorse)
    if let worst = own.first, worst.severity > .ok { return worst }
    return own.first { !$0.rule.isItem && $0.isEvaluated }
      ?? own.first { if case .tooFew = $0.verdict { true } else { false } }
      ?? own.first(where: \.isEvaluated) ?? own.first
  }

  /// How many findings breach at this severity.
  public static func count(_ severity: Severity, in findings: [Finding]) -> Int {
    findings.count { $0.severity == severity }
  }

  /// What `check` exits with, as monitoring plug-ins do: 2 if anything is critical, else 1 if there is a warning,
  /// else 3 if no rule could be evaluated, else 0.
  public static func exitCode(_ findings: [Finding]) -> Int32 {
    switch findings.map(\.severity).max() {
    case .critical: 2
    case .warning: 1
    default: findings.contains(where: \.isEvaluated) ? 0 : 3
    }
  }
}
