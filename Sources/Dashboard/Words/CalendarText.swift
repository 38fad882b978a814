import Domain

/// Which working hours count for what, where parts of the organisation keep hours of their own.
enum CalendarText {
  /// A calendar, who keeps it and when it is open.
  struct Kept: Equatable {
    var name: String
    /// "region EMEA and team Desk"; empty if nobody keeps it.
    var by: String
    var hours: String
  }

  /// What the organisation's own hours count for beside calendars of parts of it.
  static let others = "all others, and the days that periods begin on"

  /// How the calendar of a lead is found.
  static let rule = "a lead waits in the working hours of its team, else of its region, else in everybody's"

  /// The calendars of teams and regions, in the order of the settings.
  static func all(_ profile: Profile, known: [Dimension: [String]] = [:]) -> [Kept] {
    profile.calendars.map { calendar in
      let keepers = profile.calendarOf.filter { $0.value == calendar.name }.keys.compactMap { keeper($0, known) }
      return Kept(
        name: calendar.name, by: keepers.sorted().joined(separator: ", "), hours: HoursText.text(calendar.hours))
    }
  }

  /// Those that somebody keeps.
  static func kept(_ profile: Profile) -> [Kept] { all(profile).filter { !$0.by.isEmpty } }

  /// "team Desk", with a warning where the data does not know it.
  private static func keeper(_ scope: Scope, _ known: [Dimension: [String]]) -> String? {
    guard case .element(let dimension, let name) = scope else { return nil }
    let isKnown = known[dimension].map { $0.contains { $0.lowercased() == name.lowercased() } } ?? true
    return "\(dimension.rawValue) \(name)\(isKnown ? "" : " (not in the data)")"
  }
}
