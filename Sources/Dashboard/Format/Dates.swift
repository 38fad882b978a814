import Domain
import Foundation

/// Dates and times in the zone that the snapshot is shown in, in the order of the conventions in force. Names of months
/// and weekdays are of the language of the screen, like all its words.
enum Dates {
  /// "Sat 21 Nov", with the year if it is not the year of the snapshot's making.
  static func weekday(_ instant: Instant, _ snapshot: Snapshot, precision: TimePrecision = .second) -> String {
    guard let date = date(instant, snapshot, precision: precision) else { return unknown }
    return "\(CalendarWords.weekdays[date.isoWeekday - 1]) \(short(instant, snapshot, precision: precision))"
  }

  /// ``weekday(_:_:precision:)`` of an instant that may mean a whole day, such as an expected close: midnight UTC
  /// stands for its date and never goes through a zone, which could make it the day before.
  static func day(of instant: Instant, _ snapshot: Snapshot) -> String {
    weekday(instant, snapshot, precision: precision(of: instant))
  }

  /// A whole day if the instant is midnight UTC.
  static func precision(of instant: Instant) -> TimePrecision {
    instant.isKnown && instant.seconds % Instant.day == 0 ? .day : .second
  }

  /// "21 Nov", with the year if it is not the year of the snapshot's making.
  static func short(_ instant: Instant, _ snapshot: Snapshot, precision: TimePrecision = .second) -> String {
    guard let date = date(instant, snapshot, precision: precision) else { return unknown }
    return isThisYear(instant, snapshot, precision: precision) ? day(date) : full(date)
  }

  /// True in the year of the snapshot's making.
  static func isThisYear(_ instant: Instant, _ snapshot: Snapshot, precision: TimePrecision = .second) -> Bool {
    date(instant, snapshot, precision: precision)?.year == date(snapshot.computedAt, snapshot)?.year
  }

  /// "21 Nov 2026".
  static func full(_ instant: Instant, _ snapshot: Snapshot, precision: TimePrecision = .second) -> String {
    guard let date = date(instant, snapshot, precision: precision) else { return unknown }
    return full(date)
  }

  /// "21 Nov 2026".
  static func full(_ date: CivilDate) -> String {
    Conventions.shown.dates.text(day: "\(date.day)", month: month(date), year: "\(date.year)")
  }

  /// "Sat 21 Nov 17:40"; the date alone where the data has only days.
  static func moment(_ instant: Instant, _ snapshot: Snapshot, precision: TimePrecision = .second) -> String {
    guard instant.isKnown, precision == .second else { return weekday(instant, snapshot, precision: .day) }
    return "\(weekday(instant, snapshot)) \(time(instant, snapshot))"
  }

  /// "17:40".
  static func time(_ instant: Instant, _ snapshot: Snapshot) -> String {
    guard instant.isKnown else { return unknown }
    let local = instant.seconds + Int64(offset(instant, snapshot.displayTimeZone))
    let minutes = Int((local % 86_400 + 86_400) % 86_400) / 60
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }

  /// "21 Nov".
  static func day(_ date: CivilDate) -> String {
    Conventions.shown.dates.text(day: "\(date.day)", month: month(date))
  }

  /// "Nov".
  static func month(_ date: CivilDate) -> String {
    CalendarWords.months.indices.contains(date.month - 1) ? CalendarWords.months[date.month - 1] : unknown
  }

  static let unknown = CalendarWords.unknown

  /// The local date, of whole days the date itself; nil for the sentinels and for times beyond reason.
  static func date(_ instant: Instant, _ snapshot: Snapshot, precision: TimePrecision = .second) -> CivilDate? {
    date(instant, zone: precision == .day ? "UTC" : snapshot.displayTimeZone)
  }

  /// The date in a zone; nil for the sentinels and for times beyond reason.
  static func date(_ instant: Instant, zone: String) -> CivilDate? {
    guard instant.isKnown, instant.seconds.magnitude < 1_000_000_000_000 else { return nil }
    return instant.adding(Int64(offset(instant, zone))).utcDate
  }

  /// The first moment of a day in a zone.
  static func start(of day: CivilDate, zone: String) -> Instant {
    let midnight = day.midnightUTC
    let guess = midnight.adding(-Int64(offset(midnight, zone)))
    return midnight.adding(-Int64(offset(guess, zone)))
  }

  /// Seconds east of UTC of an IANA name or of `UTC+01:00`; 0 if the name is unknown.
  static func offset(_ instant: Instant, _ zone: String) -> Int {
    if zone == "UTC" || zone.isEmpty { return 0 }
    if zone.hasPrefix("UTC"), let fixed = fixedOffset(zone.dropFirst(3)) { return fixed }
    let date = Date(timeIntervalSince1970: Double(instant.seconds))
    return TimeZone(identifier: zone)?.secondsFromGMT(for: date) ?? 0
  }

  private static func fixedOffset(_ text: Substring) -> Int? {
    let parts = text.dropFirst().split(separator: ":").compactMap { Int($0) }
    guard let sign = text.first, "+-".contains(sign), let hours = parts.first, (0...18).contains(hours) else {
      return nil
    }
    let seconds = hours * 3600 + (parts.count > 1 ? parts[1] * 60 : 0)
    return sign == "-" ? -seconds : seconds
  }
}
