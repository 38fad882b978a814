import Domain

/// What the columns of an activity make of it. Columns that are absent or empty count as human, outbound, done.
enum ActivityRules {
  /// - Parameters:
  ///   - flags: 1 true, 0 false, -1 not stated.
  ///   - byMachine: the user who did it is no human.
  static func traits(
    kind: String, direction: String, automatic: Int8, done: Int8, held: Int8, byMachine: Bool
  ) -> ActivityTraits {
    var traits: ActivityTraits = []
    if inboundWords.contains(WellKnownStages.normalized(direction)) { traits.insert(.inbound) }
    if automatic == 1 || byMachine { traits.insert(.automatic) }
    if done == 0 { traits.insert(.undone) }
    if held == 1 { traits.insert(.held) }
    if held == 0 { traits.insert(.missed) }
    let name = WellKnownStages.normalized(kind)
    if noteKinds.contains(name) || (taskKinds.contains(name) && done == 0) { traits.insert(.noTouch) }
    return traits
  }

  private static let inboundWords: Set<String> = ["in", "inbound", "incoming", "received", "eingehend", "entrant"]
  private static let noteKinds: Set<String> = ["note", "notes", "internalnote", "notiz"]
  private static let taskKinds: Set<String> = ["task", "tasks", "todo", "aufgabe"]
}
