import AlertEngine

/// Lines without a screen.
enum PlainWords {
  static let noVerdict = "no verdict"
  static let allWithin = "all judged figures within limits"
  static let aYearBefore = "the same a year before"

  static func limit(_ limit: String) -> String { "limit \(limit)" }
  static func cause(_ cause: String) -> String { "main cause \(cause)" }
  static func doNext(_ text: String) -> String { "do next: \(text)" }
  static func leads(_ changes: String) -> String { "Leads: \(changes)" }
  static func activities(_ count: Int) -> String { "\(Numbers.whole(count)) activities" }
  static func setAside(_ rows: Int) -> String { "\(Counted.rows(rows)) set aside" }

  static func head(_ name: String, _ stretch: String, against compared: String) -> String {
    "\(name): \(stretch), vs \(compared)"
  }

  static func outcomes(open: Int, won: Int, lost: Int) -> String {
    "\(Numbers.whole(open)) open, \(Numbers.whole(won)) won, \(Numbers.whole(lost)) lost"
  }

  static func level(isSeen: Bool, _ severity: Severity) -> String {
    isSeen ? "SEEN" : severity == .critical ? VerdictWords.critical : VerdictWords.warning
  }
}
