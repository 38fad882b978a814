import AlertEngine
import Foundation
import TestKit
import Testing

@testable import Notifiers

let runner = ProgramRunner(environment: ProcessInfo.processInfo.environment)

func notice(_ text: String = "Acme: WARNING idle\n40 deals") -> Notice {
  var notice = Notice(
    kind: .alert, dedupKey: "1a2b3c4d/idle/all/fired_warn/2026-06-30T18:00:00Z", organisation: "Acme",
    title: "Acme: WARNING idle", text: text)
  (notice.severity, notice.event, notice.value) = ("warning", "fired_warn", 40)
  return notice
}

@Suite("A webhook")
struct WebhookTests {
  private func notifier(_ server: LocalWebServer, seconds: Int = 60) -> WebhookNotifier {
    WebhookNotifier(server.address(), seconds: seconds, runner: runner)
  }

  @Test("gets JSON with our fields and a text that Slack shows as it was written")
  func body() async throws {
    let server = try LocalWebServer()
    let hostile = #"<!channel> & "quotes" \ back\nslash <https://x|y> ünï 日本"#
    #expect(await notifier(server).tell(notice(hostile)) == .told)
    let request = try #require(server.requests.first)
    #expect(request.head.hasPrefix("post /hook http/1.1"))
    #expect(request.head.contains("content-type: application/json"))
    #expect(request.head.contains("idempotency-key: 1a2b3c4d/idle/all/fired_warn/2026-06-30t18:00:00z"))
    let fields = try JSONSerialization.jsonObject(with: Data(request.body.utf8)) as? [String: Any]
    #expect(
      fields?["text"] as? String
        == #"&lt;!channel&gt; &amp; "quotes" \ back\nslash &lt;https://x|y&gt; ünï 日本"#)
    #expect(fields?["event"] as? String == "fired_warn" && fields?["value"] as? Double == 40)
    #expect(fields?["dedup_key"] as? String == notice().dedupKey)
  }

  @Test(
    "that asks for patience is tried again, one that refuses is not",
    arguments: [(503, true), (429, true), (404, false), (301, false)])
  func answers(status: Int, isPatient: Bool) async throws {
    let server = try LocalWebServer(.status(status))
    let outcome = await notifier(server).tell(notice())
    switch outcome {
    case .failed(let words): #expect(isPatient && words.contains("\(status)"))
    case .refused(let words): #expect(!isPatient && words.contains("\(status)"))
    case .told: Issue.record("told by \(status)")
    }
  }

  @Test("that never answers, or never ends, is left alone in time")
  func slow() async throws {
    for answer in [LocalWebServer.Answer.silence, .trickle] {
      let server = try LocalWebServer(answer)
      #expect(await notifier(server, seconds: 1).tell(notice()) == .failed("no answer within 1 s"))
    }
  }

  @Test("that is not there, or hangs up, may come back")
  func gone() async throws {
    let server = try LocalWebServer(.hangUp)
    let first = await notifier(server).tell(notice())
    #expect(first.isFailure)
    #expect(await notifier(server).tell(notice()) == .told)
    let nobody = await WebhookNotifier("http://127.0.0.1:1/", seconds: 60, runner: runner).tell(notice())
    #expect(nobody.isFailure)
  }

  @Test("keeps its address and its words out of the list of processes")
  func secret() {
    let notifier = WebhookNotifier("https://hooks.example/secret", seconds: 5, runner: runner)
    #expect(notifier.configuration(notice()).contains("url = \"https://hooks.example/secret\""))
  }
}

extension TellingOutcome {
  fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }
}
