import AlertEngine
import Domain
import Foundation
import Settings
import Store
import Testing

@testable import Runtime

@Suite("When digests are made")
struct DigestRoundTests {
  private let names: [Domain.Dimension: [String]] = [.manager: ["Ann", "Bob", ""], .team: ["North"]]

  private func at(_ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    CivilDate(year: 2026, month: 6, day: day).midnightUTC.adding(Int64(hour * 3_600 + minute * 60))
  }

  @Test("from their time on, on their days, by the clock of the organisation")
  func due() {
    let digest = DigestSettings(at: 450, days: [1, 2, 3, 4, 5])
    func due(_ now: Instant, _ zone: String = "UTC") -> Instant? {
      DigestSchedule.dueTime(of: digest, at: now, timeZone: zone)
    }
    #expect(due(at(30, 7, 29)) == nil && due(at(30, 7, 30)) == at(30, 7, 30))
    #expect(due(at(30, 23, 59)) == at(30, 7, 30))
    // Sunday in Berlin, and in Los Angeles still Saturday; Monday at 07:30 in Tokyo is Sunday evening in UTC.
    #expect(due(at(28, 12), "Europe/Berlin") == nil && due(at(28, 5), "America/Los_Angeles") == nil)
    #expect(due(at(28, 22, 30), "Asia/Tokyo") == at(28, 22, 30))
    #expect(due(.never) == nil && due(at(30, 8), "Nowhere") == nil)
  }

  @Test("once a day for each part of the organisation and each who gets it, however often the program starts")
  func once() throws {
    let store = try Store.inMemory()
    let loaded = try loaded(threeDeals)
    let digest = DigestSettings(
      scope: .each(.manager), to: ["mail", "chat"], addresses: ["Ann": "ann@example.com"])
    func round(_ now: Instant) throws -> Int {
      try DigestRound(store: store, digests: [digest], timeZone: "UTC").queueDue(at: now, names: names) {
        DigestMaker(loaded, rules: DefaultRules.all, present: noon)
      }
    }
    #expect(try round(at(29, 7)) == 0)
    #expect(try round(at(29, 8)) == 4 && round(at(29, 9)) == 0)
    #expect(try round(at(30, 7, 30)) == 4)
    let notices = try store.deliveries().map {
      try JSONDecoder().decode(Notice.self, from: Data(try #require($0.message).utf8))
    }
    #expect(Set(notices.map(\.dedupKey)).count == 4, "one key for each digest, whoever gets it")
    #expect(notices.filter { $0.scope == "manager:Ann" }.allSatisfy { $0.recipients == ["ann@example.com"] })
    #expect(notices.filter { $0.scope == "manager:Bob" }.allSatisfy { $0.recipients == nil })
    #expect(notices.allSatisfy { $0.kind == .digest && $0.text.hasPrefix($0.title) })
  }

  @Test("names are found in any dimension, and the nearest is named otherwise")
  func scopes() throws {
    #expect(try DigestScopes.find("all", in: names) == .all)
    #expect(try DigestScopes.find("north", in: names) == .element(.team, "North"))
    #expect(try DigestScopes.find("manager:Ann", in: names) == .element(.manager, "Ann"))
    let wrong = #expect(throws: DigestScopes.Unknown.self) { try DigestScopes.find("Nroth", in: names) }
    #expect(wrong?.description.contains("did you mean North?") == true)
    #expect(throws: DigestScopes.Unknown.self) { try DigestScopes.find("team:Ann", in: names) }
    #expect(DigestScopes.all(.each(.manager), in: names) == [.element(.manager, "Ann"), .element(.manager, "Bob")])
  }
}
