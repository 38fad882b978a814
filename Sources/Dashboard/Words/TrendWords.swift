/// What stands below charts of weeks.
enum TrendWords {
  static let limit = "limit"
  static let dotted = "dotted: chance alone"

  static func weeks(_ count: Int) -> String { "\(count) weeks" }
  static func byWeek(hasExpected: Bool) -> String { hasExpected ? "by week, dashed: expected" : "by week" }

  /// - Parameter beyond: the sign of weeks beyond it; nil where there are none.
  static func dotted(beyond: String?) -> String {
    "dotted: what chance alone gives" + (beyond.map { ", \($0) beyond it" } ?? "")
  }
}
