import Dashboard
import Domain
import MetricEngine
import Settings

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
  /// Why it is this instant.
  public var origin: ClockOrigin

  /// An instant, or the moving present, with its reason.
  public init(fixed: Instant?, origin: ClockOrigin) {
    self.fixed = fixed
    self.origin = origin
  }

  /// `--as-of`, else the set's own `as_of`, else now; where the data ends long ago, its end.
  /// Live sources always tell of the present.
  public static func resolve(
    choice: AsOfChoice, configured: AsOf?, facts: DatasetFacts, isLive: Bool, now: Instant
  ) -> Present {
    switch (choice, configured) {
    case (.now, _): return Present(fixed: nil, origin: .now)
    case (.at(let instant), _): return Present(fixed: instant, origin: .chosen)
    case (.automatic, _) where isLive: return Present(fixed: nil, origin: .now)
    case (.automatic, .at(let instant)): return Present(fixed: instant, origin: .settings)
    case (.automatic, .now): return Present(fixed: nil, origin: .now)
    case (.automatic, nil):
      let inferred = ProfileInference.asOf(facts, now: now)
      return inferred.dataEnded
        ? Present(fixed: inferred.asOf, origin: .dataEnd) : Present(fixed: nil, origin: .now)
    }
  }
}
