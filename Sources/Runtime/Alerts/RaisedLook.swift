import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// Looks closer at alerts that are raised: since when they are, about parts of the organisation and about numbers of
/// items, by what their rules themselves measured week by week; and in a part, which rows they are about and what stands
/// behind it.
struct RaisedLook {
  private let engine: Engine
  private let query: Query
  private let look: RuleLook

  init(_ engine: Engine, present: Instant) {
    self.engine = engine
    query = Query(asOf: present)
    look = RuleLook(engine: engine, feeds: Feeds(engine.dataset, engine.profile)) { request, instant in
      engine.measure(request, Query(asOf: instant))
    }
  }

  /// What is known of one alert.
  private typealias Known = (key: AlertKey, finding: Finding?, reason: FindingReason?)

  /// - Parameters:
  ///   - rules: those in force.
  ///   - raised: alerts that are raised; of others nothing is told.
  /// - Returns: findings of parts, and reasons.
  func all(_ rules: [AlertRule], raised: [AlertKey: AlertInstance]) -> AlertBackground {
    let rules = Dictionary(rules.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let raised = raised.sorted { $0.key < $1.key }
    let found = TwoCores.map(raised.count) { place -> Known in
      let (key, instance) = raised[place]
      guard let rule = rules[key.rule] else { return (key, nil, nil) }
      return key.scope == .all ? (key, nil, whole(rule, instance)) : part(rule, key, instance)
    }
    var background = AlertBackground()
    for known in found {
      if let finding = known.finding, finding.reading.value != nil { background.parts[known.key] = finding }
      if let reason = known.reason { background.reasons[known.key] = reason }
    }
    return background
  }

  private func whole(_ rule: AlertRule, _ instance: AlertInstance) -> FindingReason? {
    guard rule.isItem, !isToldByOldest(rule) else { return nil }
    return since(rule, instance).map { FindingReason(since: $0) }
  }

  private func part(_ rule: AlertRule, _ key: AlertKey, _ instance: AlertInstance) -> Known {
    let finding = look.finding(rule, key.scope) { look.measure($0, query.asOf) }
    let request = finding.rule.request
    let cause = engine.cause(of: request, rows: Array(finding.reading.rows), breach: rule.breach, query)
    return (key, finding, FindingReason(since: since(finding.rule, instance), cause: cause))
  }

  private func since(_ rule: AlertRule, _ instance: AlertInstance) -> Since? {
    // Judged every hour and at once, it was crossed when it fired.
    if rule.request.statistic == .brokenNow {
      return instance.firedAt.map { Since(instant: $0, method: .crossing) }
    }
    return engine.sinceByHistory(rule.request, query, limit: rule.warn, breach: rule.breach)
  }

  /// True where the oldest item says it: one is enough to break the rule.
  private func isToldByOldest(_ rule: AlertRule) -> Bool {
    switch rule.request.statistic {
    case .unanswered, .idle: rule.warn == 0
    default: false
    }
  }
}

extension AlertRule {
  /// On which side of the limit it is broken.
  var breach: Bound { direction == .below ? .below : .above }
}
