import AlertEngine
import ArgumentParser
import Domain
import Reporting
import Runtime

/// `dealtop alerts backtest`: what the rules would have said over the last year.
struct AlertsBacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest", abstract: "Print what the rules would have said over the last year.",
    discussion: """
      Every rule is judged once a day by what was known on that day, by the same machine that judges it live: with its \
      evidence, delays and recovery. Levels that nobody has set are those that would have been learned by then. Beside \
      stand the levels that would have fired at most twice in these days a year, and critical at most once in four. \
      JSON holds all that was measured.
      """)

  @OptionGroup var data: DataOptions
  @Option(help: "Days to look back on.")
  var days = RulePast.days
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    try data.validate(paths: paths)
    guard (1...Self.mostDays).contains(days) else {
      throw ValidationError("--days: expected 1 to \(Self.mostDays)")
    }
  }

  private static let mostDays = 3_650

  func run() throws {
    let plan = try Wiring.plan(paths: paths, data: data)
    let loaded = try Wiring.loaded(plan)
    let present = loaded.resolve(plan.query, present: plan.options.present()).asOf
    // What was known when the stretch began teaches what is asked on its days.
    let idle = loaded.engine.idleLimits(at: present.adding(days: -days))
    let rules = plan.settings.rules.filter(\.enabled).map { $0.learns ? $0.asking(idle) : $0 }
    let past = RulePast(loaded.engine, rules, through: present, days: days + RulePast.lessonDays)
    let ticks = Array(past.ticks.suffix(days))
    let start = ticks.first ?? present
    let rows = rules.map { rule in
      rule.each == nil
        ? BacktestReport.Row(rule, past.series(rule), from: start)
        : BacktestReport.Row(rule, parts: past.parts(rule), from: start)
    }
    let report = BacktestReport(rows, ticks: ticks)
    switch format {
    case .text: Output.lines(report.lines)
    case .json: Output.document(report.json.text())
    }
    loaded.facts?.keep()
  }
}
