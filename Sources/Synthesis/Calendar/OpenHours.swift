import Domain

/// Working time of the synthetic organisation, as a clock that stands still while it is closed.
struct OpenHours: Sendable {
  static let weekdays = [1, 2, 3, 4, 5]
  static let opensAt: Int64 = 9 * 3600
  static let closesAt: Int64 = 18 * 3600
  /// Open seconds of a working day.
  static let day: Int64 = closesAt - opensAt
  /// Open seconds in an average day of the calendar.
  static let perCalendarDay = Double(day) * 5 / 7

  private let starts: [Int64]
  /// Open seconds before each start.
  private let before: [Int64]

  /// The working days from one local date through another.
  init(from first: CivilDate, through last: CivilDate) {
    var starts: [Int64] = []
    var before: [Int64] = []
    var number = first.daysSinceEpoch
    while number <= last.daysSinceEpoch {
      let date = CivilDate(daysSinceEpoch: number)
      number += 1
      guard date.isoWeekday <= 5, !Self.isHoliday(date) else { continue }
      before.append(Int64(starts.count) * Self.day)
      starts.append(EasternTime.instant(date, second: Self.opensAt).seconds)
    }
    self.starts = starts
    self.before = before
  }

  /// New Year, Independence Day, Christmas.
  static func isHoliday(_ date: CivilDate) -> Bool {
    switch (date.month, date.day) {
    case (1, 1), (7, 4), (12, 25): true
    default: false
    }
  }

  /// The holidays of some years, in order.
  static func holidays(_ years: ClosedRange<Int>) -> [CivilDate] {
    years.flatMap { year in [(1, 1), (7, 4), (12, 25)].map { CivilDate(year: year, month: $0.0, day: $0.1) } }
  }

  /// Open seconds from the first working day to an instant.
  func elapsed(at instant: Instant) -> Int64 {
    let index = lastIndex(in: starts, notAbove: instant.seconds)
    guard index >= 0 else { return 0 }
    return before[index] + min(instant.seconds - starts[index], Self.day)
  }

  /// The instant at which so many open seconds have passed; never a closing time, but the next opening.
  func instant(elapsed: Int64) -> Instant {
    let index = max(0, lastIndex(in: before, notAbove: max(elapsed, 0)))
    guard index < starts.count else { return .never }
    return Instant(starts[index] + elapsed - before[index])
  }

  /// The instant at which so many more open seconds have passed.
  func adding(_ open: Int64, to instant: Instant) -> Instant { self.instant(elapsed: elapsed(at: instant) + open) }

  /// True in working time.
  func isOpen(at instant: Instant) -> Bool {
    let index = lastIndex(in: starts, notAbove: instant.seconds)
    return index >= 0 && instant.seconds - starts[index] < Self.day
  }

  private func lastIndex(in sorted: [Int64], notAbove value: Int64) -> Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }
}
