import Cells
import Yams

/// The keys that somebody wants for a command.
public struct KeyChoice: Sendable, Equatable {
  /// What the command is called in settings, such as `day-back`; whoever knows the commands has to look whether there is
  /// such a one.
  public var command: String
  /// The keys; none leaves it to the palette.
  public var keys: [Cells.Key]
  /// Path of the file.
  public var file: String
  /// Line of the entry, from 1.
  public var line: Int
  /// Column of the entry, from 1.
  public var column: Int

  /// What is wrong with it, said at its place.
  public func issue(_ message: String, hint: String = "") -> SettingsIssue {
    SettingsIssue(file: file, line: line, column: column, message: message, hint: hint)
  }
}

extension Notes {
  /// Reads `keys:`, a command and its key or keys an entry.
  mutating func readKeys(_ node: Node, into choices: inout [KeyChoice]) {
    for (command, place, value) in entries(node, "keys") {
      let names = value.sequence?.isEmpty == true || value.scalar?.string == "none" ? [] : texts(value, "a key")
      let keys = names.compactMap { key($0, value) }
      guard keys.count == names.count else { continue }
      choices.removeAll { $0.command == command }
      choices.append(
        KeyChoice(
          command: command, keys: keys, file: file, line: place.mark?.line ?? 0, column: place.mark?.column ?? 0))
    }
  }

  private mutating func key(_ name: String, _ node: Node) -> Cells.Key? {
    if let key = Cells.Key(name: name) { return key }
    error(
      node, "there is no key \(quoted(name))",
      hint: "write a sign such as w, or Ctrl-W, F5, Space, Enter, Tab, PgUp, Home, Up; Ctrl-H, I, J and M are no keys")
    return nil
  }
}
