import AlertEngine
import Foundation

/// Posts JSON to a web address: the fields of a notice, and `text` as Slack's incoming webhooks read it.
///
/// It is sent by `curl`, in a process of its own: a limit of time that holds whatever the other side does, and neither
/// its libraries nor its memory in ours. Address and words are given on its standard input, for others may see the
/// arguments of a process.
public struct WebhookNotifier: Notifier {
  private let address: String
  private let seconds: Int
  private let runner: ProgramRunner

  /// - Parameters:
  ///   - address: where to post; http or https.
  ///   - seconds: how long a try may take.
  public init(_ address: String, seconds: Int, runner: ProgramRunner) {
    self.address = address
    self.seconds = seconds
    self.runner = runner
  }

  /// Posts it, once.
  public func tell(_ notice: Notice) async -> TellingOutcome {
    // The limit of curl's own speaks first, because it knows what it was waiting for.
    let ending = await runner.run(
      ["curl", "--disable", "--config", "-"], input: Data(configuration(notice).utf8), seconds: seconds + 2)
    switch ending {
    case .notStarted(let failure) where failure.isMissing: return .refused("\(failure.summary): install curl")
    case .exited(let status, let output): return Self.outcome(status, Answer(output), seconds)
    default: return ending.outcome(after: seconds)
    }
  }

  /// What curl is told, one option a line.
  func configuration(_ notice: Notice) -> String {
    var escaped = notice
    escaped.text = MarkupText.escaped(notice.text)
    let body = String(decoding: escaped.json, as: UTF8.self)
    let options = [
      ("url", address), ("data-raw", body), ("header", "Content-Type: application/json"),
      ("header", "Idempotency-Key: \(notice.dedupKey.filter { $0.isASCII && !$0.isNewline })"),
      ("user-agent", "dealtop"), ("proto", "=http,https"), ("max-time", "\(seconds)"), ("output", "/dev/null"),
      ("write-out", "%{http_code} %{errormsg}"),
    ]
    let lines = options.map { name, value in
      "\(name) = \"\(value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
    return (lines + ["silent", "globoff", ""]).joined(separator: "\n")
  }

  /// What curl writes when it is done.
  struct Answer: Equatable {
    /// 0 without an answer.
    var code: Int
    var problem: String

    init(_ output: String) {
      let parts = output.split(separator: " ", maxSplits: 1)
      code = parts.first.flatMap { Int($0) } ?? 0
      problem = parts.count > 1 ? String(parts[1].prefix(200)) : ""
    }
  }

  /// Answers that ask for patience are waited for; others that are not 2xx say that the words or the address are wrong,
  /// which no repetition cures.
  static func outcome(_ status: Int32, _ answer: Answer, _ seconds: Int) -> TellingOutcome {
    if status == 28 { return .failed("no answer within \(seconds) s") }
    if status == 1 || status == 3 { return .refused(answer.problem.isEmpty ? "no address for a post" : answer.problem) }
    guard status == 0, answer.code > 0 else {
      return .failed(answer.problem.isEmpty ? "curl ended with status \(status)" : answer.problem)
    }
    switch answer.code {
    case 200..<300: return .told
    case 408, 409, 425, 429, 500...: return .failed("answered \(answer.code)")
    case 300..<400: return .refused("answered \(answer.code): the address has moved, write the new one")
    default: return .refused("answered \(answer.code)")
    }
  }
}
