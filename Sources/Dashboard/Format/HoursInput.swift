import Domain
import Foundation

/// Working hours as a person types them: "Mon-Fri 09:00-17:00 Europe/Berlin".
enum HoursInput {
  /// Nil if a part is missing or none of its kind. Holidays stay as they are.
  static func parse(_ text: String, over hours: BusinessHours) -> BusinessHours? {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "," }).map(String.init)
    guard parts.count >= 3, let zone = parts.last, isZone(zone), let (opens, closes) = span(parts[parts.count - 2])
    else { return nil }
    let days = parts.dropLast(2).map(weekdays)
    guard !days.contains(where: \.isEmpty), opens < closes else { return nil }
    return BusinessHours(
      timeZone: zone, weekdays: Array(Set(days.flatMap { $0 })).sorted(), opensAt: opens, closesAt: closes,
      holidays: hours.holidays, assumed: false)
  }

  /// What ``parse(_:over:)`` reads back.
  static func text(_ hours: BusinessHours) -> String {
    let days = hours.weekdays.compactMap { Dates.weekdays.indices.contains($0 - 1) ? Dates.weekdays[$0 - 1] : nil }
    let isRun = days.count > 1 && zip(hours.weekdays, hours.weekdays.dropFirst()).allSatisfy { $0 + 1 == $1 }
    let named = isRun ? "\(days.first ?? "")-\(days.last ?? "")" : days.joined(separator: " ")
    return "\(named) \(clock(hours.opensAt))-\(clock(hours.closesAt)) \(hours.timeZone)"
  }

  private static func isZone(_ text: String) -> Bool {
    text.hasPrefix("UTC") ? text.count == 3 || text.count == 9 : TimeZone(identifier: text) != nil
  }

  /// "Mon" or "Mon-Fri" as ISO weekdays; empty if it is neither.
  private static func weekdays(_ text: String) -> [Int] {
    let ends = text.split(whereSeparator: { $0 == "-" || $0 == "\u{2013}" }).map { name in
      Dates.weekdays.firstIndex { $0.lowercased() == name.prefix(3).lowercased() }
    }
    guard let first = ends.first, let from = first else { return [] }
    guard ends.count == 2 else { return ends.count == 1 ? [from + 1] : [] }
    guard let to = ends[1], to >= from else { return [] }
    return Array(from + 1...to + 1)
  }

  private static func span(_ text: String) -> (Int, Int)? {
    let ends = text.split(whereSeparator: { $0 == "-" || $0 == "\u{2013}" }).compactMap { minutes(String($0)) }
    return ends.count == 2 ? (ends[0], ends[1]) : nil
  }

  private static func minutes(_ text: String) -> Int? {
    let parts = text.split(separator: ":").compactMap { Int($0) }
    guard let hour = parts.first, (0...24).contains(hour), parts.count <= 2 else { return nil }
    let minute = parts.count == 2 ? parts[1] : 0
    guard (0..<60).contains(minute), hour * 60 + minute <= 1440 else { return nil }
    return hour * 60 + minute
  }

  private static func clock(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
