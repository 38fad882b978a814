import Foundation

/// The program itself, run as its users do.
struct MeasuredProgram {
  private let path: String

  /// Nil if it is not built beside this one.
  init?() {
    path = Bundle.main.bundleURL.appendingPathComponent("dealtop").path
    guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
  }

  /// Seconds from its start to its end, and the most memory it held in bytes.
  func run(_ arguments: [String]) throws -> (seconds: Double, bytes: Int) {
    var usage = rusage()
    var status: Int32 = 0
    let seconds = try stopwatch {
      let process = try spawn(arguments)
      while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    }
    guard status == 0 else { throw ProgramFailed(arguments: arguments) }
    return (seconds, usage.ru_maxrss * 1024)
  }

  /// With nothing on standard output.
  private func spawn(_ arguments: [String]) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process = pid_t()
    guard posix_spawn(&process, path, &actions, nil, &words, environ) == 0 else {
      throw ProgramFailed(arguments: arguments)
    }
    return process
  }
}

/// The program ended with an error.
struct ProgramFailed: Error, CustomStringConvertible {
  var arguments: [String]
  var description: String { "dealtop \(arguments.joined(separator: " ")) failed" }
}
