import AlertEngine
import Domain
import MetricEngine
import Synchronization

/// How the questions of rules are answered at past instants: the same for live ticks, for missed ones and for
/// back-tests, so that one way of answering can be put in the place of another.
public struct RuleMeasuring: Sendable {
  /// What a question measures at an instant, by what was known then.
  public typealias Measure = @Sendable (MeasureRequest, Instant) -> Reading

  /// Gets ready for questions at instants, which come in order, all questions of one before the next.
  public var prepared: @Sendable (Engine, [MeasureRequest], [Instant]) -> Measure

  /// A way of answering.
  public init(_ prepared: @escaping @Sendable (Engine, [MeasureRequest], [Instant]) -> Measure) {
    self.prepared = prepared
  }

  /// Asks an engine that knows nothing of what came later; one at a time, because each holds a copy of the rows.
  public static let byPastEngines = RuleMeasuring { engine, _, _ in
    let past = PastView(engine)
    return { request, instant in past.engine(at: instant).measure(request, Query(asOf: instant)) }
  }
}

/// The engine of the instant last asked about.
private final class PastView: Sendable {
  private let whole: Engine
  private let latest = Mutex<(instant: Instant, engine: Engine)?>(nil)

  init(_ engine: Engine) { whole = engine }

  func engine(at instant: Instant) -> Engine {
    latest.withLock { latest in
      if let latest, latest.instant == instant { return latest.engine }
      latest = nil
      let engine = whole.knowing(through: instant)
      latest = (instant, engine)
      return engine
    }
  }
}
