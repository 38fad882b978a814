import Domain

/// One level of a rule as a comparator with delay and memory (statistics.md section 3).
public enum LevelState: Sendable, Equatable, Codable {
  /// Nothing is wrong.
  case off
  /// Beyond the level, not yet long enough.
  case pending(since: Instant)
  /// Beyond the level for long enough, and not recovered.
  case on
  /// On the good side of the level of recovery, not yet long enough.
  case recovering(since: Instant)

  /// True from firing to the end of recovery.
  public var isRaised: Bool {
    switch self {
    case .on, .recovering: true
    case .off, .pending: false
    }
  }

  /// True while a breach waits for its delay.
  public var isPending: Bool { if case .pending = self { true } else { false } }

  /// One tick. The steps follow each other within it, so that delays of 0 pass through at once.
  /// - Parameters:
  ///   - hold: seconds a breach must last.
  ///   - keep: seconds a recovery must last.
  mutating func step(isBreached: Bool, hasRecovered: Bool, at now: Instant, hold: Int64, keep: Int64) {
    switch self {
    case .off where isBreached: self = .pending(since: now)
    case .pending where !isBreached: self = .off
    default: break
    }
    if case .pending(let since) = self, now.since(since) >= hold { self = .on }
    switch self {
    case .on where hasRecovered: self = .recovering(since: now)
    case .recovering where !hasRecovered: self = .on
    default: break
    }
    if case .recovering(let since) = self, now.since(since) >= keep { self = .off }
  }

  /// Time without data counts for nothing: what has lasted since then has lasted that much shorter.
  mutating func discount(_ seconds: Int64) {
    switch self {
    case .pending(let since): self = .pending(since: since.adding(seconds))
    case .recovering(let since): self = .recovering(since: since.adding(seconds))
    case .off, .on: break
    }
  }
}
