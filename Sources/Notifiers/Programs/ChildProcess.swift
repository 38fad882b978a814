import Foundation

/// A program of its own process group that was started: its standard input is a file, its output a pipe.
struct ChildProcess {
  let id: pid_t
  /// The end of the pipe to read from; does not block.
  let output: Int32

  /// Starts a program.
  /// - Parameter input: what it finds on its standard input.
  /// - Throws: ``ProgramFailure`` if it cannot be started.
  init(_ arguments: [String], environment: [String: String], input: Data) throws(ProgramFailure) {
    let file = try Self.file(holding: input)
    defer { close(file) }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw ProgramFailure("no pipe: \(Self.system(errno))") }
    for end in ends { Self.keepFromPrograms(end) }
    defer { close(ends[1]) }
    do {
      id = try Self.spawn(arguments, environment, input: file, output: ends[1])
    } catch {
      close(ends[0])
      throw error
    }
    output = ends[0]
    _ = fcntl(output, F_SETFL, O_NONBLOCK)
  }

  /// Ends it and all that it started.
  func kill() { Foundation.kill(-id, SIGKILL) }

  /// A file without a name: nothing has to be pumped into it, and a program that does not read it ends nobody.
  private static func file(holding input: Data) throws(ProgramFailure) -> Int32 {
    let folder = FileManager.default.temporaryDirectory.path
    var template = Array("\(folder)/dealtop-XXXXXX".utf8CString)
    let file = mkstemp(&template)
    guard file >= 0 else { throw ProgramFailure("no temporary file: \(system(errno))") }
    keepFromPrograms(file)
    unlink(template)
    var rest = [UInt8](input)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
      guard count > 0 else {
        close(file)
        throw ProgramFailure("cannot write a temporary file: \(system(errno))")
      }
      rest = rest.dropFirst(count)
    }
    lseek(file, 0, SEEK_SET)
    return file
  }

  /// One that is started on another thread just before this gets a copy all the same, which does no harm: nobody waits
  /// for the end of a file.
  private static func keepFromPrograms(_ file: Int32) { _ = fcntl(file, F_SETFD, FD_CLOEXEC) }

  private static func spawn(
    _ arguments: [String], _ environment: [String: String], input: Int32, output: Int32
  ) throws(ProgramFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, output, 2)
    var attributes = ownGroup()
    defer { posix_spawnattr_destroy(&attributes) }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for pointer in words + variables { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, arguments.first ?? "", &actions, &attributes, &words, &variables)
    guard code == 0 else {
      let name = arguments.first ?? "nothing"
      throw ProgramFailure(
        code == ENOENT ? "there is no program \(name)" : "cannot start \(name): \(system(code))",
        isMissing: code == ENOENT)
    }
    return process
  }

  /// A group of its own, so that all of it can be ended; no signal blocked or ignored, as threads of ours have them.
  private static func ownGroup() -> posix_spawnattr_t {
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGPIPE, SIGTERM, SIGINT, SIGHUP] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    return attributes
  }

  private static func system(_ code: Int32) -> String { String(cString: strerror(code)) }
}

/// A program could not be started.
struct ProgramFailure: Error, Equatable {
  /// One line.
  var summary: String
  /// True if it is not there.
  var isMissing: Bool

  init(_ summary: String, isMissing: Bool = false) {
    self.summary = summary
    self.isMissing = isMissing
  }
}
