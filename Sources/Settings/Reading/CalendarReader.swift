import Domain
import Foundation
import Yams

/// Zones and weekdays.
extension Notes {
  /// An IANA name or a fixed offset such as `UTC+01:00`.
  mutating func timeZone(_ node: Node) -> String? {
    guard let name = text(node, "tz") else { return nil }
    if isTimeZone(name) { return name }
    let known = ["UTC"] + TimeZone.knownTimeZoneIdentifiers
    let near = suggestion(for: name, among: known)
    error(node, "unknown time zone \(quoted(name))", hint: near.isEmpty ? "write Europe/Berlin or UTC+01:00" : near)
    return nil
  }

  /// `Mon-Fri`, or a list of numbers (Monday 1 to Sunday 7) and names.
  mutating func weekdays(_ node: Node) -> [Int]? {
    let before = issues.count
    let days = (node.sequence.map(Array.init) ?? [node]).flatMap { weekdayRange($0) }
    if issues.count > before { return nil }
    if days.isEmpty {
      error(node, "weekdays must name at least one day", hint: "write Mon-Fri")
      return nil
    }
    return Set(days).sorted()
  }

  private mutating func weekdayRange(_ node: Node) -> [Int] {
    guard let text = text(node, "a weekday") else { return [] }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { weekday(String($0)) }
    if ends.count == 1, let day = ends[0] { return [day] }
    if ends.count == 2, let first = ends[0], let last = ends[1], first <= last { return Array(first...last) }
    error(node, "unknown weekday \(quoted(text))", hint: "write 1 to 7 with Monday 1, or Mon, or Mon-Fri")
    return []
  }
}

/// Calendars of parts of the organisation, and hours that differ by weekday.
extension Notes {
  /// Calendars by name; one that is there already is changed.
  mutating func readCalendars(_ node: Node, into calendars: inout [String: HoursSettings]) {
    for (name, key, value) in entries(node, "calendars") {
      if name.isEmpty {
        error(key, "a calendar needs a name")
        continue
      }
      var hours = calendars[name] ?? HoursSettings()
      readHours(value, into: &hours)
      calendars[name] = hours
    }
  }

  /// `region: {EMEA: emea}` and `team: {...}`: the calendar that each keeps. Calendars must be named before.
  mutating func readCalendarOf(_ node: Node, into settings: inout Settings) {
    let dimensions: [(String, Domain.Dimension)] = [("region", .region), ("team", .team)]
    for (name, key, value) in entries(node, "calendar_of") {
      guard let dimension = dimensions.first(where: { $0.0 == name })?.1 else {
        error(key, "calendars go by region or team, not by \(quoted(name))", hint: "write region: {EMEA: emea}")
        continue
      }
      for (element, _, choice) in entries(value, "calendar_of \(name)") {
        guard let calendar = text(choice, "a calendar") else { continue }
        if settings.calendars[calendar] != nil {
          settings.calendarOf[.element(dimension, element)] = calendar
        } else {
          let known = settings.calendars.keys.sorted()
          error(choice, "unknown calendar \(quoted(calendar))", hint: suggestion(for: calendar, among: known))
        }
      }
    }
  }

  /// `{mon-thu: 09:00-18:00, fri: [09:00-12:00, 13:00-15:00]}`: seven lists of spans, days left out closed; nil if
  /// anything in it is wrong.
  mutating func week(_ node: Node) -> [[OpenSpan]]? {
    let before = issues.count
    var week = Array(repeating: [OpenSpan](), count: 7)
    for (_, key, value) in entries(node, "hours") {
      let spans = (value.sequence.map(Array.init) ?? [value]).compactMap { span($0) }
      for day in weekdayRange(key) { week[day - 1] = spans }
    }
    if issues.count > before { return nil }
    if week.allSatisfy(\.isEmpty) {
      error(node, "hours must open at least one day", hint: "write {mon-fri: 09:00-17:00}")
      return nil
    }
    return week
  }

  private mutating func span(_ node: Node) -> OpenSpan? {
    let ends = node.scalar?.string.split(separator: "-").map {
      parseTimeOfDay($0.trimmingCharacters(in: .whitespaces))
    }
    guard let ends, ends.count == 2, let opens = ends[0], let closes = ends[1], opens < closes else {
      error(node, "hours of a day must be a span of it, not \(node.kindName)", hint: "write 09:00-17:00")
      return nil
    }
    return OpenSpan(opensAt: opens, closesAt: closes)
  }
}

/// True for names that a calendar can be built from.
public func isTimeZone(_ name: String) -> Bool {
  if name.hasPrefix("UTC+") || name.hasPrefix("UTC-") {
    return TimeText.instant("2026-01-01T00:00:00" + name.dropFirst(3)) != nil
  }
  return !name.isEmpty && name.utf8.count < 64 && TimeZone(identifier: name) != nil
}

private func weekday(_ text: String) -> Int? {
  let name = text.trimmingCharacters(in: .whitespaces).lowercased()
  if let number = Int(name) { return (1...7).contains(number) ? number : nil }
  let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
  guard name.count >= 3 else { return nil }
  return names.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 }
}
