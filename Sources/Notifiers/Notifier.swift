import AlertEngine
import Foundation

/// A way to tell somebody outside the terminal.
public protocol Notifier: Sendable {
  /// Tells, and says what came of it. Takes no longer than its own limit.
  func tell(_ notice: Notice) async -> TellingOutcome
}

/// What came of telling.
public enum TellingOutcome: Sendable, Equatable {
  case told
  /// It may go better another time.
  case failed(String)
  /// It will never go better.
  case refused(String)
}

extension Notice {
  /// One line of JSON, always the same for the same notice.
  var json: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Numbers that JSON has none for become words.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return (try? encoder.encode(self)) ?? Data()
  }
}

extension ProgramRunner.Ending {
  func outcome(after seconds: Int) -> TellingOutcome { failure(after: seconds).map { .failed($0) } ?? .told }
}
