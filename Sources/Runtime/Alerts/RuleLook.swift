import AlertEngine
import Domain
import MetricEngine

/// Looks at rules at one instant: what they measure, whether there is anything to measure, and whether it is evidence.
struct RuleLook: Sendable {
  let engine: Engine
  let feeds: Feeds
  let measure: RuleMeasuring.Measure

  /// What rules measure at a tick.
  /// - Parameters:
  ///   - asOf: the instant that figures of the tick stand at.
  ///   - pause: called before each measurement; what it throws ends the work.
  func observations<Failure: Error>(
    _ rules: [AlertRule], at tick: Instant, asOf: Instant, between pause: () throws(Failure) -> Void
  ) throws(Failure) -> [RuleFindings] {
    try rules.map { rule throws(Failure) in
      try look(at: rule, tick, asOf, pause)
    }
  }

  private func look<Failure: Error>(
    at rule: AlertRule, _ tick: Instant, _ asOf: Instant, _ pause: () throws(Failure) -> Void
  ) throws(Failure) -> RuleFindings {
    let isStale = feeds.isStale(rule, at: tick)
    let scopes = isStale && rule.each != nil ? [] : scopes(of: rule)
    var found: [Scope: Finding] = [:]
    for scope in scopes {
      let finding = try finding(rule, scope) { request throws(Failure) in
        try pause()
        return measure(request, asOf)
      }
      // Parts without a row would fill the memory with names.
      if rule.each == nil || finding.reading.count > 0 { found[scope] = finding }
    }
    guard rule.each == nil else {
      return RuleFindings(observation: RuleObservation(rule, parts: found), findings: found)
    }
    let elements = found.mapValues { isStale ? AlertObservation.noData : AlertObservation($0) }
    return RuleFindings(
      observation: RuleObservation(rule: rule.id, policy: AlertPolicy(rule), elements: elements), findings: found)
  }

  /// One part of the organisation. Of one with too few rows a quarter is looked at instead.
  func finding<Failure: Error>(
    _ rule: AlertRule, _ scope: Scope, _ measure: (MeasureRequest) throws(Failure) -> Reading
  ) throws(Failure) -> Finding {
    let part = rule.about(scope)
    let found = try AlertEngine.finding(part, measure: measure)
    guard rule.each != nil, case .tooFew = found.verdict, let wider = part.overQuarter else { return found }
    return try AlertEngine.finding(wider, measure: measure)
  }

  private func scopes(of rule: AlertRule) -> [Scope] {
    guard let dimension = rule.each else { return [rule.request.scope] }
    return engine.parts(dimension).filter(rule.judges)
  }
}

/// What a rule found at one tick.
struct RuleFindings: Sendable {
  var observation: RuleObservation
  /// By part of the organisation.
  var findings: [Scope: Finding]
}

extension Engine {
  /// The parts of the organisation that a dimension tells apart.
  func parts(_ dimension: Dimension) -> [Scope] {
    dataset.vocabulary(dimension).names.filter { !$0.isEmpty }.map { .element(dimension, $0) }
  }
}
