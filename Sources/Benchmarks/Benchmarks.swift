import ArgumentParser
import Foundation

/// Times the way from files to figures on a generated organisation:
/// `swift run -c release benchmarks --opps 100000`.
@main
struct Benchmarks: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmarks",
    abstract: "Generate an organisation, import it, and time what the screen and the report do.")

  @Option(help: "Opportunities to generate.")
  var opps = 20_000
  @Option(help: "Seed of chance.")
  var seed: UInt64 = 7
  @Option(help: "Runs of what is repeated; the table shows their median.")
  var runs = 5

  func validate() throws {
    guard opps > 0, runs > 0 else { throw ValidationError("--opps and --runs: expected at least 1") }
  }

  func run() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "dealtop-benchmarks-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var bench = Bench(folder: folder, runs: runs)
    try bench.generate(opportunities: opps, seed: seed)
    try bench.importFiles()
    try bench.reportFromStore()
    try bench.readFigures()
    try bench.runProgram()
    let text = bench.table.text + "\n\(Machine.description)\n"
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}
