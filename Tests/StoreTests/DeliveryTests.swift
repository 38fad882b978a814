import AlertEngine
import Domain
import TestKit
import Testing

@testable import Store

@Suite("What has to be told outside")
struct DeliveryTests {
  private let key = AlertKey(rule: "response-share")
  private let everybody = Audience([.init(name: "slack"), .init(name: "pager", least: .critical)])
  private let policy = {
    var policy = AlertPolicy(direction: .below, warn: 0.5, critical: 0.2)
    (policy.gated, policy.minimumCount, policy.staleAfter) = (false, 1, 3_600)
    return policy
  }()

  private func value(_ value: Double) -> AlertInput { .observation(AlertObservation(.init(value: value), count: 7)) }

  /// A store in which the book took these inputs, an hour apart from Monday on.
  private func store(after inputs: [AlertInput], in store: Store, rules: [String] = ["response-share"]) throws {
    var book = try store.alertBook()
    for (index, input) in inputs.enumerated() {
      let at = monday.adding(Int64(index) * 3_600)
      let changes = rules.map { book.take(input, at: at, for: AlertKey(rule: $0), under: policy) }
      try store.keep(changes)
      try store.queueAnnounced(to: everybody, at: at.adding(5))
    }
  }

  private func told(_ store: Store) throws -> [String] {
    try store.deliveries().map { "\($0.notifier) \($0.event?.event ?? "none")" }
  }

