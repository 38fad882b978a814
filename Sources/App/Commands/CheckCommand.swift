import AlertEngine
import ArgumentParser
import Reporting
import Runtime

/// `dealtop check`: breaches, and the exit status of a monitoring plug-in.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Print breaches; exit 2 critical, 1 warning, 3 if no rule could be judged, else 0.")

  @OptionGroup var data: DataOptions
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func run() throws {
    let snapshot = try Wiring.snapshot(paths: paths, data: data)
    switch format {
    case .text: Output.line(CheckText.lines(snapshot).joined(separator: "\n"))
    case .json: Output.line(CheckText.json(snapshot).text())
    }
    throw ExitCode(Summary.exitCode(snapshot.findings))
  }
}

/// How to print.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
