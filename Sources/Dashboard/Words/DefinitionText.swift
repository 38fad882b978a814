import AlertEngine
import Domain

/// What figures are defined by, in words: whoever compares two of these knows what somebody changed.
public enum DefinitionText {
  /// What is defined, and how. Of what nobody defined it says only that it is assumed: it follows the rows.
  public static func all(_ profile: Profile) -> [String: String] {
    var all = [
      "working hours": profile.hours.assumed ? "assumed" : hours(profile.hours),
      "answer limit": answerLimit(profile),
      "stages": profile.process.assumed ? "assumed" : profile.process.stages.joined(separator: ", "),
      "won is called": profile.process.assumed ? "assumed" : profile.process.won.joined(separator: ", "),
      "lost is called": profile.process.assumed ? "assumed" : profile.process.lost.joined(separator: ", "),
      "fiscal year": "from \(CalendarWords.months[max(0, min(11, profile.fiscal.startMonth - 1))])"
        + ", \(profile.fiscal.pattern.rawValue)",
    ]
    for calendar in profile.calendars { all["hours \(calendar.name)"] = hours(calendar.hours) }
    for (scope, name) in profile.calendarOf {
      all["hours kept by \(AlertKey(rule: "", scope: scope).scopeText)"] = name
    }
    for version in profile.processVersions { all["process \(place(version))"] = process(version) }
    return all
  }

  private static func hours(_ hours: BusinessHours) -> String {
    let free = hours.holidays.isEmpty ? "" : ", \(Counted.of(hours.holidays.count, "holiday", "holidays"))"
    return HoursText.text(hours) + free
  }

  /// "5 min", "5 min, partner 10 min".
  private static func answerLimit(_ profile: Profile) -> String {
    let own = profile.responseLimits.filter { !profile.assumedLimits.contains($0.key) }.sorted { $0.key < $1.key }.map {
      source, seconds in
      "\(source) \(Durations.limit(seconds: seconds))"
    }
    return ([Durations.limit(seconds: profile.responseLimit)] + own).joined(separator: ", ")
  }

  /// "from 2026-01-01", "of partner"
  private static func place(_ version: DatedProcess) -> String {
    [version.pipeline.map { "of \($0)" }, "from \(version.from?.iso ?? "the beginning")"].compactMap(\.self)
      .joined(separator: " ")
  }

  private static func process(_ version: DatedProcess) -> String {
    func list(_ label: String, _ names: [String]) -> String? {
      names.isEmpty ? nil : "\(label) \(names.joined(separator: ", "))"
    }
    return [
      version.process.stages.joined(separator: ", "), list("optional", version.optional),
      list("customer in", version.customerFacing),
      list("also", version.jumps.map { $0.joined(separator: " to ") }),
    ].compactMap(\.self).joined(separator: "; ")
  }
}
