import ArgumentParser
import Foundation
import MetricScripts

/// `dealtop test`: runs metric scripts.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Check figures against scripts of rows and expected values; exit 1 if any differs.",
    discussion:
      "A script holds rows, settings and what figures must be at which instant; see the article Metric scripts.")

  @Option(help: "Settings file that all scripts are read with; a script's own settings are put over it.")
  var config: String?
  @Argument(help: "Script files.", completion: .file())
  var files: [String]

  func run() throws {
    var failures = 0
    for file in files {
      do {
        let script = try ScriptReader.read(try text(of: file), file: file)
        let found = try ScriptRunner(script, config: config).failures()
        failures += found.count
        let right = script.expectations.count - found.count
        Output.lines(found)
        Output.line("\(file): \(right) of \(script.expectations.count) as expected")
      } catch {
        failures += 1
        Output.complain("\(error)")
      }
    }
    if failures > 0 { throw ExitCode(1) }
  }

  private func text(of file: String) throws -> String {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Complaint("cannot read \(file): check the path and its permissions")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
