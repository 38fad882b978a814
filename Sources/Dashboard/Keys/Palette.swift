/// The list of all commands that `:` searches.
enum Palette {
  /// Commands that work now and whose help or id holds all the words typed; moving about is left out.
  static func matches(_ text: String, _ model: Model) -> [Binding] {
    let words = text.lowercased().split(separator: " ")
    return model.keyMap.bindings.filter { binding in
      guard binding.id != .palette, !moving.contains(binding.id), binding.applies(to: model) else { return false }
      guard binding.disabledReason(model) == nil else { return false }
      let name = "\(binding.short) \(binding.help) \(binding.id.rawValue)".lowercased()
      return words.allSatisfy { name.contains($0) }
    }
  }

  private static let moving: Set<Command> = [
    .up, .down, .left, .right, .first, .last, .pageUp, .pageDown, .nextPart, .previousPart, .quitOrBack,
  ]
}