  @Test("an event is queued once for each who wants to hear of something so bad")
  func queued() throws {
    let store = try Store.inMemory()
    try self.store(after: [value(0.4), value(0.1), value(0.4), value(0.9)], in: store)
    #expect(
      try told(store) == [
        "slack fired_warn", "slack escalated", "pager escalated", "slack resolved", "pager resolved",
      ])
    let first = try #require(try store.deliveries().first)
    #expect(first.event == .init(rule: "response-share", scope: "all", event: "fired_warn", at: monday))
    #expect(first.state == .pending && first.tries == 0 && first.queuedAt == monday.adding(5))
    #expect(first.dedupKey.hasSuffix("/response-share/all/fired_warn/2026-03-02T08:00:00Z"))
  }

  @Test("what somebody wants quiet is not told, until it speaks again")
  func quiet() throws {
    let store = try Store.inMemory()
    let snooze = AlertInput.action(.snooze(until: monday.adding(3 * 3_600 + 60)))
    try self.store(after: [value(0.9), snooze, value(0.4), value(0.4), value(0.4)], in: store)
    #expect(try told(store) == ["slack raised_after_snooze"])
  }

  @Test("one that comes and goes too often is told once")
  func flapping() throws {
    let store = try Store.inMemory()
    let swing = [value(0.4), value(0.9)]
    try self.store(after: swing + swing + swing + swing + swing, in: store)
    let events = try store.deliveries().compactMap(\.event?.event)
    #expect(events.prefix(6) == ["fired_warn", "resolved", "fired_warn", "resolved", "fired_warn", "resolved"])
    #expect(events.dropFirst(6) == ["flapping"])
  }

  @Test("a source that falls silent is told once for all rules, too few rows for none")
  func silence() throws {
    let store = try Store.inMemory()
    let silent = AlertInput.observation(.noData)
    try self.store(after: [value(0.9), silent, silent, silent], in: store, rules: ["a", "b", "c"])
    #expect(try told(store) == ["slack nodata"])
    let few = try Store.inMemory()
    let one = AlertInput.observation(AlertObservation(nil, count: 3))
    try self.store(after: [value(0.9), one, one, one], in: few, rules: ["a", "b"])
    #expect(try told(few) == [])
  }

  @Test("two programs that find the same event queue it once")
  func twice() throws {
    let store = try Store.inMemory()
    var book = AlertBook()
    let change = book.take(value(0.1), at: monday, for: key, under: policy)
    for seconds in 0..<2 {
      try store.keep([change])
      try store.queueAnnounced(to: everybody, at: monday.adding(Int64(seconds)))
    }
    #expect(try told(store) == ["slack fired_crit", "pager fired_crit"])
  }

  @Test("an event and that it has to be told are kept together or not at all")
  func together() throws {
    let store = try Store.inMemory()
    try store.writing {
      try $0.execute(sql: "CREATE TRIGGER stop BEFORE INSERT ON announcements BEGIN SELECT RAISE(ABORT, 'stop'); END")
    }
    #expect(throws: StoreError.self) { try self.store(after: [value(0.1)], in: store) }
    #expect(try store.alertHistory(of: key) == [] && store.alertBook() == AlertBook())
  }

  @Test("a crash after deciding and before queueing loses nothing and doubles nothing")
  func decided() throws {
    let sandbox = try Sandbox()
    let path = sandbox.path("state.sqlite")
    var book = AlertBook()
    // The program ends here, or it is one that tells nobody, such as the dashboard.
    try Store.open(path: path).keep([book.take(value(0.1), at: monday, for: key, under: policy)])
    for _ in 0..<2 { try Store.open(path: path).queueAnnounced(to: everybody, at: tuesday) }
    #expect(try told(Store.open(path: path)) == ["slack fired_crit", "pager fired_crit"])
  }

  @Test("who is new among those who are told hears of what comes, not of what was")
  func newcomer() throws {
    let store = try Store.inMemory()
    try self.store(after: [value(0.1)], in: store)
    try store.queueAnnounced(to: Audience([.init(name: "new")]), at: tuesday)
    #expect(try told(store) == ["slack fired_crit", "pager fired_crit"])
  }

  @Test("a try that nobody settled is made again under the same key, when its time is over")
  func brokenOff() throws {
    let store = try Store.inMemory()
    try store.queue("hello", to: "slack", subject: "digest/all/2026-01-05", topic: "digest", at: monday)
    let first = try #require(try store.nextDelivery(to: "slack", at: monday, patience: 60))
    #expect(try store.nextDelivery(to: "slack", at: monday.adding(59), patience: 60) == nil)
    let second = try #require(try store.nextDelivery(to: "slack", at: monday.adding(60), patience: 60))
    #expect(second.dedupKey == first.dedupKey && second.tries == 2)
    try store.markSent(second, at: monday.adding(61))
    #expect(try store.nextDelivery(to: "slack", at: tuesday, patience: 60) == nil)
    #expect(try store.deliveries().map(\.state) == [.sent])
  }

  @Test("what failed is waited for, so that the end is never told before the beginning")
  func order() throws {
    let store = try Store.inMemory()
    for subject in ["one", "two"] {
      try store.queue(subject, to: "slack", subject: subject, topic: "digest", at: monday)
    }
    let first = try #require(try store.nextDelivery(to: "slack", at: monday, patience: 60))
    try store.retry(first, because: "no answer", at: monday.adding(30))
    #expect(try store.nextDelivery(to: "slack", at: monday.adding(29), patience: 60) == nil)
    let again = try #require(try store.nextDelivery(to: "slack", at: monday.adding(30), patience: 60))
    #expect(again.message == "one" && again.state == .failed && again.lastError == "no answer")
    try store.giveUp(again, because: "too late", at: monday.adding(31))
    #expect(try store.nextDelivery(to: "slack", at: monday.adding(31), patience: 60)?.message == "two")
  }

  @Test("the words of a delivery stay the same once they are made, and none is tried without")
  func words() throws {
    let store = try Store.inMemory()
    try self.store(after: [value(0.1)], in: store)
    #expect(try store.nextDelivery(to: "slack", at: tuesday, patience: 60) == nil)
    for delivery in try store.wordlessDeliveries() { try store.keepMessage("for \(delivery.notifier)", of: delivery) }
    #expect(try store.nextDelivery(to: "slack", at: tuesday, patience: 60)?.message == "for slack")
    #expect(try store.wordlessDeliveries() == [])
  }

  @Test("what is queued twice about the same counts once, and tells when it was")
  func topics() throws {
    let store = try Store.inMemory()
    #expect(try store.lastQueued(topic: "digest") == nil)
    #expect(try store.queue("a", to: "slack", subject: "day 1", topic: "digest", at: monday))
    #expect(try !store.queue("b", to: "slack", subject: "day 1", topic: "digest", at: tuesday))
    #expect(try store.lastQueued(topic: "digest") == monday)
  }
}
