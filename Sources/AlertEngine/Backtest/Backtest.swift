import Domain

/// What a rule would have said over ticks of the past: the alert machine itself, told what was measured then.
public struct Backtest: Sendable, Equatable {
  /// From firing to its end.
  public struct Episode: Sendable, Equatable, Codable {
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

  /// The last episode.
  public var last: Episode? { episodes.last }
  /// How often it fired in a year; nil where it could never be judged.
  public var firingsAYear: Double? { rate(episodes.count) }
  /// How often it was critical in a year.
  public var criticalsAYear: Double? { rate(episodes.count { $0.worst == .critical }) }

  private func rate(_ count: Int) -> Double? { days > 0 ? Double(count) * Self.year / days : nil }

  private mutating func take(_ event: AlertEvent, _ change: AlertChange) {
    switch event {
    case .firedWarning, .firedCritical:
      episodes.append(Episode(firedAt: change.at, endedAt: nil, worst: change.instance.worst))
    case .escalated: if let last = episodes.indices.last { episodes[last].worst = .critical }
    case .resolved, .resolvedWithoutData: if let last = episodes.indices.last { episodes[last].endedAt = change.at }
    default: break
    }
  }
}
