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
    try data.validate(paths: paths)
  }

  func run() throws {
    let plan = try Wiring.importPlan(paths: paths, data: data)
    for issue in plan.issues { Output.complain(issue) }
    let workspace = plan.workspace()
    try Wiring.readShowingProgress(workspace)
    if workspace.sourceProblem != nil { throw ExitCode(1) }
    try Wiring.keepSettings(of: paths, in: workspace.store)
    Output.lines(try ImportSummary.lines(workspace))
  }
}
