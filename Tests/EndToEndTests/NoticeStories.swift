import Foundation
import TestKit
import Testing

/// Leads that are all answered within three minutes, until some come that nobody answers: their alert fires at once.
@Suite("How the terminal says that something is new", .serialized, .enabled(if: Stage.hasTerminal, Stage.why))
struct NoticeStories {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try write(late: 0)
    try sandbox.write("business: {tz: UTC, open: \"09:00\", close: \"17:00\"}\n", to: "leads/dealtop.yaml")
  }

  private func write(late: Int) throws {
    var rows = ["lead_id,created_at,first_response_at,source,rep"]
    for day in 4...14 {
      for hour in 9...14 {
        let date = "2026-05-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour)"
        rows.append("L\(rows.count),\(date):00:00Z,\(date):03:00Z,Demo request,Ann")
      }
    }
    rows += (0..<late).map { "Late\($0),2026-05-15T10:0\($0):00Z,,Demo request,Ann" }
    try sandbox.write(rows.joined(separator: "\n") + "\n", to: "leads/leads.csv")
  }

  /// The program in a terminal of its own kind, everything it sends written down.
  private func open() throws -> TmuxRobot {
    let app = TmuxRobot(sandbox, columns: 100, rows: 30)
    let program = try #require(BuiltProgram.path)
    try app.startShell(
      "unset TMUX; TERM=xterm-256color exec \(program) open \(sandbox.path("leads")) --tz UTC "
        + "--as-of 2026-05-15T14:00:00Z")
    try app.record(to: sandbox.path("sent"))
    try app.wait("a calm title", #_sourceLocation) { try app.title == "dealtop: nothing wrong" }
    return app
  }

  /// What was sent but for titles, which end as notifications do.
  private var sent: String {
    let bytes = (try? Data(contentsOf: sandbox.folder.appendingPathComponent("sent"))) ?? Data()
    return String(decoding: bytes, as: UTF8.self).replacing(/\u{1b}\]2;[^\u{7}]*\u{7}/, with: "")
  }

  /// Lets leads come that wait, until the window says so.
  private func makeWorse(_ app: TmuxRobot) throws {
    try write(late: 3)
    try app.wait("a title that counts", #_sourceLocation) { try app.title == "dealtop: 1 warning" }
    usleep(200_000)
  }

  @Test(arguments: [
    ("bell", "\u{7}"), ("osc9", "\u{1b}]9;WARNING Leads waiting too long: 3 leads waiting"),
    ("osc777", "\u{1b}]777;notify;dealtop;WARNING Leads waiting too long: 3 leads waiting"),
  ])
  func asTheSettingsWantIt(notice: String, bytes: String) throws {
    try sandbox.write("notify_terminal: \(notice)\n", to: "config/dealtop/config.yaml")
    let app = try open()
    #expect(!sent.contains("\u{7}"), "what is known at the start is not announced")
    try makeWorse(app)
    #expect(sent.components(separatedBy: bytes).count == 2, "announced once")
    #expect(sent.count { $0 == "\u{7}" } == 1)
  }

  @Test func onlyTheTitleUnlessTheSettingsWantMore() throws {
    let app = try open()
    try makeWorse(app)
    #expect(!sent.contains("\u{7}") && !sent.contains("\u{1b}]9;") && !sent.contains("\u{1b}]777"))
    try app.press("q")
    #expect(try app.expectEnd() == 0)
    #expect(sent.contains("\u{1b}[23;2t"), "the title that the window had comes back")
  }
}
