import AlertEngine
import Dashboard
import Domain
import MetricEngine
import Reporting

/// Finds out what a digest says.
public struct DigestMaker {
  private let loaded: Loaded
  private let rules: [AlertRule]
  private let present: Instant
  private let board: (Snapshot) -> AlertBoard?

  /// - Parameters:
  ///   - rules: those in force.
  ///   - present: the present of the data where it stands at no instant of its own.
  ///   - board: how alerts of the whole organisation stand; nil where nothing is remembered.
  public init(
    _ loaded: Loaded, rules: [AlertRule], present: Instant, board: @escaping (Snapshot) -> AlertBoard? = { _ in nil }
  ) {
    self.loaded = loaded
    self.rules = rules
    self.present = present
    self.board = board
  }

  /// The digest of a part of the organisation.
  /// - Parameter last: when there was one before; nil, or a time after the data, tells what changed since yesterday.
  public func digest(of scope: Scope, after last: Instant?) -> Digest {
    let asOf = loaded.resolve(Query(asOf: .never), present: present).asOf
    return digest(of: scope, since: ChangesSince(last.flatMap { $0 < asOf ? .at($0) : nil } ?? .yesterday))
  }

  /// The digest of a part of the organisation, with what changed since then.
  public func digest(of scope: Scope, since: ChangesSince) -> Digest {
    var query = Query(asOf: .never)
    if case .element(let dimension, let name) = scope {
      query.filter = Filter(clauses: [.dimension(dimension, [name])])
    }
    var snapshot = SnapshotBuilder.snapshot(of: loaded, query: query, rules: rules, since: since, present: present)
    if scope == .all, let board = board(snapshot) { snapshot.alerts = board }
    return Digest(snapshot, scope: scope, deals: deals(snapshot))
  }

  private static let mostDeals = 5
  private static let mostReasons = 2

  /// Open deals that break most limits, and of those with equally many the ones with most money.
  private func deals(_ snapshot: Snapshot) -> [OpportunityRow] {
    var reasons: [Int32: [Listing]] = [:]
    for finding in snapshot.findings where finding.severity > .ok {
      guard let listing = finding.rule.request.statistic.listing else { continue }
      for row in Set(finding.reading.rows) { reasons[row, default: []].append(listing) }
    }
    let amounts = loaded.engine.dataset.opportunities.amount
    let ranked = reasons.sorted { left, right in
      if left.value.count != right.value.count { return left.value.count > right.value.count }
      let (first, second) = (amounts[Int(left.key)], amounts[Int(right.key)])
      return first != second ? first > second : left.key < right.key
    }
    let query = snapshot.readings.query
    return ranked.prefix(Self.mostDeals).map { row, listings in
      let rows = listings.map { loaded.engine.opportunityRow(row, query, reason: $0) }
      var deal = rows[0]
      deal.reasons = Array(rows.flatMap(\.reasons).prefix(Self.mostReasons))
      return deal
    }
  }
}

extension Statistic {
  /// The list of open deals that break a limit of this kind; nil for figures and leads.
  var listing: Listing? {
    switch self {
    case .idle, .idleBeyond: .quiet
    case .stageAge: .stuck
    case .olderThanWinners: .old
    default: nil
    }
  }
}
