/// One lead or one opportunity: its head, its history, its record.
enum RecordWords {
  static let whose = "whose"
  static let clock = "clock"
  static let workingTime = "working time"
  static var became: String { "became\(KeyWords.inBrackets(.open))" }
  static let anOpportunity = "an opportunity"
  static let itsOpportunity = "its opportunity"
  static var lead: String { "lead\(KeyWords.inBrackets(.open))" }
  static let noAmount = "no amount"
  static let noActivity = "no activity recorded"
  /// What records themselves call it.
  static let nextStepDetail = "next step"
  static let expectedClose = "expected close"
  static let chance = "chance to win"
  static let tooFew = "too few to tell"
  static let like = "deals like it"
  static let wrong = "what is wrong"
  static let nothingWrong = "nothing that the data shows"
  static let linkSent = "link sent to the terminal"

  static func waitsLate(by time: String) -> String { "waits, late by \(time)" }
  static func waits(left time: String) -> String { "waits, \(time) left" }

  static func answered(after time: String, lateBy: String?) -> String {
    "answered after \(time), " + (lateBy.map { "late by \($0)" } ?? "in time")
  }

  /// "came Tue 2 Jun 15:16, answered Tue 2 Jun 15:39".
  static func came(_ moment: String, answered: String?, disqualified: String?) -> String {
    ["came \(moment)", answered.map { "answered \($0)" }, disqualified.map { "disqualified \($0)" }]
      .compactMap(\.self).joined(separator: ", ")
  }

  static func clock(_ text: String, work: String, all: String, limit: String) -> String {
    "\(text): \(work) of working time, \(all) in all; limit \(limit)"
  }

  static func inStage(_ stage: String, for time: String?) -> String {
    "in \(stage)" + (time.map { " for \($0)" } ?? "")
  }

  static func open(for time: String) -> String { "open for \(time)" }
  static func quiet(for time: String) -> String { "quiet for \(time)" }

  /// "won 21 Nov 2026, after 74 d".
  static func ended(_ status: String, on day: String?, after time: String?) -> String {
    status + (day.map { " \($0)" } ?? "") + (time.map { ", after \($0)" } ?? "")
  }

  static func pushed(_ times: Int, inAll length: String) -> String {
    "pushed out \(Counted.of(times, "time", "times")), \(length) in all"
  }

  static func ends(_ deals: Int) -> String { "\(Counted.deals(deals)) like it ended at this age or later" }
  static func within(_ days: Int, _ share: String) -> String { "\(share) within \(days) d" }
  static func inTheEnd(_ share: String) -> String { "\(share) in the end" }

  static func halfEnd(_ like: String, by day: String, range: String?) -> String {
    "half of \(like) end by \(day)" + (range.map { " (\($0))" } ?? "")
  }

  /// "Tue 24 Nov, in 3 d", "Tue 3 Nov, 18 d ago".
  static func day(_ day: String, inDays days: Int) -> String {
    if days == 0 { return "\(day), today" }
    return days > 0 ? "\(day), in \(Ages.days(Double(days)))" : "\(day), \(Ages.days(Double(-days))) ago"
  }
}

/// History and record.
extension RecordWords {
  static let history = "history, latest first"
  static var tabHistory: String { KeyWords.lead(.nextPart, to: "history") }
  static var tabRecord: String { KeyWords.lead(.nextPart, to: "record") }
  static let nothingRecorded = "nothing recorded"
  static let gone = "the data shows it no more"
  static let nothingElse = "nothing else is stored"
  static let activity = "activity"
  static let offProcess = "off the process"

  static func record(hasNotes: Bool) -> String { hasNotes ? "notes and record" : "record" }
  static func nothing(for time: String) -> String { "nothing for \(time)" }
  static func silent(over time: String) -> String { "silent for over \(time)" }
}
