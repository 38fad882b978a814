import Foundation

/// Runs programs to their end, or to the end of their time.
public struct ProgramRunner: Sendable {
  private let environment: [String: String]

  /// A runner that gives programs these variables.
  public init(environment: [String: String]) { self.environment = environment }

  /// How a program ended.
  enum Ending: Equatable {
    /// By itself.
    case exited(Int32, output: String)
    /// By a signal.
    case signalled(Int32)
    /// Its time was over; it and all that it started were ended.
    case timedOut
    case notStarted(ProgramFailure)
  }

  /// What is kept of what a program prints.
  private static let keptOutput = 4_096

  /// Runs a program without a shell, on a thread of its own.
  /// - Parameters:
  ///   - arguments: the program, looked for in `PATH` unless it is a path, and what it is given.
  ///   - input: its standard input.
  ///   - seconds: how long it may take.
  func run(_ arguments: [String], input: Data, seconds: Int) async -> Ending {
    let environment = environment
    return await withCheckedContinuation { continuation in
      // It mostly waits, and must not keep the few threads of a pool from others.
      Thread {
        continuation.resume(returning: Self.run(arguments, environment, input, seconds))
      }.start()
    }
  }

  private static func run(
    _ arguments: [String], _ environment: [String: String], _ input: Data, _ seconds: Int
  ) -> Ending {
    let process: ChildProcess
    do {
      process = try ChildProcess(arguments, environment: environment, input: input)
    } catch {
      return .notStarted(error)
    }
    defer { close(process.output) }
    return follow(process, until: .now + .seconds(seconds))
  }

  /// Reads along, so that no pipe fills up, until the program itself has ended: one that it left behind may hold the
  /// pipe open for ever.
  private static func follow(_ process: ChildProcess, until deadline: ContinuousClock.Instant) -> Ending {
    var output: [UInt8] = []
    while true {
      var state: Int32 = 0
      let ended = waitpid(process.id, &state, WNOHANG)
      drain(process.output, into: &output)
      if ended == process.id { return ending(state, output) }
      if ended < 0, errno != EINTR { return .signalled(0) }
      if ContinuousClock.now >= deadline {
        process.kill()
        while waitpid(process.id, &state, 0) < 0 && errno == EINTR {}
        return .timedOut
      }
      var place = pollfd(fd: process.output, events: Int16(POLLIN), revents: 0)
      poll(&place, 1, 20)
      // A pipe that everybody closed is ready at once, for ever.
      if place.revents & Int16(POLLIN) == 0, place.revents != 0 { usleep(10_000) }
    }
  }

  private static func drain(_ pipe: Int32, into output: inout [UInt8]) {
    var buffer = [UInt8](repeating: 0, count: keptOutput)
    // No more at a time than a pipe holds: a program that never stops printing must not outlive its time.
    for _ in 0..<16 {
      let count = read(pipe, &buffer, buffer.count)
      guard count > 0 else { return }
      output += buffer.prefix(min(count, keptOutput - output.count))
    }
  }

  private static func ending(_ state: Int32, _ output: [UInt8]) -> Ending {
    let signal = state & 0x7F
    return signal == 0
      ? .exited((state >> 8) & 0xFF, output: String(decoding: output, as: UTF8.self)) : .signalled(signal)
  }
}

extension ProgramRunner.Ending {
  /// Why a try by a program failed, in one line; nil if it went well.
  func failure(after seconds: Int) -> String? {
    switch self {
    case .exited(0, _): return nil
    case .exited(let status, let output):
      let line = output.split(whereSeparator: \.isNewline).last.map { ": \($0.prefix(200))" } ?? ""
      return "ended with status \(status)\(line)"
    case .signalled(let signal): return "was ended by signal \(signal)"
    case .timedOut: return "took longer than \(seconds) s and was ended"
    case .notStarted(let failure): return failure.summary
    }
  }
}
