import Domain

/// A raised alert that wants to be seen.
public struct RaisedAlert: Sendable, Equatable {
  /// Which one it is.
  public var key: AlertKey
  /// What it is about.
  public var metric: MetricID
  /// On which side it is bad.
  public var direction: Direction
  /// How bad it is.
  public var severity: Severity
  /// True if somebody acknowledged or snoozed it.
  public var isQuiet: Bool
  /// How much is beyond the limit, in leads, opportunities or money: see ``Finding/excess``.
  public var excess: Double
  /// When it fired.
  public var firedAt: Instant

  /// An alert as it stands.
  public init(
    key: AlertKey, metric: MetricID, direction: Direction, severity: Severity, isQuiet: Bool, excess: Double,
    firedAt: Instant
  ) {
    self.key = key
    self.metric = metric
    self.direction = direction
    self.severity = severity
    self.isQuiet = isQuiet
    self.excess = excess
    self.firedAt = firedAt
  }

  /// What an instance remembers and its rule found last; nil unless it is raised.
  public init?(_ instance: AlertInstance, of key: AlertKey, finding: Finding) {
    guard instance.severity > .ok, let firedAt = instance.firedAt else { return nil }
    self.init(
      key: key, metric: finding.rule.request.metric, direction: finding.rule.direction, severity: instance.severity,
      isQuiet: instance.display != .firing, excess: finding.excess, firedAt: firedAt)
  }

  /// Order of statistics.md section 3: severity, nobody's before somebody's, excess, newest, and then the name, so that
  /// it never depends on chance.
  public static func isBefore(_ left: RaisedAlert, _ right: RaisedAlert) -> Bool {
    if left.severity != right.severity { return left.severity > right.severity }
    if left.isQuiet != right.isQuiet { return right.isQuiet }
    if left.excess != right.excess { return left.excess > right.excess }
    return left.firedAt != right.firedAt ? left.firedAt > right.firedAt : left.key < right.key
  }
}

/// One line about everything that is wrong with one metric on one side, for it has one cause.
public struct AlertLine: Sendable, Equatable {
  /// What the line is about: the whole organisation if an alert of it is raised, else the worst part.
  public var head: RaisedAlert
  /// What is told as its reason, or beside it; the worst first.
  public var folded: [RaisedAlert]

  /// All of it, the head first.
  public var alerts: [RaisedAlert] { [head] + folded }
  /// True if only parts of the organisation are concerned.
  public var isAboutParts: Bool { head.key.scope != .all }
  /// How bad the worst of it is.
  public var severity: Severity { alerts.map(\.severity).max() ?? .ok }
  /// True if somebody knows of all of it.
  public var isQuiet: Bool { alerts.allSatisfy(\.isQuiet) }

  fileprivate init?(_ alerts: [RaisedAlert]) {
    let ranked = alerts.sorted(by: RaisedAlert.isBefore)
    guard let head = ranked.first(where: { $0.key.scope == .all }) ?? ranked.first else { return nil }
    self.head = head
    folded = ranked.filter { $0.key != head.key }
  }

  /// Ranked as its head, but never below what is folded into it.
  fileprivate var rank: RaisedAlert {
    var rank = head
    (rank.severity, rank.isQuiet) = (severity, isQuiet)
    return rank
  }
}

/// What there is room for, the worst first.
public struct AlertLines: Sendable, Equatable {
  /// Lines that a screen shows at most.
  public static let limit = 5

  /// The lines to show.
  public var shown: [AlertLine]
  /// How many more there are.
  public var more: Int

  /// One line for each metric and direction (statistics.md section 3).
  public init(_ alerts: [RaisedAlert], limit: Int = AlertLines.limit) {
    struct Group: Hashable {
      let metric: MetricID
      let direction: Direction
    }
    let groups = Dictionary(grouping: alerts) { Group(metric: $0.metric, direction: $0.direction) }
    let lines = groups.values.compactMap { AlertLine($0) }.sorted { RaisedAlert.isBefore($0.rank, $1.rank) }
    shown = Array(lines.prefix(max(0, limit)))
    more = lines.count - shown.count
  }
}
