/// Alerts beside what ``AlertText`` and ``AlertStanding`` say of one.
enum AlertWords {
  static let announced = "announced"
  static let taken = "taken or snoozed"
  static let cleared = "cleared"
  static let anyChange = "limit or definition changed"

  static func changed(isLimit: Bool) -> String { isLimit ? "limit changed" : "definition changed" }
}
