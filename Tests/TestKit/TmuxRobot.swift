import Foundation
import Testing

/// Drives a program on a real pseudo-terminal with a real terminal emulator: tmux, on a server of its own.
///
///     let app = try TmuxRobot(sandbox, columns: 120, rows: 40)
///     try app.start("/path/dealtop", "open", folder).expect("Lead response").press("Enter").expect("▸")
///
/// Programs start in the folder of the sandbox. What is expected is waited for, at most ``patience`` seconds. The server ends with the robot.
public final class TmuxRobot {
  /// True if tmux can be run here.
  public static let isAvailable: Bool =
    (try? ProgramRun("/usr/bin/env", ["tmux", "-V"], environment: ProcessInfo.processInfo.environment))?.status == 0

  /// Seconds to wait for what is expected.
  public static let patience = 20.0

  private let sandbox: Sandbox
  private let socket: String
  private let size: (columns: Int, rows: Int)
  private let environment: [String: String]

  /// A terminal of this size. `environment` adds to or replaces variables of the sandbox.
  public init(_ sandbox: Sandbox, columns: Int, rows: Int, environment extra: [String: String] = [:]) {
    self.sandbox = sandbox
    socket = sandbox.path("tmux")
    size = (columns, rows)
    environment = sandbox.environment.merging(extra) { $1 }
  }

  deinit { _ = try? tmux("kill-server") }

