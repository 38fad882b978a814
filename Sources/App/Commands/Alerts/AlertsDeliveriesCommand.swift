import ArgumentParser
import Reporting
import Runtime

/// `dealtop alerts deliveries`: whom something was told, and what came of it.
struct AlertsDeliveriesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "deliveries",
    abstract: "Print what had to be told to notifiers, and what came of it.",
    discussion: """
      The record of `dealtop watch`: every event and digest for every notifier, with its tries and the last error. \
      pending: nobody has tried yet; failed: to be tried again; sent; given_up: nobody will try again.
      """)

  @OptionGroup var data: DataOptions
  @Option(help: "Only to this notifier, as the settings name it.")
  var to: String?
  @Flag(help: "Only those that were not told.")
  var unsent = false
  @Flag(help: "All of it instead of the last 40 entries.")
  var all = false
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  private static let usual = 40

  func validate() throws { try data.validate(paths: paths) }

  func run() throws {
    let memory = try Wiring.alertMemory(paths: paths, data: data)
    let wanted = try memory.deliveries().filter { delivery in
      to.map { $0 == delivery.notifier } ?? true && !(unsent && delivery.state == .sent)
    }
    let report = DeliveryReport(Array(all ? wanted[...] : wanted.suffix(Self.usual)))
    switch format {
    case .text: Output.lines(report.lines)
    case .json: Output.document(report.json.text())
    }
  }
}
