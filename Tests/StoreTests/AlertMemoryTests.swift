import AlertEngine
import Domain
import TestKit
import Testing

@testable import Store

@Suite("The memory of alerts")
struct AlertMemoryTests {
  private let key = AlertKey(rule: "response-share", scope: .element(.rep, "Ann: 'the' \u{0}\u{202E}rep"))
  private let policy = {
    var policy = AlertPolicy(direction: .below, warn: 0.1 + 0.2, critical: 0.1)
    (policy.gated, policy.minimumCount) = (false, 0)
    policy.requests = [DefaultRules.all[0].request]
    return policy
  }()

  private func value(_ value: Double) -> AlertInput {
    .observation(AlertObservation(.init(value: value), count: 7))
  }

  /// Everything that a state can hold, in order of time.
  private func fill(_ book: inout AlertBook) -> [AlertChange] {
    let inputs: [AlertInput] = [
      value(0.5), value(0.25), .action(.acknowledge(by: "ann", note: "on it", due: monday.adding(days: 9))),
      .action(.snooze(until: monday.adding(days: 3), by: "bob", reason: "fair")), .observation(.noData),
    ]
    return inputs.enumerated().map { index, input in
      book.take(input, at: monday.adding(Int64(index) * 60), for: key, under: policy)
    }
  }

  @Test("a book that was kept is the same when the program starts again")
  func kept() throws {
    let sandbox = try Sandbox()
    var book = AlertBook()
    try Store.open(path: sandbox.path("state.sqlite")).keep(fill(&book))
    let found = try Store.open(path: sandbox.path("state.sqlite")).alertBook()
    #expect(found == book)
    #expect(found.instances[key]?.display == .snoozed && found.instances[key]?.gap != nil)
  }

  @Test("everything said is kept in order, with who did it and why")
  func history() throws {
    let store = try Store.inMemory()
    var book = AlertBook()
    try store.keep(fill(&book))
    let records = try store.alertHistory(of: key)
    #expect(records.map(\.event) == ["fired_warn", "acknowledged", "snoozed"])
    #expect(records.map(\.actor) == [nil, "ann", "bob"] && records.map(\.note) == [nil, "on it", "fair"])
    #expect(records.first?.at == monday.adding(60))
    #expect(try store.alertHistory(of: AlertKey(rule: "response-share")) == [])
  }

  @Test("what is said and the state that it left are kept together or not at all")
  func together() throws {
    let store = try Store.inMemory()
    var book = AlertBook()
    try store.keep([book.take(value(0.5), at: monday, for: key, under: policy)])
    try store.writing {
      try $0.execute(
        sql: "CREATE TRIGGER stop BEFORE INSERT ON alert_events BEGIN SELECT RAISE(ABORT, 'stop'); END")
    }
    let fired = book.take(value(0.2), at: tuesday, for: key, under: policy)
    #expect(throws: StoreError.self) { try store.keep([fired]) }
    var again = try store.alertBook()
    #expect(again.instances[key]?.severity == .ok)
    #expect(again.take(value(0.2), at: tuesday, for: key, under: policy) == fired)
  }

  @Test("a forgotten alert leaves its history")
  func forgotten() throws {
    let store = try Store.inMemory()
    var book = AlertBook()
    try store.keep(fill(&book))
    try store.forgetAlerts(book.forget(rulesOtherThan: []))
    #expect(try store.alertBook() == AlertBook())
    #expect(try store.alertHistory(of: key).count == 3)
  }

  @Test("a value that JSON has no number for is kept too")
  func infinite() throws {
    let store = try Store.inMemory()
    var book = AlertBook()
    try store.keep([book.take(value(-.infinity), at: monday, for: key, under: policy)])
    #expect(try store.alertBook() == book)
  }

  @Test("a state that cannot be read is named")
  func unreadable() throws {
    let store = try Store.inMemory()
    try store.writing { try $0.run("INSERT INTO alerts (rule, scope, state) VALUES ('idle', 'all', '{}')") }
    let error = #expect(throws: StoreError.self) { try store.alertBook() }
    #expect(error?.summary.contains("the alert idle for all") == true && error?.isUnusable == false)
  }

  @Test("a store of the first version gets the tables when it is opened")
  func older() throws {
    let sandbox = try Sandbox()
    let path = sandbox.path("state.sqlite")
    try Store.open(path: path).writing {
      for table in ["alerts", "alert_events", "versions", "touched", "deliveries", "announcements"] {
        try $0.execute(sql: "DROP TABLE \(table)")
      }
      try $0.execute(sql: "PRAGMA user_version = 1")
    }
    #expect(try Store.open(path: path).alertBook() == AlertBook())
  }
}
