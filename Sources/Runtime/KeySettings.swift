import Dashboard
import Domain
import Settings

/// The keys of the program as settings change them.
public enum KeySettings {
  /// The usual keys with those chosen in their place. All choices are made before any is judged, so that two commands
  /// may change places.
  /// - Returns: the map, and what is wrong with choices that could not be followed, in their order.
  public static func keyMap(_ choices: [KeyChoice]) -> (keyMap: KeyMap, issues: [SettingsIssue]) {
    var (map, issues) = (KeyMap.standard, [SettingsIssue]())
    var known: [(choice: KeyChoice, command: Command)] = []
    for choice in choices {
      guard let command = Command.allCases.first(where: { $0.settingsName == choice.command }) else {
        issues.append(choice.issue("there is no command \(choice.command)", hint: suggestion(choice.command)))
        continue
      }
      if command == .quit, choice.keys.isEmpty {
        issues.append(choice.issue("quit must have a key", hint: "the usual one is Ctrl-C"))
        continue
      }
      known.append((choice, command))
    }
    for (_, command) in known { _ = map.rebind(command, to: []) }
    for (choice, command) in known {
      guard let taken = map.rebind(command, to: choice.keys) else { continue }
      issues.append(
        choice.issue(
          "\(taken.key.name) is the key of \(taken.owner.settingsName) already",
          hint: "give \(taken.owner.settingsName) another key, or none"))
      giveBack(command, &map)
    }
    return (map, issues)
  }

  /// A choice that cannot be followed leaves the usual keys, as far as nobody else has them now.
  private static func giveBack(_ command: Command, _ map: inout KeyMap) {
    let usual = KeyMap.standard.binding(of: command)?.keys ?? []
    _ = map.rebind(command, to: usual.filter { map.binding(for: $0) == nil })
  }

  private static func suggestion(_ name: String) -> String {
    let names = Command.allCases.map(\.settingsName)
    return nearestName(to: name, in: names).map { "did you mean \($0)?" } ?? "`?` shows all commands"
  }
}
