import ArgumentParser
import Dashboard
import Reporting

/// `dealtop report`: the figures once.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "report", abstract: "Print the figures once.")

  @OptionGroup var data: DataOptions
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @Option(help: "Days that figures count over: 7, 28, 90, 364 or any number.")
  var period: Int?
  @Option(help: "Only these rows, as in the filter line: 'team:team3 amount>50k'.")
  var filter: String?
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func run() throws {
    let snapshot = try Wiring.snapshot(paths: paths, data: data, periodDays: period, filter: filter)
    switch format {
    case .text: Output.line(PlainReport.lines(snapshot).joined(separator: "\n"))
    case .json: Output.line(ReportJSON.document(snapshot).text())
    }
  }
}
