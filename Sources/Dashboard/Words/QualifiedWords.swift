/// How many leads become qualified.
enum QualifiedWords {
  static let leads = "leads"
  static let best = "best"
  static let worst = "worst"
  static let takenBack = "taken back within 30 d"
  static let again = "qualified again"

  static func qualified(in days: Int) -> String { "qualified in \(days) d" }
  static func than(_ compared: String) -> String { "than \(compared)" }
  /// "likely 1–30 % fewer", "likely 3 % fewer to 4 % more".
  static func likely(_ low: Double, _ high: Double) -> String {
    guard (low < 1) == (high < 1) else { return "likely \(moved(low)) to \(moved(high))" }
    let ends = [low, high].map { abs($0 - 1) }.sorted()
    return "likely \(Numbers.percentRange(ends[0], ends[1])) \(low < 1 ? "fewer" : "more")"
  }

  static func pace(_ share: String) -> [Span] { [.plain(share), .dim(" of the usual pace of 26 weeks")] }

  /// "175 of its 561 new leads so far".
  static func cohort(_ count: Int, of leads: Int) -> String {
    "\(Numbers.whole(count)) of its \(Numbers.whole(leads)) new \(Counted.leadNoun(leads)) so far"
  }

  /// A ratio as "3 % fewer", "12 % more".
  static func moved(_ ratio: Double) -> String {
    "\(Numbers.percent(abs(ratio - 1))) \(ratio < 1 ? "fewer" : "more")"
  }

  static func withinThirtyDays(_ share: String, of leads: Int) -> [Span] {
    [.dim("qualified within 30 d "), .plain(share), .dim(" of \(Counted.leads(leads))")]
  }
}
