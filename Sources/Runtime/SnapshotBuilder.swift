import AlertEngine
import Dashboard
import Domain
import MetricEngine

/// Makes the value that screens, reports and checks are drawn from: the same for all of them.
public enum SnapshotBuilder {
  /// Rows of the short lists that panels show.
  static let previewLength = 20

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
    engine.select(resolved)
    let metrics = MetricID.heaviestFirst
    // What belongs to a metric shares its parts: it is worked out in one go, while others work on other metrics.
    let parts = try TwoCores.map(metrics.count + 1) { index throws(Failure) -> Part in
      try pause()
      guard index < metrics.count else { return .changes(changes(loaded, resolved, since)) }
      return .metric(try MetricPart(metrics[index], engine, resolved, rules, between: pause))
    }
    var all = Gathered(readings: Readings(resolved, counts: engine.counts(resolved)))
    for part in parts { all.take(part) }
    var snapshot = Snapshot(
      title: loaded.title, readings: all.readings, findings: all.findings.sorted(by: isWorse),
      facts: engine.dataset.facts,
      profile: engine.profile, clock: query.asOf == .never ? loaded.present.origin : .chosen,
      sources: loaded.sources,
      waiting: engine.waitingLeads(resolved).prefix(previewLength).map {
        engine.leadRow($0, resolved, reason: .waitingLeads)
      },
      quiet: all.readings.activities.quiet.prefix(previewLength).map {
        engine.opportunityRow($0, resolved, reason: .quiet)
      },
      changes: all.changes,
      computedAt: present, displayTimeZone: loaded.displayTimeZone, names: loaded.names,
      attributes: engine.dataset.attributeNames,
      generation: loaded.generation)
    snapshot.links = loaded.links
    snapshot.reasons = all.reasons
    snapshot.alerts = AlertBoard(judging: snapshot.findings, reasons: all.reasons, at: resolved.asOf)
    return snapshot
  }

  /// What is worked out by itself.
  private enum Part: Sendable {
    case metric(MetricPart)
    case changes(WhatChanged?)
  }

  /// All of them together.
  private struct Gathered {
    var readings: Readings
    var findings: [Finding] = []
    var reasons: [String: FindingReason] = [:]
    var changes: WhatChanged?

    mutating func take(_ part: Part) {
      switch part {
      case .metric(let part):
        readings.take(part.panel)
        findings += part.findings
        reasons.merge(part.reasons) { first, _ in first }
      case .changes(let changes): self.changes = changes
      }
    }
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
    resolved.asOf = engine.dataset.dated(resolved.asOf)
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

  /// An instant, or its day where there are only dates.
  func dated(_ instant: Instant) -> Instant {
    isDatesOnly && instant.isKnown ? instant.utcDate.midnightUTC : instant
  }

  /// Names of the columns beyond the known ones, sorted.
  public var attributeNames: [String] { Set(leadAttributes.keys).union(opportunityAttributes.keys).sorted() }
}
