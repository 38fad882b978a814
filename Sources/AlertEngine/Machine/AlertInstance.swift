import Domain

/// One rule about one part of the organisation, with its memory. All of it is kept: an instance that was written down
/// and read again goes on as if nothing had happened (statistics.md section 3).
public struct AlertInstance: Sendable, Equatable, Codable {
  /// The rule as it was when the instance began.
  public internal(set) var policy: AlertPolicy
  /// The warning level.
  public internal(set) var warning = LevelState.off
  /// The critical level.
  public internal(set) var critical = LevelState.off
  /// The highest level that is raised.
  public internal(set) var severity = Severity.ok
  /// How bad it has been at worst since it fired.
  public internal(set) var worst = Severity.ok
  /// When it fired; nil unless it is firing.
  public internal(set) var firedAt: Instant?
  /// When it fired lately, oldest first.
  public internal(set) var raises: [Instant] = []
  /// True while it is raised too often.
  public internal(set) var isFlapping = false
  /// The stretch without data that goes on; nil with data.
  public internal(set) var gap: Gap?
  /// Who took note; nil unless it is firing.
  public internal(set) var acknowledgement: Acknowledgement?
  /// Who wants it quiet, and how long.
  public internal(set) var snooze: Snooze?
  /// When it was last told of anything.
  public internal(set) var lastHeard: Instant?
  /// When it was last evaluated, with data or without.
  public internal(set) var lastTick: Instant?
  /// The last value.
  public internal(set) var lastValue: LastValue?
  /// How it last fired and ended.
  public internal(set) var lastEpisode: Episode?

  /// An instance that knows nothing yet.
  public init(_ policy: AlertPolicy) { self.policy = policy }

  /// A stretch without data.
  public struct Gap: Sendable, Equatable, Codable {
    /// The first tick without data.
    public var since: Instant
    /// True once that was said.
    public var isTold: Bool
    /// Rows at the last tick of it: more than none are too few to judge.
    public var count: Int?
  }

  /// Somebody knows.
  public struct Acknowledgement: Sendable, Equatable, Codable {
    /// Since when.
    public var at: Instant
    /// How bad it was then.
    public var severity: Severity
    /// Who it is.
    public var by: String
    /// What they remark.
    public var note: String
    /// When they want it done; speaks again then.
    public var due: Instant?
  }

  /// Somebody wants it quiet.
  public struct Snooze: Sendable, Equatable, Codable {
    /// How long; nil until it resolves.
    public var until: Instant?
    /// How bad it was then: what gets worse than a warning speaks again.
    public var severity: Severity
    /// Who it is.
    public var by: String
    /// Why.
    public var reason: String
  }

  /// A value and its basis.
  public struct LastValue: Sendable, Equatable, Codable {
    /// The tick that it was measured at.
    public var at: Instant
    /// The value.
    public var value: Double
    /// Rows behind it.
    public var count: Int
  }

  /// One time from firing to its end.
  public struct Episode: Sendable, Equatable, Codable {
    /// When it fired.
    public var firedAt: Instant
    /// When it ended.
    public var endedAt: Instant
    /// How bad it was at worst.
    public var worst: Severity
    /// True if it ended for want of data.
    public var isWithoutData: Bool
  }
}

extension AlertInstance {
  /// Seconds that a resolved alert stays listed.
  public static let listedAfterResolving: Int64 = 86_400

  /// True if there is data, but not enough to judge it.
  public var hasTooFewRows: Bool { gap.map { ($0.count ?? 0) > 0 } ?? false }

  /// What it looks like from outside.
  public var display: AlertDisplay {
    if severity > .ok { return snooze != nil ? .snoozed : acknowledgement != nil ? .acknowledged : .firing }
    if gap?.isTold == true { return .nodata }
    return warning.isPending || critical.isPending ? .pending : .inactive
  }

  /// How it last fired, if that ended so recently that it is still listed.
  public func recentlyResolved(at now: Instant) -> Episode? {
    lastEpisode.flatMap { now.since($0.endedAt) < Self.listedAfterResolving ? $0 : nil }
  }
}
