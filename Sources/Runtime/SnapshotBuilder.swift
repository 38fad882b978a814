import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// Makes the value that screens, reports and checks are drawn from: the same for all of them.
public enum SnapshotBuilder {
  /// Rows of the short lists that panels show.
  private static let previewLength = 20

  /// Everything about `query` at one moment.
  /// - Parameters:
  ///   - query: its `asOf` may be ``Instant/never`` for the present.
  ///   - since: the beginning of what changed.
  ///   - present: the present of the data.
  public static func snapshot(
    of loaded: Loaded, query: Query, rules: [AlertRule], since: ChangesSince = ChangesSince(), present: Instant
  ) -> Snapshot {
    snapshot(of: loaded, query: query, rules: rules, since: since, present: present, between: {})
  }

  /// The same, to be abandoned between two parts.
  /// - Parameter pause: called between parts; what it throws ends the work.
  static func snapshot<Failure: Error>(
    of loaded: Loaded, query: Query, rules: [AlertRule], since: ChangesSince, present: Instant,
    between pause: @Sendable () throws(Failure) -> Void
  ) throws(Failure) -> Snapshot {
    let resolved = loaded.resolve(query, present: present)
    let engine = loaded.engine
    let hours = RuleHours(engine.profile)
    let rules = rules.filter { $0.each == nil && hours.isActive($0, at: resolved.asOf) }
    let (readings, findings) = try TwoCores.both(
      { () throws(Failure) in try engine.readings(resolved, between: pause) },
      { () throws(Failure) in
        try AlertEngine.findings(rules) { request throws(Failure) in
          try pause()
          return engine.measure(request, resolved)
        }
      })
    let (reasons, changes) = try TwoCores.both(
      { () throws(Failure) in try Self.reasons(findings, engine, resolved, between: pause) },
      { () throws(Failure) in
        try pause()
        return Self.changes(loaded, resolved, since)
      })
    var snapshot = Snapshot(
      title: loaded.title, readings: readings, findings: findings, facts: engine.dataset.facts,
      profile: engine.profile, clock: query.asOf == .never ? loaded.present.origin : .chosen,
      sources: loaded.sources,
      waiting: engine.recentFirst(readings.response.waiting.rows, asOf: resolved.asOf).prefix(previewLength).map {
        engine.leadRow($0, resolved, reason: .waitingLeads)
      },
      quiet: readings.activities.quiet.prefix(previewLength).map {
        engine.opportunityRow($0, resolved, reason: .quiet)
      },
      changes: changes,
      computedAt: present, displayTimeZone: loaded.displayTimeZone, names: loaded.names,
      attributes: engine.dataset.attributeNames,
      generation: loaded.generation)
    snapshot.reasons = reasons
    snapshot.alerts = BoardMaker.judged(snapshot)
    return snapshot
  }

  /// Since when and why rules are broken, by rule.
  private static func reasons<Failure: Error>(
    _ findings: [Finding], _ engine: Engine, _ query: Query, between pause: @Sendable () throws(Failure) -> Void
  ) throws(Failure) -> [String: FindingReason] {
    let broken = findings.filter { $0.severity > .ok }
    let reasons = try TwoCores.map(broken.count) { index throws(Failure) in
      try pause()
      return reason(broken[index], engine, query)
    }
    return Dictionary(zip(broken.map(\.id), reasons)) { first, _ in first }
  }

  /// Days; the weeks that trends are drawn over.
  private static let longestSince = 182

  /// Since when and why a rule is broken.
  private static func reason(_ finding: Finding, _ engine: Engine, _ query: Query) -> FindingReason {
    let rule = finding.rule
    let breach: Bound = rule.direction == .below ? .below : .above
    let since = engine.since(rule.request, query, limit: rule.warn, breach: breach)
    // The oldest of many items says nothing about when there came to be so many.
    let isTelling = since.map { $0.instant > query.asOf.adding(days: -Self.longestSince) } ?? false
    return FindingReason(
      since: isTelling ? since : nil,
      cause: engine.cause(of: rule.request, rows: finding.reading.rows, breach: breach, query))
  }

  /// Deals that are named beside each kind of change.
  private static let namedChanges = 3

  private static func changes(_ loaded: Loaded, _ query: Query, _ since: ChangesSince) -> WhatChanged? {
    guard let beginning = since.beginning(asOf: query.asOf, timeZone: loaded.displayTimeZone) else { return nil }
    let engine = loaded.engine
    let all = engine.changes(from: beginning.after, to: query.asOf, filter: query.filter)
    var largest: [ChangeKind: [OpportunityRow]] = [:]
    for kind in ChangeKind.allCases {
      guard let rows = all[kind]?.rows.prefix(namedChanges), !rows.isEmpty else { continue }
      largest[kind] = rows.map { engine.opportunityRow($0, query) }
    }
    return WhatChanged(beginning: beginning, all: all, largest: largest)
  }
}

extension Engine {
  /// An opportunity as a list of what changed shows it.
  func opportunityRow(_ change: ChangeRow, _ query: Query) -> OpportunityRow {
    var row = opportunityRow(change.row, query, reason: .allOpportunities)
    row.change = change
    return row
  }
}

extension Loaded {
  /// The query with the present in place of ``Instant/never``; whole days where the data knows only dates.
  public func resolve(_ query: Query, present now: Instant) -> Query {
    var resolved = query
    if query.asOf == .never { resolved.asOf = present.fixed ?? now }
    if engine.dataset.isDatesOnly, resolved.asOf.isKnown {
      resolved.asOf = resolved.asOf.utcDate.midnightUTC
    }
    return engine.resolved(resolved)
  }

  /// Zone that instants are shown in: the organisation's, or UTC where there are only dates, which never shift.
  public var displayTimeZone: String {
    engine.dataset.isDatesOnly ? "UTC" : engine.profile.hours.timeZone
  }
}

extension Dataset {
  /// True if no table with rows carries a time of day.
  public var isDatesOnly: Bool {
    let precisions = [
      leads.count > 0 ? facts.leadPrecision : .day, opportunities.count > 0 ? facts.opportunityPrecision : .day,
      activities.count > 0 ? facts.activityPrecision : .day,
    ]
    return precisions.allSatisfy { $0 == .day } && leads.count + opportunities.count + activities.count > 0
  }

  /// Names of the columns beyond the known ones, sorted.
  public var attributeNames: [String] { Set(leadAttributes.keys).union(opportunityAttributes.keys).sorted() }
}
