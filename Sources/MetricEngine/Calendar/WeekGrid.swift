import Domain

/// The complete ISO weeks before an instant, Monday to Sunday in one time zone; trends are drawn over them.
struct WeekGrid: Sendable, Equatable {
  /// Mondays of the weeks, oldest first.
  let mondays: [CivilDate]
  /// Local midnights: week i is `boundaries[i]..<boundaries[i + 1]`.
  let boundaries: [Instant]

  /// The last `count` weeks that were over at `asOf`.
  init(asOf: Instant, count: Int = 26, offsets: ZoneOffsets) {
    let thisMonday = CivilDate(daysSinceEpoch: offsets.localDay(of: BusinessCalendar.bounded(asOf))).monday
    let all = (0...count).map { thisMonday.adding(days: 7 * ($0 - count)) }
    mondays = Array(all.dropLast())
    boundaries = all.map { offsets.instant(day: $0.daysSinceEpoch, secondsAfterMidnight: 0) }
  }

  var count: Int { mondays.count }

  /// All weeks together: after their start, before their end.
  func contains(_ instant: Instant) -> Bool { instant >= boundaries[0] && instant < boundaries[count] }

  /// Which week an instant is in; nil outside.
  func index(of instant: Instant) -> Int? {
    guard contains(instant) else { return nil }
    let guess = min(count - 1, Int((instant.seconds - boundaries[0].seconds) / (7 * Instant.day)))
    if instant < boundaries[guess] { return guess - 1 }
    return instant >= boundaries[guess + 1] ? guess + 1 : guess
  }

  /// The last instant of each week.
  var ends: [Instant] { boundaries.dropFirst().map { $0.adding(-1) } }
}
