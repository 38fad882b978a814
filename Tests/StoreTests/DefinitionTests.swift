import AlertEngine
import Domain
import TestKit
import Testing

@testable import Store

@Suite("What figures are defined by")
struct DefinitionTests {
  private let five = ["answer limit": "5 min", "working hours": "assumed"]
  private let ten = ["answer limit": "10 min", "working hours": "assumed"]

  @Test("is on record when it changes, under the name of who noticed it, and only then")
  func changed() throws {
    let store = try Store.inMemory()
    #expect(try store.keepDefinitions(five, at: monday, actor: "ann"))
    #expect(try store.alertRecords().isEmpty, "the first are no difference")
    #expect(try !store.keepDefinitions(five, at: tuesday, actor: "bob"))
    #expect(try store.keepDefinitions(ten, at: tuesday, actor: "bob"))
    #expect(try !store.keepDefinitions(ten, at: tuesday, actor: "ann"))
    let record = try #require(try store.alertRecords().first)
    #expect(record.event == "definition_changed" && record.actor == "bob" && record.at == tuesday)
    #expect(record.key.rule == "definitions" && record.note == "answer limit: 5 min -> 10 min")
    #expect(try store.alertRecords().count == 1)
  }

  @Test("says what came and what went")
  func other() throws {
    let store = try Store.inMemory()
    try store.keepDefinitions(["hours japan": "Mon 09:00"], at: monday, actor: "ann")
    try store.keepDefinitions(["hours spain": "Tue 10:00"], at: tuesday, actor: "ann")
    #expect(
      try store.alertRecords().map(\.note) == ["hours japan: Mon 09:00 -> none", "hours spain: none -> Tue 10:00"])
  }

  @Test("is known to other programs by the version of the alerts")
  func version() throws {
    let store = try Store.inMemory()
    try store.keepDefinitions(five, at: monday, actor: "ann")
    let before = try store.alertsVersion
    try store.keepDefinitions(ten, at: tuesday, actor: "ann")
    #expect(try store.alertsVersion > before)
  }
}
