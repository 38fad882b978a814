/// Alerts beside what ``AlertText`` and ``AlertStanding`` say of one: counts, news, what may be done.
enum AlertWords {
  static func title(_ key: String) -> String { "\(key) What is wrong" }
  static let announced = "announced"
  static let taken = "taken or snoozed"
  static let cleared = "cleared"
  static let anyChange = "limit or definition changed"
  static let awake = "awake again"
  static let takenBack = "taken back"
  static let nothingWrong = "nothing wrong"
  static let nothingMatches = "nothing matches the filter"

  static func changed(isLimit: Bool) -> String { isLimit ? "limit changed" : "definition changed" }
  static func critical(_ count: Int) -> String { "\(Numbers.whole(count)) critical" }
  static func warnings(_ count: Int) -> String { Counted.of(count, "warning", "warnings") }
  static func pending(_ count: Int) -> String { "\(Numbers.whole(count)) pending" }
  static func more(_ count: Int) -> String { "\(Numbers.whole(count)) more\(KeyWords.inBrackets(.alerts))" }
  static func undo(_ done: String, key: String) -> String { "\(done)   \(key) takes it back" }
  static func new(_ text: String, key: String) -> String { "new: \(text)   \(key) shows it" }

  static func news(_ first: String, more: Int) -> String {
    more > 0 ? "\(first), and \(Numbers.whole(more)) more" : first
  }

  /// "last cleared Fri: Answer time, after 6 d", or without its name.
  static func lastCleared(_ day: String, _ title: String?, after length: String) -> String {
    "last cleared \(day)" + (title.map { ": \($0)" } ?? "") + ", after \(length)"
  }

  static func notJudged(_ titles: [String]) -> String { "not judged: \(titles.joined(separator: ", "))" }

  static func allWithin(_ count: Int, since day: String?) -> String {
    "all \(count == 5 ? "five" : "\(count)") within limits" + (day.map { " since \($0)" } ?? "")
  }

  static func cleanUp(_ value: String, of basis: String, _ words: String) -> String {
    "\(value) of \(basis) \(words): clean up, no alarm"
  }
}

/// Columns, and labels of what is known about one.
extension AlertWords {
  static let what = "what"
  static let of = "of"
  static let limit = "limit"
  static let pauses = "pauses"
  static let state = "state"
  static let since = "since"
  static let why = "why"
  static let also = "also"
  static let touches = "touches"
  static let expected = "expected"
  static let seenBy = "seen by"
  static let owner = "owner"
  static let see = "see"
  static let note = "note"
  static let doNext = "do next"
  static let whatHappened = "what happened"

  static func late(by time: String) -> String { "late by \(time)" }
  static func quiet(_ time: String) -> String { "quiet \(time)" }
  static func about(_ day: String) -> String { "about \(day)" }
  static func sinceAbout(_ day: String) -> String { "since about \(day)" }
  static let longAgo = "over 26 weeks"
  static let longAgoShort = "26w+"
  static let forLong = "wrong for over 26 weeks"
  static func ofThese(_ critical: String) -> String { ": of these \(critical) are critical" }

  /// "maria since Mon 9 Nov 10:00, due Tue 24 Nov: calls them".
  static func acknowledged(by whom: String, since moment: String, due: String?, note: String) -> String {
    "\(whom.isEmpty ? "somebody" : whom) since \(moment)" + (due.map { ", due \($0)" } ?? "")
      + (note.isEmpty ? "" : ": \(note)")
  }
}

/// The verdict on one in a sentence.
extension AlertWords {
  static let within = "within its limit"
  static let beyond = "beyond its limit"
  static let beyondCritical = "beyond the critical limit"
  static let criticalSoon = "beyond the critical limit, not yet for long enough: a warning so far"
  static let notYetForLong = "beyond its limit, not yet for long"
  static let notAnyMore = "not beyond its limit any more, not yet for long"
  static let cleanUpFirst = "so many that it is no alarm: clean up, then the limit means something"
  static let noMoreMoney = "beyond its limit, but with no more money than usual: not announced"
  static let noData = "no data in this period and filter"

  static func unproven(_ likely: String?) -> String {
    "beyond its limit, but by no more than chance does\(likely.map { " (\($0))" } ?? ""): not announced"
  }

  static func tooFew(_ have: Int, of need: Int) -> String {
    "too few to judge: \(Numbers.whole(have)) of the \(Numbers.whole(need)) it takes"
  }
}
