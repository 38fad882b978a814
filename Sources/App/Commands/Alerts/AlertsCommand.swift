import AlertEngine
import ArgumentParser
import Domain
import Foundation
import Reporting
import Runtime
import Settings
import World

/// `dealtop alerts`: how alerts stand, what to do about them, and what was ever said.
struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts", abstract: "List alerts, acknowledge and snooze them, and export what was ever said.",
    discussion: """
      Alerts are those of the screen. Before anything else the hours missed since anything last looked are made up for,
      as `dealtop check` does. A screen that is open meanwhile shows what was done within a second or two.
      """,
    subcommands: [
      AlertsListCommand.self, AlertsAckCommand.self, AlertsSnoozeCommand.self, AlertsUnsnoozeCommand.self,
      AlertsNoteCommand.self, AlertsHistoryCommand.self, AlertsDeliveriesCommand.self, AlertsReplayCommand.self,
      AlertsBacktestCommand.self,
    ])
}

/// `dealtop alerts list`.
struct AlertsListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Print how every alert stands, the worst first.")

  @OptionGroup var data: DataOptions
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws { try data.validate(paths: paths) }

  func run() throws {
    let session = try AlertSession(paths: paths, data: data)
    switch format {
    case .text: Output.lines(AlertsText.list(session.snapshot))
    case .json: Output.document(AlertsJSON.list(session.snapshot).text())
    }
    session.loaded.facts?.keep()
  }
}

/// Which alert, who does something about it, and how to say what came of it.
struct AlertChoice: ParsableArguments {
  @Argument(help: "Id of the rule, as in the settings and in `dealtop alerts list`.")
  var rule: String
  @Option(help: "Part of the organisation, as rep:rep014; default is the whole.")
  var scope = "all"
  @Option(help: "Who does it; default is you ($USER).")
  var by: String?
  @Option(help: "text or json.")
  var format: OutputFormat = .text
  @OptionGroup var data: DataOptions
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    try data.validate(paths: paths)
    guard AlertKey(rule: rule, scopeText: scope) != nil else {
      throw ValidationError("--scope: expected all or a part such as rep:rep014, not \(scope)")
    }
  }

  /// Does something about the alert and prints how it stands then.
  func perform(_ work: (AlertSession, AlertKey) throws -> String) throws {
    var session = try AlertSession(paths: paths, data: data, actor: by)
    let key = try session.key(rule: rule, scope: scope)
    let told = try work(session, key)
    session.refresh()
    switch format {
    case .text: Output.line("\(key.rule): \(told)")
    case .json: Output.document(AlertsJSON.one(key, session.snapshot).text())
    }
    session.loaded.facts?.keep()
  }
}

/// `dealtop alerts ack`.
struct AlertsAckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack", abstract: "Acknowledge an alert: quiet until it resolves, gets worse, or is due.")

  @OptionGroup var choice: AlertChoice
  @Option(help: "What you remark.")
  var note = ""
  @Option(help: "When it is to be done, and speaks again: 4h, 3d, 2026-07-01 (all of that day) or 2026-07-01T09:00.")
  var due: String?

  func run() throws {
    try choice.perform { session, key in
      let due = try due.map { try session.instant($0, "--due", day: .end) }
      return try session.act(.acknowledge(note: note, due: due), on: key)
    }
  }
}

/// `dealtop alerts snooze`.
struct AlertsSnoozeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snooze", abstract: "Keep an alert quiet until a time, or until it resolves.")

  @OptionGroup var choice: AlertChoice
  @Option(help: "Why.")
  var reason = ""
  @Option(
    help: "How long: 4h, 3d, 2026-07-01 (speaks again on that day) or 2026-07-01T09:00; default is until it resolves.")
  var until: String?

  func run() throws {
    try choice.perform { session, key in
      let until = try until.map { try session.instant($0, "--until", day: .beginning) }
      return try session.act(.snooze(until: until, reason: reason), on: key)
    }
  }
}

/// `dealtop alerts unsnooze`.
struct AlertsUnsnoozeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "unsnooze", abstract: "Let an alert speak again.")

  @OptionGroup var choice: AlertChoice

  func run() throws { try choice.perform { session, key in try session.act(.unsnooze, on: key) } }
}

/// `dealtop alerts note`.
struct AlertsNoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "note", abstract: "Remark something about an alert.")

  @Option(help: "The remark.")
  var text: String
  @OptionGroup var choice: AlertChoice

  func run() throws { try choice.perform { session, key in try session.note(text, on: key) } }
}
