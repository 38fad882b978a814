import ArgumentParser
import Foundation
import Runtime

/// `htop` for a sales organisation.
@main
struct Dealtop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dealtop",
    abstract: "htop for a sales organisation: five live panels, what is wrong, and down to the deal.",
    discussion: """
      dealtop PATH...      shows a folder or files of CSV exports at once
      dealtop              shows what `dealtop import` has stored
      dealtop demo         shows a made-up organisation, live
      """,
    version: "0.1.0",
    subcommands: [
      OpenCommand.self, DemoCommand.self, ImportCommand.self, ReportCommand.self, StatsCommand.self, CheckCommand.self,
      AlertsCommand.self, WatchCommand.self, DigestCommand.self, TestCommand.self,
      RejectsCommand.self, SnapshotCommand.self, GenerateCommand.self, ConfigCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)

  /// Runs what the command line asks for. Mistakes in use end with 64, everything else that fails with 1 and one line.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      end(after: error)
    }
  }

  private static func end(after error: any Error) -> Never {
    let status = exitCode(for: error)
    if error is ExitCode { Foundation.exit(status.rawValue) }
    if status == .success { exit(withError: error) }
    if status == .validationFailure {
      Output.explain(fullMessage(for: error))
    } else {
      Output.complain(ErrorText.line(error))
    }
    Foundation.exit(status.rawValue)
  }
}
