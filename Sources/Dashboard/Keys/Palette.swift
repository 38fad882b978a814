/// The list of all commands that `:` searches.
enum Palette {
  /// Commands that work now and whose help or id holds all the words typed; moving about is left out.
  static func matches(_ text: String, _ model: Model) -> [Binding] {
    let words = text.lowercased().split(separator: " ")
    return model.keyMap.bindings.filter { binding in
      guard binding.id != .palette, !moving.contains(binding.id), binding.applies(to: model) else { return false }
      guard binding.disabledReason(model) == nil else { return false }
      let name = "\(binding.short) \(binding.help) \(binding.id.rawValue) \(screenName(binding.id))".lowercased()
      return words.allSatisfy { name.contains($0) }
    }
  }

  /// What the screen behind a command calls itself.
  private static func screenName(_ command: Command) -> String {
    switch command {
    case .alerts: Words.alerts
    case .waiting: Words.waiting
    case .changes: Words.whatChanged
    case .opportunities: Words.allOpportunities
    case .explain: Words.explain
    case .sources: Words.sources
    case .claims: Words.claims
    case .themes: Words.themes
    case .help: Words.help
    case .whose: Words.whose
    case .views: Words.views
    default: ""
    }
  }

  private static let moving: Set<Command> = [
    .up, .down, .left, .right, .first, .last, .pageUp, .pageDown, .nextPart, .previousPart, .quitOrBack,
  ]
}
