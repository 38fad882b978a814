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
