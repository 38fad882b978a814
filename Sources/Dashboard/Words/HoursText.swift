import Domain

/// Working hours in words.
enum HoursText {
  /// "Mon–Fri 09:00–17:00, Europe/Berlin", "Mon–Thu 09:00–18:00, Fri 09:00–12:00 and 13:00–15:00, UTC".
  static func text(_ hours: BusinessHours) -> String {
    let runs = runs(of: hours).map { "\($0.days) \($0.spans)" }
    return (runs + [hours.timeZone]).joined(separator: ", ")
  }

  /// Open weekdays that are alike, together, in the order of the week that the reader knows.
  private static func runs(of hours: BusinessHours) -> [(days: String, spans: String)] {
    var groups: [(days: [Int], spans: String)] = []
    for weekday in Conventions.shown.dates.week {
      let spans = hours.spans(weekday: weekday)
      guard !spans.isEmpty else { continue }
      let text = spans.map { "\(time($0.opensAt))\u{2013}\(time($0.closesAt))" }.joined(separator: " and ")
      if let same = groups.firstIndex(where: { $0.spans == text }) {
        groups[same].days.append(weekday)
      } else {
        groups.append(([weekday], text))
      }
    }
    return groups.map { (named($0.days), $0.spans) }
  }

  /// "Mon–Fri", "Mon Wed".
  private static func named(_ days: [Int]) -> String {
    let names = days.map { CalendarWords.weekdays[$0 - 1] }
    let isRun = days.count > 2 && zip(days, days.dropFirst()).allSatisfy { $0 % 7 + 1 == $1 }
    return isRun ? "\(names.first ?? "")\u{2013}\(names.last ?? "")" : names.joined(separator: " ")
  }

  private static func time(_ minutes: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(minutes / 60)):\(two(minutes % 60))"
  }
}
