import ArgumentParser
import Dashboard
import Domain
import MetricEngine
import Reporting

/// `dealtop report`: the figures once.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "report", abstract: "Print the figures once.")

  @OptionGroup var data: DataOptions
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @Option(help: "What figures count over: days (28), quarter, year, 2026-Q1 or 2026-01-01..2026-03-31.")
  var period: String?
  @Option(help: "Only these rows, as in the filter line: 'team:team3 amount>50k'.")
  var filter: String?
  @Option(help: "Say what changed since then: yesterday, monday, 2026-06-30 or 2026-06-30T18:00:00Z.")
  var since: String?
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    try data.validate(paths: paths)
    try QueryFlags(period: period, filter: filter).validate()
    _ = try SinceArgument.parse(since, timeZone: data.timeZone ?? "UTC")
  }

  func run() throws {
    let plan = try Wiring.plan(paths: paths, data: data)
    let query = QueryFlags(period: period, filter: filter).applied(to: plan.query)
    let since = try SinceArgument.parse(since, timeZone: plan.timeZone)
    let loaded = try Wiring.loaded(plan)
    let snapshot = Wiring.snapshot(
      plan, of: loaded, query: query, since: since, learner: try Wiring.learner(plan, loaded))
    try QueryFlags.check(snapshot.readings.query)
    switch format {
    case .text: Output.lines(PlainReport.lines(snapshot))
    case .json: Output.document(ReportJSON.document(snapshot).text())
    }
    loaded.facts?.keep()
  }
}
