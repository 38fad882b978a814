/// Keys within sentences: those in force, whatever settings made of the usual ones.
enum KeyWords {
  /// What keys mean while something is done or drawn; the usual meaning where nobody says.
  @TaskLocal static var inForce = KeyMap.standard

  /// "S"; empty for a command without a key.
  static func name(_ command: Command) -> String { inForce.keyName(of: command) }

  /// " (S)"; nothing for a command without a key.
  static func inBrackets(_ command: Command) -> String {
    let name = name(command)
    return name.isEmpty ? "" : " (\(name))"
  }

  /// "Enter corrects"; nothing for a command without a key.
  static func does(_ command: Command, _ what: String) -> String {
    let name = name(command)
    return name.isEmpty ? "" : "\(name) \(what)"
  }

  /// "left, right: other weeks", "Tab: history"; nothing without a key.
  static func lead(_ commands: Command..., to what: String) -> String {
    // Words within a sentence, unless a sign stands in their place.
    let names = commands.map(name).filter { !$0.isEmpty }
      .map { commands.count > 1 && $0.count > 1 ? $0.lowercased() : $0 }
    return names.isEmpty ? "" : "\(names.joined(separator: ", ")): \(what)"
  }
}
