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

  func validate() throws { try data.validate(paths: paths) }

  func run() throws {
    do {
      let plan = try Wiring.plan(paths: paths, data: data)
      let loaded = try Wiring.loaded(plan)
      let snapshot = Wiring.snapshot(plan, of: loaded, query: plan.query)
      switch format {
      case .text: Output.lines(CheckText.lines(snapshot))
      case .json: Output.document(CheckText.json(snapshot).text())
      }
      loaded.facts?.keep()
      throw ExitCode(Summary.exitCode(snapshot.findings))
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
