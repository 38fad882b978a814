import AlertEngine
import Foundation

/// Tells a program of the user's: one line of JSON on its standard input. Status 0 means told.
public struct CommandNotifier: Notifier {
  private let arguments: [String]
  private let seconds: Int
  private let runner: ProgramRunner

  /// - Parameters:
  ///   - arguments: the program and what it is given; no shell reads them.
  ///   - seconds: how long it may take.
  public init(_ arguments: [String], seconds: Int, runner: ProgramRunner) {
    self.arguments = arguments
    self.seconds = seconds
    self.runner = runner
  }

  /// Starts the program and waits for its end.
  public func tell(_ notice: Notice) async -> TellingOutcome {
    await runner.run(arguments, input: notice.json + Data("\n".utf8), seconds: seconds).outcome(after: seconds)
  }
}
