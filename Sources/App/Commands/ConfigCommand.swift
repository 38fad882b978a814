import ArgumentParser
import Cells
import Dashboard
import Foundation
import Settings

/// `dealtop config`: settings files.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check settings files, and list the commands that keys can be given to.",
    subcommands: [ConfigCheckCommand.self, ConfigKeysCommand.self])
}

/// `dealtop config check [FILE]`: everything wrong with a settings file, with line, column and the nearest valid name.
struct ConfigCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Validate a settings file; exit 1 if anything is wrong.")

  @Argument(help: "Settings file; default is dealtop/config.yaml in the configuration folder of XDG.")
  var file: String?

  func run() throws {
    let path = file ?? SettingsPlaces.userFile
    let issues = try SettingsPlaces.check(path)
    Output.lines(issues.map(\.description))
    let errors = issues.count { $0.severity == .error }
    Output.line(
      issues.isEmpty ? "\(path): no problems" : "\(path): \(errors) errors, \(issues.count - errors) warnings")
    if errors > 0 { throw ExitCode(1) }
  }
}

/// `dealtop config keys`: what can be written under `keys:` in the settings.
struct ConfigKeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "List all commands with their usual keys, as `keys:` in the settings takes them.")

  func run() throws {
    let bindings = KeyMap.standard.bindings
    let width = bindings.map(\.id.settingsName.count).max() ?? 0
    Output.lines(
      bindings.map { binding in
        let name = binding.id.settingsName.padding(toLength: width, withPad: " ", startingAt: 0)
        return "\(name)  \(binding.keys.map(\.name).joined(separator: " "))  # \(binding.help)"
      })
  }
}
