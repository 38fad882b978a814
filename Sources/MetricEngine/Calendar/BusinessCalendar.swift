import Domain

/// Open seconds of the organisation's working hours as a growing function of time, so that the working time between
/// two instants is a difference: exact over nights, weekends, holidays and daylight saving, in constant time.
/// (statistics.md section 6, response time: B(t).)
struct BusinessCalendar: Sendable, Equatable {
  /// The stretch it covers; outside it no second is open.
  let from: Instant
  let through: Instant
  let offsets: ZoneOffsets
  /// Open intervals, ascending, and the open seconds before each.
  private let starts: [Int64]
  private let ends: [Int64]
  private let openBefore: [Int64]
  /// For each UTC day from `firstDay` the first interval that ends after its start.
  private let firstDay: Int64
  private let firstInterval: [Int32]

  /// The calendar for these hours from one instant through another, within the years 1900 to 2200.
  init(hours: BusinessHours, from: Instant, through: Instant) {
    let last = Self.bounded(through)
    let first = min(Self.bounded(from), last)
    let offsets = ZoneOffsets(zone: hours.timeZone, from: first, through: last)
    let intervals = Self.intervals(
      hours, days: offsets.localDay(of: first) - 2...offsets.localDay(of: last) + 2, offsets: offsets)
    var sum: Int64 = 0
    openBefore = intervals.map { interval in
      defer { sum += interval.upperBound - interval.lowerBound }
      return sum
    }
    (starts, ends) = (intervals.map(\.lowerBound), intervals.map(\.upperBound))
    (self.from, self.through, self.offsets) = (first, last, offsets)
    firstDay = first.seconds.flooredDivision(by: Instant.day) - 2
    firstInterval = Self.index(ends, firstDay: firstDay, lastDay: last.seconds.flooredDivision(by: Instant.day) + 2)
  }

  /// The instant, or the nearest within the years that calendars know.
  static func bounded(_ instant: Instant) -> Instant { max(earliest, min(instant, latest)) }

  private static let earliest = CivilDate(year: 1900, month: 1, day: 1).midnightUTC
  private static let latest = CivilDate(year: 2200, month: 1, day: 1).midnightUTC

  /// Open seconds from the calendar's start to `instant`; 0 before it, all of them after its end.
  func openSeconds(_ instant: Instant) -> Int64 {
    let time = instant.seconds
    let day = time.flooredDivision(by: Instant.day) - firstDay
    guard day >= 0, let last = ends.last, let before = openBefore.last else { return 0 }
    guard day < firstInterval.count else { return before + last - starts[starts.count - 1] }
    var index = Int(firstInterval[Int(day)])
    while index < ends.count, ends[index] <= time { index += 1 }
    guard index < ends.count else { return before + last - starts[starts.count - 1] }
    return openBefore[index] + max(0, time - starts[index])
  }

  /// Open seconds between two known instants; negative if they are the wrong way round.
  func openSeconds(from earlier: Instant, to later: Instant) -> Int64 { openSeconds(later) - openSeconds(earlier) }

  /// The working hours that an instant lies in, else the next ones; nil beyond the calendar's end.
  func opening(at instant: Instant) -> TimeWindow? {
    let index = ends.partitioningIndex { $0 > instant.seconds }
    return index < ends.count ? TimeWindow(after: Instant(starts[index]), through: Instant(ends[index])) : nil
  }

  /// When `businessSeconds` more open seconds have passed since `start`; `never` beyond the calendar's end.
  func instant(adding businessSeconds: Int64, to start: Instant) -> Instant {
    let target = openSeconds(start) + businessSeconds
    if businessSeconds == 0 { return start }
    let index = max(0, openBefore.partitioningIndex { $0 >= target } - 1)
    guard index < starts.count else { return .never }
    let moment = starts[index] + target - openBefore[index]
    return moment <= ends[index] ? Instant(moment) : .never
  }

  private static func intervals(
    _ hours: BusinessHours, days: ClosedRange<Int>, offsets: ZoneOffsets
  ) -> [Range<Int64>] {
    let holidays = Set(hours.holidays.map(\.daysSinceEpoch))
    let week = (1...7).map { hours.spans(weekday: $0) }
    var weekday = CivilDate(daysSinceEpoch: days.lowerBound).isoWeekday - 1
    var intervals: [Range<Int64>] = []
    intervals.reserveCapacity(days.count)
    for day in days {
      for span in holidays.contains(day) ? [] : week[weekday] {
        let opens = offsets.instant(day: day, secondsAfterMidnight: Int64(span.opensAt) * 60)
        let closes = offsets.instant(day: day, secondsAfterMidnight: Int64(span.closesAt) * 60)
        // Where clocks go back, a span may begin before the one before it has ended.
        let start = max(opens.seconds, intervals.last?.upperBound ?? .min)
        if start < closes.seconds { intervals.append(start..<closes.seconds) }
      }
      weekday = weekday == 6 ? 0 : weekday + 1
    }
    return intervals
  }

  private static func index(_ ends: [Int64], firstDay: Int64, lastDay: Int64) -> [Int32] {
    var next = 0
    return (firstDay...lastDay).map { day in
      while next < ends.count, ends[next] <= day * Instant.day { next += 1 }
      return Int32(next)
    }
  }
}
