/// How a figure stands, in a word or two.
enum VerdictWords {
  static let ok = "ok"
  static let noRealChange = "no real change"
  static let steady = "steady"
  static let critical = "CRITICAL"
  static let criticalShort = "CRIT"
  static let warning = "WARNING"
  static let warningShort = "WARN"
  static let seen = "seen"
  static let snoozed = "snoozed"
  static let pending = "pending"
  static let noLimit = "no limit set"

  static func tooFew(_ have: Int, of need: Int) -> String {
    "too few to judge (\(Numbers.whole(have)) of \(Numbers.whole(need)))"
  }

  static func seen(_ count: Int) -> String { "\(Numbers.whole(count)) seen" }
  static func snoozed(_ count: Int) -> String { "\(Numbers.whole(count)) snoozed" }
}
