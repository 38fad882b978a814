import AlertEngine
import ArgumentParser
import Domain
import Reporting
import Runtime

/// `dealtop alerts history`: what was said and done, by whom.
struct AlertsHistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Print what alerts said and what was done about them, by whom and when.",
    discussion: """
      The record of everything: firings, acknowledgements, snoozes, notes, and every rule that was edited with its levels \
      before and after, under the name of the user whose program noticed it. Under "definitions" stands what was changed \
      of that which figures are defined by: working hours, limits for answers, stages, the fiscal year.
      """)

  @OptionGroup var data: DataOptions
  @Option(help: "Only of this rule.")
  var rule: String?
  @Option(help: "Only of this part of the organisation, as rep:rep014.")
  var scope: String?
  @Flag(help: "All of it instead of the last 40 entries.")
  var all = false
  @Option(help: "text, json or csv.")
  var format: HistoryFormat = .text
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  private static let usual = 40

  func validate() throws { try data.validate(paths: paths) }

  func run() throws {
    let memory = try Wiring.alertMemory(paths: paths, data: data)
    let entries = try memory.history().filter { entry in
      rule.map { $0 == entry.key.rule } ?? true && scope.map { $0 == entry.key.scopeText } ?? true
    }
    let shown = all ? entries : entries.suffix(Self.usual)
    switch format {
    case .text: Output.lines(AlertsText.history(shown))
    case .json: Output.document(AlertsJSON.history(shown).text())
    case .csv: Output.document(AlertsText.csv(shown))
    }
  }
}

/// How the history is printed.
enum HistoryFormat: String, ExpressibleByArgument, CaseIterable { case text, json, csv }
