import Domain

/// What a rule would have said over ticks of the past: the alert machine itself, told what was measured then.
public struct Backtest: Sendable, Equatable {
  /// From firing to its end.
  public struct Episode: Sendable, Equatable, Codable {
    /// Which part of the organisation it was about.
    public var scope = Scope.all
    /// When it fired.
    public var firedAt: Instant
    /// When it ended; nil while it goes on.
    public var endedAt: Instant?
    /// How bad it was at worst.
    public var worst: Severity
  }

  /// In order of time.
  public private(set) var episodes: [Episode] = []
  /// Days that the rule could be judged in.
  public private(set) var days: Double

  /// Days of a year.
  static let year = 365.0

  /// Runs a policy over what its rule measured.
  public init(_ policy: AlertPolicy, over series: AlertSeries) {
    days = series.days(policy)
    var book = AlertBook()
    let key = AlertKey(rule: "")
    for (tick, observation) in zip(series.ticks, series.observations) {
      let change = book.take(.observation(observation), at: tick, for: key, under: policy)
      for event in change.events { take(event, change) }
    }
  }

  /// Runs a rule that learns its levels over what it measured: at each tick with the levels that it would have learned
  /// by then from the year before, as it does live.
  /// - Parameter start: what it says before does not count.
  public init(learning rule: AlertRule, over series: AlertSeries, from start: Instant) {
    days = 0
    var book = AlertBook()
    let key = AlertKey(rule: rule.id)
    var learned: LearnedLevels?
    for (tick, observation) in zip(series.ticks, series.observations) {
      let isRaised = book.instances[key].map { $0.severity > .ok } ?? false
      if learned.map({ $0.isDue(at: tick) && !isRaised }) ?? true {
        let year = series.part(from: tick.adding(days: 1 - Int(Self.year)), through: tick)
        learned = LearnedLevels(rule, over: year, at: tick)
      }
      guard let levelled = learned?.applied(to: rule), !levelled.isLearning else { continue }
      let change = book.take(.observation(observation), at: tick, for: key, under: AlertPolicy(levelled))
      guard tick >= start else { continue }
      days += 1
      for event in change.events { take(event, change) }
    }
  }

  /// Runs a rule about each part of the organisation over what it measured; one that learns its levels at each tick with
  /// those that it would have learned by then.
  /// - Parameter start: what it says before does not count.
  public init(parts rule: AlertRule, over series: PartSeries, from start: Instant) {
    days = 0
    var book = AlertBook()
    var learned: LearnedLevels?
    for (place, tick) in series.ticks.enumerated() {
      let isRaised = book.instances.values.contains { $0.severity > .ok }
      if rule.learns, learned.map({ $0.isDue(at: tick) && !isRaised }) ?? true {
        let year = series.part(from: tick.adding(days: 1 - Int(Self.year)), through: tick)
        learned = LearnedLevels(rule, over: year, at: tick)
      }
      let levelled = learned?.applied(to: rule) ?? rule
      guard !levelled.isLearning else { continue }
      let changes = book.evaluate(series.observation(levelled, at: place), at: tick)
      guard tick >= start else { continue }
      days += 1
      for change in changes { for event in change.events { take(event, change) } }
    }
  }

  /// How often a rule would have fired with these levels of parts.
  static func firings(_ rule: AlertRule, _ levels: [Scope: Double], _ series: PartSeries) -> Int {
    var (rule, book, count) = (rule, AlertBook(), 0)
    rule.partLevels = levels
    for (place, tick) in series.ticks.enumerated() {
      for change in book.evaluate(series.observation(rule, at: place), at: tick) {
        count += change.events.count { $0 == .firedWarning || $0 == .firedCritical }
      }
    }
    return count
  }

  /// The last episode.
  public var last: Episode? { episodes.last }
  /// How often it fired in a year; nil where it could never be judged.
  public var firingsAYear: Double? { rate(episodes.count) }
  /// How often it was critical in a year.
  public var criticalsAYear: Double? { rate(episodes.count { $0.worst == .critical }) }

  private func last(of key: AlertKey) -> Int? { episodes.lastIndex { $0.scope == key.scope } }

  private func rate(_ count: Int) -> Double? { days > 0 ? Double(count) * Self.year / days : nil }

  private mutating func take(_ event: AlertEvent, _ change: AlertChange) {
    switch event {
    case .firedWarning, .firedCritical:
      episodes.append(
        Episode(scope: change.key.scope, firedAt: change.at, endedAt: nil, worst: change.instance.worst))
    case .escalated: if let last = last(of: change.key) { episodes[last].worst = .critical }
    case .resolved, .resolvedWithoutData: if let last = last(of: change.key) { episodes[last].endedAt = change.at }
    default: break
    }
  }
}
