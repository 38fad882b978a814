import ArgumentParser
import Foundation
import Synthesis

/// `dealtop generate`: a made-up organisation as a set of CSV files.
struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    abstract: "Write a realistic made-up organisation as CSV files; the same seed gives the same bytes.")

  @Option(help: "Opportunities to make.")
  var opps = 1000
  @Option(help: "Seed of chance.")
  var seed: UInt64 = 7
  @Option(help: "Days of history.")
  var days = 730
  @Flag(name: .customLong("no-plants"), help: "Plant no problems: a control set, where nothing may be found.")
  var noPlants = false
  @Argument(help: "Folder to write to; made if missing.")
  var out: String

  func run() throws {
    let options = GenerationOptions(opportunities: opps, seed: seed, days: days, hasPlants: !noPlants)
    try options.validate()
    let folder = try OutputFolder(path: out)
    let tables = try Generator(options).run(to: folder.append)
    Output.lines(tables.map { "\($0.file)  \($0.rows) rows" })
    Output.line("look at it: dealtop \(out)")
  }
}
