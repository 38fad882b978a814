import ArgumentParser
import Reporting
import Runtime

/// `dealtop check`: breaches, and the exit status of a monitoring plug-in.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Print alerts; exit 2 if one fires as critical, 1 as warning, 3 if no rule could be judged, else 0.",
    discussion: """
      Alerts are those of the screen, with what they remember. The hours missed since anything last looked are made up
      for; without memory the last 28 days, so that a breach that has lasted fires at once. What was acknowledged or
      snoozed is listed and does not count.
      """)

  @OptionGroup var data: DataOptions
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws { try data.validate(paths: paths) }

  func run() throws {
    do {
      let session = try AlertSession(paths: paths, data: data)
      let snapshot = session.snapshot
      switch format {
      case .text: Output.lines(CheckText.lines(snapshot))
      case .json: Output.document(CheckText.json(snapshot).text())
      }
      session.loaded.facts?.keep()
      throw ExitCode(CheckText.exitStatus(snapshot))
    } catch let status as ExitCode {
      throw status
    } catch let mistake as ValidationError {
      throw mistake
    } catch {
      // Monitoring takes 1 for a warning; what could not be looked at is unknown.
      switch format {
      case .text: Output.line(CheckText.unknown(ErrorText.line(error)))
      case .json: Output.document(CheckText.unknownJSON(ErrorText.line(error)).text())
      }
      throw ExitCode(3)
    }
  }
}

/// How to print.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable { case text, json }
