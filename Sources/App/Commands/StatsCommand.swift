import ArgumentParser
import Dashboard
import Domain
import MetricEngine
import Reporting
import Runtime

/// `dealtop stats`: everything that is computed, for programs and for checking it.
struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Print every statistic once: the report's figures, tests, charts, forecasts.")

  @OptionGroup var data: DataOptions
  @Option(help: "json.")
  var format: StatsFormat = .json
  @Option(help: "What figures count over: days (28), quarter, year, 2026-Q1 or 2026-01-01..2026-03-31.")
  var period: String?
  @Option(help: "Only these rows, as in the filter line: 'team:team3 amount>50k'.")
  var filter: String?
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    try data.validate(paths: paths)
    try QueryFlags(period: period, filter: filter).validate()
  }

  func run() throws {
    let plan = try Wiring.plan(paths: paths, data: data)
    let query = QueryFlags(period: period, filter: filter).applied(to: plan.query)
    let loaded = try Wiring.loaded(plan)
    let present = plan.options.present()
    let snapshot = SnapshotBuilder.snapshot(of: loaded, query: query, rules: plan.settings.rules, present: present)
    try QueryFlags.check(snapshot.readings.query)
    let stats = loaded.engine.stats(loaded.resolve(query, present: present))
    Output.document(StatsJSON.document(snapshot, stats).text())
    loaded.facts?.keep()
  }
}

/// How statistics are printed.
enum StatsFormat: String, ExpressibleByArgument { case json }

/// The flags that narrow what figures speak of.
struct QueryFlags {
  var period: String?
  var filter: String?

  func validate() throws {
    if let period, case .failure(let problem) = PeriodParser.parse(period) {
      throw ValidationError("--period: \(problem)")
    }
    if let problem = filter.flatMap({ FilterParser.parse($0).problems.first }) {
      throw ValidationError("--filter: \(FilterWords.text(problem))")
    }
  }

  /// Complains of dates that hold nothing yet where the figures stand.
  static func check(_ query: Query) throws {
    // Where the organisation works it may be a day later than in UTC.
    guard let start = query.period.start(after: query.asOf.utcDate.adding(days: 1)) else { return }
    throw Complaint("--period: \(start.iso) is still to come where the figures stand: give an earlier day")
  }

  func applied(to query: Query) -> Query {
    var query = query
    if let period, case .success(let read) = PeriodParser.parse(period) { query.period = read }
    if let filter { query.filter = FilterParser.parse(filter).filter }
    return query
  }
}
