import AlertEngine
import Foundation

/// Shows a notification on the desktop, with `notify-send`.
public struct DesktopNotifier: Notifier {
  private let seconds: Int
  private let runner: ProgramRunner
  private let program: String

  /// - Parameters:
  ///   - seconds: how long a try may take.
  ///   - program: what shows it.
  public init(seconds: Int, runner: ProgramRunner, program: String = "notify-send") {
    self.seconds = seconds
    self.runner = runner
    self.program = program
  }

  /// Shows it; refused where nothing is installed that could.
  public func tell(_ notice: Notice) async -> TellingOutcome {
    let ending = await runner.run([program] + Self.arguments(notice), input: Data(), seconds: seconds)
    if case .notStarted(let failure) = ending, failure.isMissing {
      return .refused("\(failure.summary): install libnotify-bin")
    }
    return ending.outcome(after: seconds)
  }

  /// What the program is given: after `--` nothing is taken for a flag.
  static func arguments(_ notice: Notice) -> [String] {
    let urgency = notice.severity == "critical" ? "critical" : "normal"
    let body = notice.text.split(separator: "\n").dropFirst().joined(separator: "\n")
    return ["--app-name=dealtop", "--urgency=\(urgency)", "--", notice.title, MarkupText.escaped(body)]
  }
}

/// Text for readers that take `<` for the beginning of something else than text, as Slack and desktops do.
enum MarkupText {
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
