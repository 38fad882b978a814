import Domain

/// The instants of a stretch of days: local midnights in the organisation's zone, or plain dates where the data knows
/// no time of day.
struct DateBounds {
  private let first: Instant
  private let end: Instant
  private let firstPlanned: Instant
  private let endPlanned: Instant

  init(_ range: DateRange, engine: Engine, asOf: Instant) {
    let calendar = engine.calendar(asOf: asOf)
    let offsets = engine.dataset.facts.opportunityPrecision == .day ? ZoneOffsets.utc : calendar.offsets
    func midnight(_ day: CivilDate) -> Instant { offsets.instant(day: day.daysSinceEpoch, secondsAfterMidnight: 0) }
    first = range.from.map(midnight) ?? Instant.unknown.next
    end = range.through.map { midnight($0.adding(days: 1)) } ?? .never
    firstPlanned = range.from?.midnightUTC ?? Instant.unknown.next
    endPlanned = range.through?.adding(days: 1).midnightUTC ?? .never
  }

  /// True for a dated event in the stretch.
  @inline(__always) func contains(_ instant: Instant) -> Bool { instant >= first && instant < end }

  /// True for a planned day in the stretch; plans are kept as dates.
  @inline(__always) func containsPlanned(_ instant: Instant) -> Bool { instant >= firstPlanned && instant < endPlanned }
}

extension Instant {
  /// The first instant after the sentinel for the past.
  fileprivate var next: Instant { Instant(seconds + 1) }
}
