import Domain
import Foundation

/// Working hours as a person types them: "Mon-Fri 09:00-17:00 Europe/Berlin".
enum HoursInput {
  /// What cannot be read, in a few words for the person who typed it.
  struct Problem: Error, Equatable {
    var text: String
  }

  static let example = "Mon-Fri 09:00-17:00 Europe/Berlin"

  /// Days, then the time of day, then the zone; "9-17" and single days are understood. Holidays stay as they are.
  static func parse(_ text: String, over hours: BusinessHours) -> Result<BusinessHours, Problem> {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
    guard parts.count >= 3, let zone = parts.last else {
      return .failure(Problem(text: InputWords.hoursNeeded))
    }
    guard isZone(zone) else { return .failure(Problem(text: unknownZone(zone))) }
    let clock = parts[parts.count - 2]
    guard let (opens, closes) = span(clock) else { return .failure(Problem(text: InputWords.noHours(clock))) }
    guard opens < closes else { return .failure(Problem(text: InputWords.endFirst(clock))) }
    var days: Set<Int> = []
    for part in parts.dropLast(2) {
      let named = weekdays(part)
      guard !named.isEmpty else { return .failure(Problem(text: InputWords.noWeekday(part))) }
      days.formUnion(named)
    }
    return .success(
      BusinessHours(
        timeZone: zone, weekdays: days.sorted(), opensAt: opens, closesAt: closes, holidays: hours.holidays,
        assumed: false))
  }

  /// What ``parse(_:over:)`` reads back.
  static func text(_ hours: BusinessHours) -> String {
    let open = Conventions.shown.dates.week.filter(hours.weekdays.contains)
    let days = open.map { CalendarWords.weekdays[$0 - 1] }
    let isRun = days.count > 1 && zip(open, open.dropFirst()).allSatisfy { $0 % 7 + 1 == $1 }
    let named = isRun ? "\(days.first ?? "")-\(days.last ?? "")" : days.joined(separator: " ")
    return "\(named) \(clock(hours.opensAt))-\(clock(hours.closesAt)) \(hours.timeZone)"
  }

  // MARK: - Zones

  private static func isZone(_ text: String) -> Bool {
    guard text.hasPrefix("UTC"), text != "UTC" else { return text == "UTC" || TimeZone(identifier: text) != nil }
    let offset = text.dropFirst(3)
    let parts = offset.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    guard let sign = offset.first, "+-".contains(sign), parts.count == 2, parts.allSatisfy({ $0.count == 2 }),
      let hours = Int(parts[0]), let minutes = Int(parts[1])
    else { return false }
    return (0...14).contains(hours) && (0..<60).contains(minutes)
  }

  private static func unknownZone(_ text: String) -> String {
    let near = nearestName(to: text, in: TimeZone.knownTimeZoneIdentifiers)
    return InputWords.noZone(text, near: near)
  }

  // MARK: - Days and times

  /// "Mon" or "Mon-Fri" as ISO weekdays, "Sun-Thu" over the end of the week; empty if it is neither.
  private static func weekdays(_ text: String) -> [Int] {
    let ends = text.split(whereSeparator: isDash).map { name in
      name.count >= 2 ? CalendarWords.weekdays.firstIndex { name.lowercased().hasPrefix($0.lowercased()) } : nil
    }
    guard (1...2).contains(ends.count), let first = ends.first, let from = first, let last = ends.last, let to = last
    else { return [] }
    return (0...(to - from + 7) % 7).map { (from + $0) % 7 + 1 }
  }

  /// Minutes after midnight of both ends.
  private static func span(_ text: String) -> (Int, Int)? {
    let ends = text.split(whereSeparator: isDash).map { minutes($0) }
    guard ends.count == 2, let opens = ends[0], let closes = ends[1] else { return nil }
    return (opens, closes)
  }

  private static func isDash(_ character: Character) -> Bool { character == "-" || character == "\u{2013}" }

  private static func minutes(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let hour = Int(parts[0]), (0...24).contains(hour) else { return nil }
    guard let minute = parts.count == 2 ? Int(parts[1]) : 0, (0..<60).contains(minute) else { return nil }
    return hour * 60 + minute <= 1440 ? hour * 60 + minute : nil
  }

  private static func clock(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
