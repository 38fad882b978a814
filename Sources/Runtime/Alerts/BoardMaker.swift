import AlertEngine
import Dashboard
import Domain

/// Puts what is remembered of alerts beside what their rules find now.
enum BoardMaker {
  /// Everything remembered.
  /// - Parameters:
  ///   - snapshot: what rules find at the present.
  ///   - rules: those in force.
  ///   - background: what the snapshot does not know.
  static func remembered(
    _ snapshot: Snapshot, _ rules: [AlertRule], _ view: AlertMemory.View, _ background: AlertBackground,
    at now: Instant
  ) -> AlertBoard {
    let whole = snapshot.findings.filter { $0.rule.each == nil }.map { finding in
      let key = AlertKey(rule: finding.id, scope: finding.rule.request.scope)
      var reason = snapshot.reasons[finding.id]
      if let since = background.reasons[key]?.since { reason = FindingReason(since: since, cause: reason?.cause) }
      var entry = entry(key, finding, view, reason: reason)
      entry.forecast = background.forecasts[finding.id].flatMap { entry.mayExpect($0, at: now) ? $0 : nil }
      return entry
    }
    let some = rules.filter { $0.each != nil }.flatMap { rule in
      view.book.instances.filter { $0.key.rule == rule.id && $0.value.isWorthAnEntry(at: now) }.map { key, instance in
        let finding = background.parts[key] ?? instance.lastFinding(rule.about(key.scope))
        return entry(key, finding, view, reason: background.reasons[key])
      }
    }
    let entries = (whole + some).sorted { isBefore($0, $1, at: now) }
    return AlertBoard(
      basis: .remembered, entries: entries, lines: AlertLines(entries.compactMap(\.raised)),
      definitions: view.definitions)
  }

  private static func entry(
    _ key: AlertKey, _ finding: Finding, _ view: AlertMemory.View, reason: FindingReason?
  ) -> AlertEntry {
    AlertEntry(
      key: key, finding: finding, instance: view.book.instances[key], reason: reason, log: view.log[key] ?? [])
  }

  /// Raised ones first, as lines are ranked, then those that ended lately, then those about to fire, then as rules
  /// find.
  private static func isBefore(_ left: AlertEntry, _ right: AlertEntry, at now: Instant) -> Bool {
    if let first = left.raised, let second = right.raised { return RaisedAlert.isBefore(first, second) }
    let ranks = (left.rank(at: now), right.rank(at: now))
    if ranks.0 != ranks.1 { return ranks.0 < ranks.1 }
    if isWorse(left.finding, right.finding) { return true }
    return isWorse(right.finding, left.finding) ? false : left.key < right.key
  }
}

extension AlertEntry {
  fileprivate var raised: RaisedAlert? { instance.flatMap { RaisedAlert($0, of: key, finding: finding) } }

  /// True if a forecast is news: not that a level will be crossed which is still held to be, or from which the figure has
  /// just come back.
  fileprivate func mayExpect(_ forecast: BreachForecast, at now: Instant) -> Bool {
    guard case .crossing(let level, _) = forecast else { return true }
    return level > severity && instance?.recentlyResolved(at: now) == nil
  }

  fileprivate func rank(at now: Instant) -> Int {
    guard let instance else { return 3 }
    if instance.severity > .ok { return 0 }
    if instance.recentlyResolved(at: now) != nil { return 1 }
    return instance.display == .pending ? 2 : 3
  }
}

extension AlertInstance {
  /// Of hundreds of parts of the organisation only those are listed of which there is something to say.
  fileprivate func isWorthAnEntry(at now: Instant) -> Bool {
    severity > .ok || display == .pending || recentlyResolved(at: now) != nil
  }

  /// What its rule found when it was last evaluated, as far as that is remembered.
  fileprivate func lastFinding(_ rule: AlertRule) -> Finding {
    let reading = Reading(value: lastValue?.value, count: lastValue?.count ?? 0)
    let verdict: Verdict = lastValue == nil ? .noData(missing: []) : severity > .ok ? .breach(severity) : .within
    return Finding(rule: rule, reading: reading, verdict: verdict)
  }
}
