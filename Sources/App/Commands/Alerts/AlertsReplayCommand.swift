import AlertEngine
import ArgumentParser
import Foundation
import Reporting
import Runtime

/// `dealtop alerts replay`: cases for the alert machine.
struct AlertsReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run cases through the alert machine and its storage; exit 1 naming the first that differs.",
    discussion: """
      A file of cases is JSON: {"cases": [{"name", "spec", "steps", "expect"}]}. What came of each case is printed in
      the same shape. The program forgets everything but its store between any two steps.
      """)

  @Argument(help: "File of cases.", completion: .file())
  var file: String

  func run() throws {
    let cases = try read()
    let replay = try AlertReplay()
    let results = try cases.map { (case: $0, outcome: try replay.outcome(of: $0)) }
    Output.document(AlertCaseJSON.document(results).text())
    let differences = results.compactMap { result in
      result.outcome.difference(from: result.case.expected).map { "\(result.case.name): \($0)" }
    }
    guard let first = differences.first else { return }
    Output.complain("\(first) (\(differences.count) of \(results.count) cases differ)")
    throw ExitCode(1)
  }

  private func read() throws -> [AlertCase] {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Complaint("cannot read \(file): check the path and its permissions")
    }
    do {
      return try AlertCaseFile.read(data)
    } catch {
      throw Complaint("\(file): \(error)")
    }
  }
}
