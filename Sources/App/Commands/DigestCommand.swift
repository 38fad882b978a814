import ArgumentParser
import Dashboard
import Domain
import Reporting
import Runtime

/// `dealtop digest`: what would be sent.
struct DigestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest", abstract: "Print the daily digest: what is wrong, what changed, five deals.",
    discussion: """
      At most 12 lines of plain text. `dealtop watch` sends them at the times under digest: in the settings; this only
      shows one.

        dealtop digest                       of the whole organisation
        dealtop digest --scope team:North    of a team; or manager:, rep:, region:, source:, segment: ...
        dealtop digest --scope team3         of whatever is called so
      """)

  @OptionGroup var data: DataOptions
  @Option(help: "Whose digest: all, team:North, or a name of any dimension.")
  var scope = "all"
  @Option(help: "Say what changed since then: yesterday, monday, 2026-06-30 or 2026-06-30T18:00:00Z.")
  var since: String?
  @Argument(help: "Folder or files of CSV exports; without any, the store.", completion: .file())
  var paths: [String] = []

  func validate() throws {
    try data.validate(paths: paths)
    _ = try SinceArgument.parse(since, timeZone: data.timeZone ?? "UTC")
  }

  func run() throws {
    let session = try AlertSession(paths: paths, data: data)
    let since = try SinceArgument.parse(since, timeZone: session.plan.timeZone)
    let scope = try DigestScopes.find(scope, in: session.loaded.names)
    let maker = DigestMaker(session.loaded, rules: session.rules, present: session.present) {
      session.desk?.board($0, rules: session.rules, at: session.present)
    }
    Output.lines(maker.digest(of: scope, since: since).lines)
    session.loaded.facts?.keep()
  }
}
