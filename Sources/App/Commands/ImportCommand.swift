import ArgumentParser
import Runtime

/// `dealtop import`: fills the durable store.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Read files into the store; doing it twice changes nothing.")

  @OptionGroup var data: DataOptions
  @Argument(help: "Folders or files of CSV exports.", completion: .file())
  var paths: [String]

  func validate() throws {
    if data.ephemeral { throw ValidationError("--ephemeral keeps nothing, import keeps everything: use one of them") }
  }

  func run() throws {
    let workspace = try Wiring.importer(paths: paths, data: data)
    try Wiring.readShowingProgress(workspace)
    if let problem = workspace.sourceProblem { throw Complaint(problem) }
    for line in try ImportSummary.lines(workspace) { Output.line(line) }
  }
}
