/// The screen of limits beside what ``LimitsText`` says of a rule.
enum LimitsWords {
  static let warning = "warning"
  static let critical = "critical"
  static let fired = "fired"
  static let notSaved = "not saved"
  static let measuring = "measuring the last year ..."
  static let nothingToMeasure = "no day of the last year had enough to measure"
  static let nothingToSave = "nothing to save: the levels are as they were"
  static let noRule = "no rule to set limits of"
  static var otherDays: String { KeyWords.lead(.left, .right, to: "other days") }
  static var moves: String { KeyWords.lead(.up, .down, to: "the level") }

  static func otherLevel(isCritical: Bool) -> String {
    KeyWords.lead(.nextPart, to: isCritical ? "the warning" : "the critical one")
  }
}
