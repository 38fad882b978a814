/// Where the data comes from, what is assumed of it, and corrections of that.
enum SourcesWords {
  static let source = "source"
  static let rows = "rows"
  static let none = "none"
  static let setAside = "set aside"
  static let lastError = "last error"
  static let goodToKnow = "good to know"
  static var enterCorrects: String { KeyWords.does(.open, "corrects") }
  static let enterTakesOver = "Enter takes it over"
  static let computedWith = "what the figures are computed with"
  static let stages = "stages in order"
  static let won = "won is called"
  static let lost = "lost is called"
  static let hours = "working hours"
  static let assumed = "(assumed)"
  static let assumedFromData = "(assumed from the data)"
  static let hoursOfOthers = "for \(CalendarText.others)"

  /// "live, read 2 s ago, newest event Sat 21 Nov 17:40".
  static func state(isLive: Bool, read: String?, newest: String?) -> String {
    [isLive ? "live" : nil, read.map { "read \($0)" } ?? "not read yet", newest.map { "newest event \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
  }

  static func hours(of calendar: String) -> String { "hours \"\(calendar)\"" }
  static func kept(_ hours: String, by whom: String) -> String { "\(hours): \(whom.isEmpty ? "kept by nobody" : whom)" }

  static func undated(_ deals: Int) -> String {
    "\(Counted.deals(deals)) without a creation date: counted, in no duration"
  }

  static func orphans(_ count: Int, of table: String) -> String {
    "\(Counted.rows(count)) of \(table) belong to nothing that is there"
  }

  static func rejects(_ shown: Int, of total: Int) -> String {
    let rows = Counted.rows(total)
    return "\(total > shown ? "the first \(Numbers.whole(shown)) of \(rows)" : rows); dealtop rejects lists all"
  }
}

/// Corrections.
extension SourcesWords {
  static let oneSpan = "one span for all days; hours by weekday are kept in the settings file"
  static let stagesHint = "stages in order, with commas between them"
  static let namesHint = "names of the stage or status, with commas between them"
  static let nameNeeded = "a name is needed"

  static func example(_ text: String) -> String { "for example \(text)" }
  static func twice(_ name: String) -> String { "\(name) stands there twice" }
  static func stageAndEnd(_ name: String) -> String { "\(name) cannot be a stage and the end of a deal" }
  static func wonAndLost(_ name: String) -> String { "\(name) cannot be won and lost" }

  static func noStage(_ name: String, near: String?) -> String {
    "the data has no stage \(name)" + (near.map { "; perhaps \($0)" } ?? "")
  }
}
