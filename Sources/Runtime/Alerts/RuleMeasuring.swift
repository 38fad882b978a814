import AlertEngine
import Domain
import MetricEngine
import Synchronization

/// How the questions of rules are answered at past instants: the same for live ticks, for missed ones and for
/// back-tests, so that one way of answering can be put in the place of another.
public struct RuleMeasuring: Sendable {
  /// What a question measures at one of the instants, by what was known then.
  public typealias Measure = @Sendable (MeasureRequest, Instant) -> Reading

  /// Gets ready for questions at instants, which are ascending.
  public var prepared: @Sendable (Engine, [Instant]) -> Measure

  /// A way of answering.
  public init(_ prepared: @escaping @Sendable (Engine, [Instant]) -> Measure) { self.prepared = prepared }

  /// Answers each question for all instants in one pass along time, when it is first asked.
  public static let byHistory = RuleMeasuring { engine, instants in
    let past = PastReadings(engine, instants)
    return { request, instant in past.reading(request, at: instant) }
  }
}

/// Readings of all questions asked so far at all instants.
private final class PastReadings: Sendable {
  private let engine: Engine
  private let instants: [Instant]
  private let places: [Instant: Int]
  private let known = Mutex<[MeasureRequest: [Reading]]>([:])

  init(_ engine: Engine, _ instants: [Instant]) {
    self.engine = engine
    self.instants = instants
    places = Dictionary(zip(instants, instants.indices), uniquingKeysWith: { first, _ in first })
  }

  func reading(_ request: MeasureRequest, at instant: Instant) -> Reading {
    guard let place = places[instant] else { return engine.measure(request, Query(asOf: instant)) }
    return known.withLock { known in
      let readings = known[request] ?? engine.history(request, Query(asOf: instant), at: instants)
      known[request] = readings
      return readings[place]
    }
  }
}
