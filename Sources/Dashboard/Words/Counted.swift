/// Counts with their nouns, "1 lead", "2 412 leads": the one place that knows how a language forms plurals.
enum Counted {
  static func leads(_ count: Int) -> String { of(count, "lead", "leads") }
  static func deals(_ count: Int) -> String { of(count, "deal", "deals") }
  static func opportunities(_ count: Int) -> String { of(count, "opportunity", "opportunities") }
  static func wins(_ count: Int) -> String { of(count, "win", "wins") }
  static func rows(_ count: Int) -> String { of(count, "row", "rows") }
  static func parts(_ count: Int) -> String { of(count, "part", "parts") }
  static func days(_ count: Int) -> String { of(count, "day", "days") }

  /// The noun alone: "lead", "leads".
  static func leadNoun(_ count: Int) -> String { count == 1 ? "lead" : "leads" }
  /// The noun alone: "deal", "deals".
  static func dealNoun(_ count: Int) -> String { count == 1 ? "deal" : "deals" }

  static func of(_ count: Int, _ one: String, _ many: String) -> String {
    "\(Numbers.whole(count)) \(count == 1 ? one : many)"
  }
}
