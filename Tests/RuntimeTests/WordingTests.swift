import AlertEngine
import Dashboard
import Domain
import Foundation
import Settings
import Store
import Testing

@testable import Runtime

@Suite("What is put into words")
struct WordingTests {
  private let store: Store
  private let wording: Wording
  private let audience = Audience([.init(name: "desk")])
  private let key = AlertKey(rule: "idle")

  init() throws {
    store = try Store.inMemory()
    wording = Wording(store: store, notifiers: [NotifierSettings(name: "desk", way: .desktop)])
  }

  /// What an item rule finds at some hours before noon: so many items.
  private func keep(_ found: [(hoursAgo: Int64, items: Double)]) throws {
    var policy = AlertPolicy(direction: .above, warn: 0)
    (policy.gated, policy.minimumCount) = (false, 0)
    var book = try store.alertBook()
    for (hoursAgo, items) in found {
      let input = AlertInput.observation(AlertObservation(.init(value: items), count: 3))
      let change = book.take(input, at: noon.adding(-hoursAgo * 3_600), for: key, under: policy)
      try store.keep([change])
      try store.queueAnnounced(to: audience, at: noon)
    }
  }

  private func word(at now: Instant = noon) throws -> [String] {
    let loaded = try loaded(threeDeals)
    try wording.wordAll(at: now) {
      SnapshotBuilder.snapshot(of: loaded, query: Query(asOf: noon), rules: DefaultRules.all, present: noon)
    }
    return try store.deliveries().map { delivery in
      let event = delivery.event?.event ?? ""
      return "\(event) \(delivery.state.rawValue)\(delivery.message == nil ? "" : " worded")"
    }
  }

  @Test("events that have just happened are all told")
  func fresh() throws {
    try keep([(3, 1), (2, 0)])
    #expect(try word() == ["fired_warn pending worded", "resolved pending worded"])
  }

  @Test("what was over long before anybody could be told is not told, what still stands is")
  func old() throws {
    try keep([(200, 1), (150, 0), (100, 2)])
    #expect(try word() == ["fired_warn given_up", "resolved given_up", "fired_warn pending worded"])
    #expect(try store.deliveries().first?.lastError == "over before anybody could be told")
  }

  @Test("the words name the alert and its key, and stay as they are")
  func words() throws {
    try keep([(1, 1)])
    _ = try word()
    let delivery = try #require(try store.deliveries().first)
    let notice = try JSONDecoder().decode(Notice.self, from: Data(try #require(delivery.message).utf8))
    #expect(notice.dedupKey == delivery.dedupKey && notice.rule == "idle" && notice.event == "fired_warn")
    #expect(notice.title == "test: WARNING Open deals gone quiet")
    #expect(try word() == ["fired_warn pending worded"])
  }

  @Test("what nobody was there to tell in time, or whom the settings do not name any more, is not told")
  func late() throws {
    try keep([(1, 1)])
    #expect(try word(at: noon.adding(days: 2)) == ["fired_warn given_up"])
    #expect(try store.deliveries().first?.lastError == "nobody was there to tell it in time")
  }
}
