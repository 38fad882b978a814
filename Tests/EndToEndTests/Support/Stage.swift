import Foundation
import TestKit
import Testing

/// What the stories need: the built program, tmux, and a generated set to look at.
enum Stage {
  static let hasProgram = BuiltProgram.path != nil
  static let hasTerminal = hasProgram && TmuxRobot.isAvailable
  static let why: Comment = "needs the built program and tmux"

  /// A generated set of 400 opportunities, made once for all stories.
  static let acme: String? = {
    guard let folder = try? sandbox.get().path("acme") else { return nil }
    let run = try? BuiltProgram.run(
      ["generate", "--opps", "400", "--seed", "3", folder], environment: sandbox.get().environment)
    return run?.status == 0 ? folder : nil
  }()

  /// The metric scripts among the fixtures.
  static let metricScripts: [String] = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = tests.appendingPathComponent("Fixtures/metrics").path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { folder + "/" + $0 }
  }()

  /// Outlives every story, so it has to be cleared away at the end of the process.
  private static let sandbox: Result<Sandbox, any Error> = Result {
    let sandbox = try Sandbox()
    atexit { Stage.clearAway() }
    return sandbox
  }

  private static func clearAway() {
    if let folder = try? sandbox.get().folder { try? FileManager.default.removeItem(at: folder) }
  }

  /// The program showing the set in a terminal of this size.
  static func open(
    _ sandbox: Sandbox, columns: Int = 120, rows: Int = 40, environment: [String: String] = [:]
  ) throws -> TmuxRobot {
    let app = TmuxRobot(sandbox, columns: columns, rows: rows, environment: environment)
    return try app.start(try #require(BuiltProgram.path), "open", try #require(acme))
  }
}

/// The program under a shell in a terminal, so that what it leaves behind can be looked at.
struct ShellStage {
  let sandbox: Sandbox
  let terminal: TmuxRobot

  /// Starts the program from a shell that notes the terminal's settings before and after.
  init() throws {
    sandbox = try Sandbox()
    // Without the report of Swift's runtime, which waits for a key when a program crashes in a terminal.
    terminal = TmuxRobot(sandbox, columns: 100, rows: 30, environment: ["SWIFT_BACKTRACE": "enable=no"])
    let program = try #require(BuiltProgram.path)
    let folder = try #require(Stage.acme)
    let inner = "echo $$ > \(sandbox.path("pid")); exec \(program) open \(folder)"
    try terminal.startShell(
      "stty -g > \(sandbox.path("before")); sh -c '\(inner)'; echo \"left with $?\"; "
        + "stty -g > \(sandbox.path("after")); echo noted; sleep 300")
  }

  /// The process of the program.
  var process: String { sandbox.text("pid").trimmingCharacters(in: .whitespacesAndNewlines) }

  /// Sends the program a signal by its name.
  func signal(_ name: String) throws {
    let run = try ProgramRun("/bin/sh", ["-c", "kill -\(name) \(process)"], environment: sandbox.environment)
    #expect(run.status == 0)
  }

  /// True while the program runs.
  var isAlive: Bool {
    get throws {
      try ProgramRun("/bin/sh", ["-c", "kill -0 \(process)"], environment: sandbox.environment).status == 0
    }
  }

  /// Expects the shell back in a terminal as it was.
  func expectRestored(sourceLocation: SourceLocation = #_sourceLocation) throws {
    try terminal.expect("noted", sourceLocation: sourceLocation)
    #expect(!sandbox.text("before").isEmpty, sourceLocation: sourceLocation)
    #expect(sandbox.text("after") == sandbox.text("before"), sourceLocation: sourceLocation)
    #expect(try !terminal.isOnAlternateScreen, sourceLocation: sourceLocation)
    #expect(try !terminal.isMouseTaken, sourceLocation: sourceLocation)
    #expect(try terminal.isCursorVisible, sourceLocation: sourceLocation)
  }
}
