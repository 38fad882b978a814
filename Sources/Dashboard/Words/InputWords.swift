/// Lines that a person types: examples, how they are understood, what is wrong with them.
enum InputWords {
  static func keeps(_ examples: String) -> String { "\(examples)   Enter keeps, Esc leaves" }
  static func enterShows(_ what: String) -> String { "Enter shows \(what)" }
  static func didYouMean(_ name: String) -> String { "did you mean \(name)?" }
  static func toCome(_ day: String) -> String { "\(day) is still to come" }
}

/// Periods.
extension InputWords {
  static let period = "period"

  static func toCome(_ day: String, standing present: String) -> String {
    "\(toCome(day)): the figures stand at \(present)"
  }

  static func before(data day: String) -> String { "the data begins \(day), later than that" }
  static func quarter(since day: String?) -> String { "the quarter so far" + since(day) }
  static func year(since day: String?) -> String { "the year so far" + since(day) }
  static func stretch(_ first: String, to last: String?) -> String { "\(first) to \(last ?? "now")" }
  private static func since(_ day: String?) -> String { day.map { ", since \($0)" } ?? "" }
}

/// Days and working hours.
extension InputWords {
  static let dayExample = keeps("last look, yesterday, Monday, 3 Nov, 2026-11-03, 14 d")
  static let yesterday = "yesterday"
  static let lastLook: Set = ["last look", "last looked", "looked", "look"]
  static let lastMonday: Set = ["monday", "last monday", "mon"]
  static let hoursNeeded = "days, hours and a time zone are needed"

  static func noDay(_ text: String) -> String { "\(text) is no day: \(dayExample)" }
  static func noHours(_ text: String) -> String { "no hours: \(text)" }
  static func endFirst(_ text: String) -> String { "the end must come after the beginning: \(text)" }
  static func noWeekday(_ text: String) -> String { "no weekday: \(text)" }

  static func noZone(_ text: String, near: String?) -> String {
    "no time zone: \(text)" + (near.map { ", perhaps \($0)" } ?? "")
  }
}

/// What somebody does about an alert.
extension InputWords {
  static let whoHasIt = "who has it, until when"
  static let acknowledgeExample = keeps("maria, Tue 24 Nov, calls them today")
  static let quietUntil = "quiet until when, and why"
  static let snoozeExample = "Tue 24 Nov, new web form   or  cleared, known   or  4 h, ..."

  static func taken(by whom: String, until day: String?) -> String {
    let who = whom.isEmpty ? "you have it" : "\(whom) has it"
    return "\(who), \(day.map { "speaks again after \($0)" } ?? "quiet until it gets worse or clears")"
  }

  static func andWhy(_ first: String) -> String { "and why? \(first), new web form" }
  static func snoozed(until end: String?, _ reason: String) -> String { "quiet until \(end ?? "it clears"): \(reason)" }

  static func noDayToCome(_ text: String) -> String {
    "\(text) is no day to come: tomorrow, Tue, Tue 24 Nov, 2026-11-24, 3 d"
  }
}
