import ArgumentParser

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
      OpenCommand.self, DemoCommand.self, ImportCommand.self, ReportCommand.self, CheckCommand.self,
      RejectsCommand.self, GenerateCommand.self, ConfigCommand.self,
    ],
    defaultSubcommand: OpenCommand.self)
}
