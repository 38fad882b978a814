import Dashboard
import Domain

/// Which instant the user asked for.
public enum AsOfChoice: Sendable, Equatable {
  /// The data's own settings, else now, else the end of data that is long over.
  case automatic
  case now
  case at(Instant)
}

/// The instant that figures stand at, and why.
public struct Present: Sendable, Equatable {
  /// Nil: the present, which moves.
  public var fixed: Instant?
  public var origin: ClockOrigin

  public init(fixed: Instant?, origin: ClockOrigin) {
    self.fixed = fixed
    self.origin = origin
  }

  /// Data whose newest event is older than this is shown as of that event.
  static let freshFor: Int64 = 36 * 3600

  /// `--as-of`, else the set's own `as_of`, else now; where the data ends long ago, its end.
  /// Live sources always tell of the present.
  public static func resolve(
    choice: AsOfChoice, configured: Instant?, newestEvent: Instant, isLive: Bool, now: Instant
  ) -> Present {
    switch choice {
    case .now: return Present(fixed: nil, origin: .now)
    case .at(let instant): return Present(fixed: instant, origin: .chosen)
    case .automatic:
      if isLive { return Present(fixed: nil, origin: .now) }
      if let configured { return Present(fixed: configured, origin: .settings) }
      guard newestEvent.isKnown, now.since(newestEvent) > freshFor else { return Present(fixed: nil, origin: .now) }
      return Present(fixed: newestEvent, origin: .dataEnd)
    }
  }
}
