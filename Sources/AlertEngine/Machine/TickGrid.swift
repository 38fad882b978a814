import Domain

/// The instants at which rules are evaluated. They are the same however often the program was started, so that ticks
/// missed while it was not running can be caught up with the very times they would have had.
public struct TickGrid: Sendable, Equatable {
  /// Any instant of the grid.
  public var origin: Instant
  /// Seconds from one tick to the next; at least 1.
  public let step: Int64

  /// A tick every so many seconds, one of them at `origin`.
  public init(origin: Instant = Instant(0), step: Int64) {
    self.origin = origin
    self.step = max(1, step)
  }

  /// The last tick up to an instant.
  public func tick(upTo now: Instant) -> Instant {
    let distance = now.since(origin)
    let remainder = distance % step
    return now.adding(-(remainder < 0 ? remainder + step : remainder))
  }

  /// The ticks missed since `last`, in order; without any before just the last one.
  public func ticks(after last: Instant?, through now: Instant) -> [Instant] {
    guard now.isKnown else { return [] }
    let end = tick(upTo: now)
    guard let last, last.isKnown else { return [end] }
    let first = tick(upTo: last).adding(step)
    guard first <= end else { return [] }
    return stride(from: first.seconds, through: end.seconds, by: Int64.Stride(step)).map(Instant.init)
  }
}