  /// Starts a program in the terminal. The pane stays when it ends, so that its last screen can be looked at.
  @discardableResult
  public func start(_ command: String...) throws -> Self {
    let quoted = command.map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }.joined(separator: " ")
    return try startShell("exec \(quoted)")
  }

  /// Starts a line of shell script in the terminal.
  @discardableResult
  public func startShell(_ script: String) throws -> Self {
    var arguments = [
      "-f", "/dev/null", "new-session", "-d", "-c", sandbox.folder.path, "-x", "\(size.columns)", "-y", "\(size.rows)",
    ]
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) { arguments += ["-e", "\(name)=\(value)"] }
    // tmux sets TERM itself; a test that wants another one has to say so in the script.
    let term = environment["TERM"].map { "export TERM='\($0)'; " } ?? ""
    arguments += ["sleep 0.1; \(term)\(script)"]
    let options = [
      "set", "-g", "status", "off", ";", "set", "-g", "remain-on-exit", "on", ";", "set", "-s", "escape-time", "0",
    ]
    try tmux(arguments + [";"] + options)
    return self
  }

  /// Presses keys by their tmux names: `Enter`, `Escape`, `Down`, `C-c`, or a single character.
  @discardableResult
  public func press(_ keys: String...) throws -> Self {
    for key in keys { try tmux("send-keys", key) }
    return self
  }

  /// Types text as it stands.
  @discardableResult
  public func type(_ text: String) throws -> Self {
    try tmux("send-keys", "-l", text)
    return self
  }

  /// What a mouse does.
  public enum Mouse: String {
    case press = "0;%M", drag = "32;%M", release = "0;%m", wheelUp = "64;%M", wheelDown = "65;%M"
  }

  /// Does something with the mouse over a cell, counted from 0 at the top left, as terminals report it (SGR).
  @discardableResult
  public func mouse(_ what: Mouse, x: Int, y: Int) throws -> Self {
    try type("\u{1B}[<" + what.rawValue.replacingOccurrences(of: "%", with: "\(x + 1);\(y + 1)"))
  }

  /// Pastes text, between brackets if the program asked for them.
  @discardableResult
  public func paste(_ text: String) throws -> Self {
    try tmux("set-buffer", "--", text, ";", "paste-buffer", "-p", "-r", "-d")
    return self
  }

  /// Gives the terminal another size.
  @discardableResult
  public func resize(columns: Int, rows: Int) throws -> Self {
    try tmux("resize-window", "-x", "\(columns)", "-y", "\(rows)")
    return self
  }

  /// Closes the terminal with everything in it, as when a connection breaks.
  public func close() throws { try tmux("kill-server") }

  // MARK: - Looking

  /// The lines on the screen, without colours.
  public func lines() throws -> [String] {
    try tmux("capture-pane", "-p").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The screen with its escape sequences for colour.
  public func styledScreen() throws -> String { try tmux("capture-pane", "-p", "-e") }

  /// The number of the process that was started.
  public var process: Int32? { get throws { Int32(try value("#{pane_pid}")) } }

  /// The title that the program gave its window.
  public var title: String { get throws { try value("#{pane_title}") } }

  /// Writes down everything that the program sends from now on.
  public func record(to file: String) throws { try tmux("pipe-pane", "-O", "exec cat >> '\(file)'") }

  /// True if the program has ended.
  public var hasEnded: Bool { get throws { try value("#{pane_dead}") == "1" } }

  /// True while the program shows its screen on the alternate one.
  public var isOnAlternateScreen: Bool { get throws { try value("#{alternate_on}") == "1" } }

  /// True if the terminal reports the mouse to the program.
  public var isMouseTaken: Bool { get throws { try value("#{mouse_any_flag}") == "1" } }

  /// True if the cursor is visible.
  public var isCursorVisible: Bool { get throws { try value("#{cursor_flag}") == "1" } }

  /// Waits until text is on the screen.
  @discardableResult
  public func expect(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Self {
    try wait("\"\(text)\" on the screen", sourceLocation) { try lines().contains { $0.contains(text) } }
  }

  /// Waits until one line holds all of these texts.
  @discardableResult
  public func expectLine(_ texts: String..., sourceLocation: SourceLocation = #_sourceLocation) throws -> Self {
    try wait("a line with \(texts)", sourceLocation) {
      try lines().contains { line in texts.allSatisfy { line.contains($0) } }
    }
  }

  /// Waits until text is no longer on the screen.
  @discardableResult
  public func expectGone(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> Self {
    try wait("\"\(text)\" gone", sourceLocation) { try !lines().contains { $0.contains(text) } }
  }

  /// Waits until the program has ended and returns how: its status, or 128 + signal.
  @discardableResult
  public func expectEnd(sourceLocation: SourceLocation = #_sourceLocation) throws -> Int? {
    try wait("the end of the program", sourceLocation) {
      guard try hasEnded else { return false }
      // tmux sometimes misses that its child is gone until another one ends.
      if try value("#{pane_dead_status}#{pane_dead_signal}").isEmpty { try tmux("run-shell", "true") }
      return try !value("#{pane_dead_status}#{pane_dead_signal}").isEmpty
    }
    if let signal = Int(try value("#{pane_dead_signal}")), signal > 0 { return 128 + signal }
    return Int(try value("#{pane_dead_status}"))
  }

  /// Waits until a condition holds; records what the screen shows if it never does.
  @discardableResult
  public func wait(_ what: String, _ sourceLocation: SourceLocation, until condition: () throws -> Bool) throws -> Self
  {
    let attempts = Int(Self.patience / 0.025)
    for _ in 0..<attempts {
      if try condition() { return self }
      usleep(25_000)
    }
    Issue.record(
      "waited for \(what); the screen shows\n\(try lines().joined(separator: "\n"))", sourceLocation: sourceLocation)
    throw GaveUp()
  }

  /// What was expected did not come.
  public struct GaveUp: Error {}

  // MARK: - tmux

  private func value(_ format: String) throws -> String {
    try tmux("display-message", "-p", format).trimmingCharacters(in: .whitespacesAndNewlines)
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String { try tmux(arguments) }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    var environment = environment
    environment["TERM"] = "xterm-256color"
    environment["LC_ALL"] = "C.UTF-8"
    return try ProgramRun("/usr/bin/env", ["tmux", "-S", socket] + arguments, environment: environment).output
  }
}
