import Domain

/// Evidence about many parts of the organisation at once. Of twenty reps one is beyond an 80 % bound by chance alone
/// nearly always, so they are tested together.
public enum JointEvidence {
  /// Share of false alarms among those let through (statistics.md section 3).
  public static let falseAlarms = 0.10

  /// The measurements of one rule at one tick, in which parts that are not flagged by Benjamini and Hochberg's test
  /// have lost their bounds, so that they prove nothing; the organisation as a whole is not among the tested.
  /// - Parameter chances: of each part, how likely a value like its own or worse were if its level were kept. A part
  ///   without proves nothing.
  public static func judged(_ rule: RuleObservation, chances: [Scope: Double]) -> RuleObservation {
    guard rule.policy.gated else { return rule }
    let parts = rule.elements.keys.filter { $0 != .all }
    let tests = parts.compactMap { part in
      chances[part].map { (name: AlertKey(rule: rule.rule, scope: part).scopeText, p: $0) }
    }
    let flagged = Set(BenjaminiHochberg.flagged(tests, level: falseAlarms))
    var judged = rule
    for part in parts where !flagged.contains(AlertKey(rule: rule.rule, scope: part).scopeText) {
      judged.elements[part]?.measured?.low = nil
      judged.elements[part]?.measured?.high = nil
    }
    return judged
  }
}
