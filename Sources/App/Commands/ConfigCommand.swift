import ArgumentParser
import Settings

/// `dealtop config`: settings files.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config", abstract: "Check settings files.", subcommands: [ConfigCheckCommand.self])
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
