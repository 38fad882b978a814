import AlertEngine
import Domain
import Foundation
import Logging
import Notifiers
import Settings
import Store
import Synchronization
import TestKit
import Testing

@testable import Runtime

/// One who is told and remembers it; answers as the test says.
private final class FakeNotifier: Notifier {
  private let state = Mutex<(answers: [TellingOutcome], told: [Notice])>(([], []))

  var told: [Notice] { state.withLock { $0.told } }

  func answer(_ answers: TellingOutcome...) { state.withLock { $0.answers += answers } }

  func tell(_ notice: Notice) async -> TellingOutcome {
    state.withLock { state in
      state.told.append(notice)
      return state.answers.isEmpty ? .told : state.answers.removeFirst()
    }
  }
}

@Suite("The courier")
struct CourierTests {
  private let clock = Box(noon)
  private let store: Store
  private let settings = NotifierSettings(name: "desk", way: .desktop, timeout: 1)

  init() throws { store = try Store.inMemory() }

  private func courier(_ notifier: any Notifier) -> Courier {
    let clock = clock
    return Courier(
      member: NotifierSet.Member(settings: settings, notifier: notifier), store: store, now: { clock.value },
      log: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  private func queue(_ titles: String...) throws {
    for title in titles {
      let notice = Notice(kind: .digest, dedupKey: "k/\(title)", organisation: "Acme", title: title, text: title)
      try store.queue(try notice.encoded(), to: "desk", subject: title, topic: "digest", at: clock.value)
    }
  }

  private var states: [Delivery.State] { get throws { try store.deliveries().map(\.state) } }

  @Test("tells what waits in its order, and nothing twice")
  func order() async throws {
    try queue("one", "two")
    let notifier = FakeNotifier()
    await courier(notifier).deliverAll()
    await courier(notifier).deliverAll()
    #expect(notifier.told.map(\.title) == ["one", "two"])
    #expect(try states == [.sent, .sent])
  }

  @Test("waits twice as long after each failure, and lets what comes after it wait too")
  func backOff() async throws {
    try queue("one", "two")
    let notifier = FakeNotifier()
    notifier.answer(.failed("busy"), .failed("busy"), .failed("busy"))
    var pauses: [Int64] = []
    for _ in 0..<3 {
      await courier(notifier).deliverAll()
      let waiting = try #require(try store.deliveries().first)
      #expect(waiting.state == .failed && waiting.lastError == "busy")
      pauses.append(waiting.nextTry.since(clock.value))
      clock.value = waiting.nextTry.adding(-1)
      await courier(notifier).deliverAll()
      #expect(notifier.told.count == pauses.count)
      clock.value = waiting.nextTry
    }
    #expect(pauses == [15, 30, 60])
    #expect(Courier.pause(after: 9) == 3_600 && Courier.pause(after: .max) == 3_600)
    await courier(notifier).deliverAll()
    #expect(notifier.told.map(\.title) == ["one", "one", "one", "one", "two"])
  }

  @Test("gives up after its time, or at once where it is refused, and goes on with the next")
  func givesUp() async throws {
    try queue("one", "two", "three")
    let notifier = FakeNotifier()
    notifier.answer(.failed("busy"), .failed("still busy"), .refused("no such channel"))
    await courier(notifier).deliverAll()
    clock.value = noon.adding(Int64(settings.giveUpAfter) - 10)
    await courier(notifier).deliverAll()
    #expect(notifier.told.map(\.title) == ["one", "one", "two", "three"])
    #expect(try states == [.givenUp, .givenUp, .sent])
    #expect(try store.deliveries().map(\.lastError) == ["still busy", "no such channel", nil])
  }

  @Test("a crash after telling and before noting it tells again, later and under the same key")
  func crash() async throws {
    try queue("one")
    let notifier = FakeNotifier()
    // The program ends here: told, and nothing noted but that somebody tried.
    let lost = try #require(try store.nextDelivery(to: "desk", at: clock.value, patience: 61))
    _ = await notifier.tell(try JSONDecoder().decode(Notice.self, from: Data(try #require(lost.message).utf8)))
    await courier(notifier).deliverAll()
    #expect(notifier.told.count == 1)
    clock.value = noon.adding(61)
    await courier(notifier).deliverAll()
    await courier(notifier).deliverAll()
    #expect(notifier.told.map(\.dedupKey) == ["k/one", "k/one"])
    #expect(try states == [.sent])
  }

  @Test("a web server that is slow, fails and comes back gets everything once, in its order")
  func webhook() async throws {
    let server = try LocalWebServer(.silence, .status(503), .hangUp)
    let runner = ProgramRunner(environment: ProcessInfo.processInfo.environment)
    try queue("one", "two")
    for seconds in [1, 60, 60] {
      await courier(WebhookNotifier(server.address(), seconds: seconds, runner: runner)).deliverAll()
      #expect(try states == [.failed, .pending])
      clock.value = try #require(try store.deliveries().first).nextTry
    }
    await courier(WebhookNotifier(server.address(), seconds: 60, runner: runner)).deliverAll()
    #expect(try states == [.sent, .sent])
    let titles = server.requests.map { $0.body.contains("k/one") ? "one" : "two" }
    #expect(titles == ["one", "one", "one", "one", "two"])
  }

  @Test("words that cannot be read are given up")
  func unreadable() async throws {
    try store.queue("{", to: "desk", subject: "bad", topic: "digest", at: noon)
    try queue("good")
    let notifier = FakeNotifier()
    await courier(notifier).deliverAll()
    #expect(notifier.told.map(\.title) == ["good"])
    #expect(try states == [.givenUp, .sent])
  }
}
