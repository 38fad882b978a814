/// How a figure came about.
enum ExplainWords {
  static let noFigure = "no figure could be computed"
  static let figure = "figure"
  static let fresh = "fresh"
  static let definition = "definition"
  static let window = "window"
  static let formula = "formula"
  static let statistics = "statistics"
  static let rowsIn = "rows in"
  static let leftOut = "left out"
  static let limits = "limits"
  static let assumptions = "taken for granted"

  static func pauses(_ text: String) -> String { "pauses of nine in ten wins: \(text)" }
  static func others(_ hours: String) -> String { "all others: \(hours)" }

  /// "newest event Sat 21 Nov 17:40, 2 s ago; source last read 4 s ago".
  static func freshness(event: (day: String, age: String)?, read: String?) -> String {
    let newest = event.map { "newest event \($0.day), \($0.age)" } ?? "no dated event"
    return newest + (read.map { "; source last read \($0)" } ?? "")
  }
}
