import Domain

/// The clock of the synthetic organisation: United States Eastern Time by the rule in force since 2007, summer time
/// from the second Sunday of March to the first Sunday of November. Written out so that the rows do not depend on
/// the time zone tables of the machine.
enum EasternTime {
  static let zone = "America/New_York"

  /// Seconds east of UTC at noon of a local date; clocks change at night, so it holds for the working day.
  static func offset(on date: CivilDate) -> Int64 {
    let start = sunday(number: 2, of: CivilDate(year: date.year, month: 3, day: 1))
    let end = sunday(number: 1, of: CivilDate(year: date.year, month: 11, day: 1))
    return date >= start && date < end ? -4 * 3600 : -5 * 3600
  }

  /// The instant at which local clocks show so many seconds after midnight of a date.
  static func instant(_ date: CivilDate, second: Int64) -> Instant {
    date.midnightUTC.adding(second - offset(on: date))
  }

  /// The local date of an instant.
  static func date(of instant: Instant) -> CivilDate {
    let guess = instant.adding(-5 * 3600).utcDate
    return instant.adding(offset(on: guess)).utcDate
  }

  private static func sunday(number: Int, of first: CivilDate) -> CivilDate {
    first.adding(days: 7 - first.isoWeekday + 7 * (number - 1))
  }
}
