import Foundation

/// A program that ran to its end without a terminal: what it printed and how it ended.
public struct ProgramRun: Sendable {
  /// Exit status; 128 + signal if one ended it.
  public let status: Int32
  /// Standard output.
  public let output: String
  /// Standard error.
  public let errors: String

  /// The program is not there or cannot be started.
  public struct Missing: Error {}

  /// Runs a program and waits for its end. Output goes through files, so that no pipe can fill up.
  ///
  /// Not with Foundation's `Process`, which waits for the whole family: a server that the program leaves behind, as
  /// tmux does, would be waited for forever.
  public init(_ path: String, _ arguments: [String], environment: [String: String]) throws {
    let sandbox = try Sandbox()
    let files = try ["out", "err"].map { try sandbox.write("", to: $0) }
    let process = try Self.spawn(path, arguments, environment, output: files[0], errors: files[1])
    status = Self.wait(for: process)
    output = sandbox.text("out")
    errors = sandbox.text("err")
  }

  private static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String], output: String, errors: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY, 0)
    // Worker threads block signals and children inherit that; a terminal's server would never hear of anything.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    guard posix_spawn(&process, path, &actions, &attributes, &words, &variables) == 0 else { throw Missing() }
    return process
  }

  private static func wait(for process: pid_t) -> Int32 {
    var state: Int32 = 0
    while waitpid(process, &state, 0) < 0 && errno == EINTR {}
    let signal = state & 0x7f
    return signal == 0 ? (state >> 8) & 0xff : 128 + signal
  }
}
