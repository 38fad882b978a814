/// The choice of a theme and the columns of lists.
enum ThemeWords {
  static let none = "no themes found"
  static let dark = "dark"
  static let light = "light"
  static var sampleFigure: String { "\(Numbers.percent(0.31)) answered in \(Durations.limit(seconds: 300))" }
  static var sampleLimit: String { "limit \(Numbers.percent(0.45))   \(Counted.leads(2412))" }
}

/// The choice of columns.
enum ColumnWords {
  static let usual = "the usual columns"
  static var hint: String {
    "\(KeyWords.does(.mark, "shows, hides"))   \(KeyWords.lead(.left, .right, to: "move"))"
  }
  static var back: String { KeyWords.does(.open, "back") }
  static let oneNeeded = "a list needs a column"
}
