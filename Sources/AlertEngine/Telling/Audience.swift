/// Who is told of what alerts say.
public struct Audience: Sendable, Equatable {
  /// One who is told.
  public struct Listener: Sendable, Equatable {
    /// What the settings call it.
    public var name: String
    /// What is less bad than this is not for it.
    public var least: Severity

    /// One who hears of everything at least this bad.
    public init(name: String, least: Severity = .warning) {
      self.name = name
      self.least = least
    }
  }

  /// All who are told.
  public var listeners: [Listener]

  /// These are told.
  public init(_ listeners: [Listener]) { self.listeners = listeners }

  /// The names of those who want to hear of something so bad.
  public func names(for severity: Severity) -> [String] {
    listeners.filter { $0.least <= severity }.map(\.name)
  }
}

/// What somebody who does not look at the screen wants to hear of an event.
public struct Announcement: Sendable, Equatable {
  /// What the event is about. Events about the same are told once, however often they are found.
  public var subject: String
  /// How bad it is or was.
  public var severity: Severity
}

extension AlertChange {
  /// What is to be told of an event of this change; nil if it is nobody's business.
  public func announcement(of event: AlertEvent) -> Announcement? {
    guard event.isWorthTelling(of: instance) else { return nil }
    return Announcement(subject: event.subject(of: self), severity: event.severity(of: instance))
  }
}

extension AlertEvent {
  /// True if somebody who does not look at the screen wants to hear of it.
  ///
  /// Somebody who asked for quiet is left alone until that ends, and one that comes and goes too often is told once.
  /// Too few rows to judge are no event for anybody: they are shown.
  func isWorthTelling(of instance: AlertInstance) -> Bool {
    switch self {
    case .firedWarning, .firedCritical: !instance.isFlapping && instance.snooze == nil
    case .resolved: !instance.isFlapping
    case .escalated: instance.snooze == nil
    case .noData: instance.severity > .ok || !instance.hasTooFewRows
    case .resolvedWithoutData, .raisedAfterSnooze, .raisedWhenDue, .flapping: true
    case .deescalated, .dataBack, .flappingEnded, .acknowledged, .snoozed, .unsnoozed, .noted, .undone, .ruleChanged,
      .definitionChanged, .ignoredOutOfOrder:
      false
    }
  }

  /// How bad what it tells of is or was.
  func severity(of instance: AlertInstance) -> Severity {
    switch self {
    case .resolved, .resolvedWithoutData: instance.lastEpisode?.worst ?? .warning
    default: max(.warning, instance.severity)
    }
  }

  /// A source that falls silent takes the data of many rules away at once: of those that do not fire that is one event.
  func subject(of change: AlertChange) -> String {
    let at = change.at.isoText ?? "\(change.at.seconds)"
    if self == .noData, change.instance.severity == .ok, let since = change.instance.gap?.since {
      return "\(rawValue)/\(since.isoText ?? "\(since.seconds)")"
    }
    return "\(change.key.rule)/\(change.key.scopeText)/\(rawValue)/\(at)"
  }
}
