import AlertEngine
import Dashboard
import Domain
import Foundation
import Reporting
import Settings
import Store

/// Puts into words what alerts said, so that it can be told.
struct Wording {
  let store: Store
  let notifiers: [NotifierSettings]

  /// Words for every event that has none yet.
  /// - Parameters:
  ///   - now: what has waited for longer than its notifier tries is not told any more: nobody was there to tell it.
  ///   - items: the leads or deals behind an alert, a few, each in one line.
  ///   - snapshot: asked for only if there is anything to say.
  /// - Returns: how many there were.
  @discardableResult
  func wordAll(
    at now: Instant, items: @escaping (AlertEntry) -> [String] = { _ in [] }, _ snapshot: () -> Snapshot
  ) throws -> Int {
    let waiting = try store.wordlessDeliveries()
    guard !waiting.isEmpty else { return 0 }
    let snapshot = snapshot()
    let over = OldNews(waiting, snapshot)
    let words = AlertNotice(snapshot, items: items)
    for delivery in waiting {
      if let reason = over.contains(delivery) ? OldNews.reason : reasonNotToTell(delivery, at: now) {
        try store.giveUp(delivery, because: reason, at: now)
      } else if let event = delivery.event, let key = event.key {
        let notice = words.notice(of: event.event, at: event.at, for: key, dedupKey: delivery.dedupKey)
        try store.keepMessage(try notice.encoded(), of: delivery)
      }
    }
    return waiting.count
  }

  private func reasonNotToTell(_ delivery: Delivery, at now: Instant) -> String? {
    guard let notifier = notifiers.first(where: { $0.name == delivery.notifier }) else {
      return "the settings do not name it any more"
    }
    if now.since(delivery.queuedAt) >= Int64(notifier.giveUpAfter) { return "nobody was there to tell it in time" }
    return delivery.event?.key == nil ? "it cannot be read" : nil
  }
}

/// What happened and was over long before anybody could be told: a rule that is new looks back over weeks, and a
/// program that did not run makes up for days. What still stands is told, whenever it began.
private struct OldNews {
  static let reason = "over before anybody could be told"
  /// Seconds.
  private static let age = Instant.day

  private var over: Set<Int64> = []

  init(_ waiting: [Delivery], _ snapshot: Snapshot) {
    struct Subject: Hashable {
      var notifier: String
      var key: AlertKey?
    }
    let limit = snapshot.readings.query.asOf.adding(-Self.age)
    for (subject, deliveries) in Dictionary(
      grouping: waiting, by: { Subject(notifier: $0.notifier, key: $0.event?.key) })
    {
      let isSilent = subject.key.flatMap { snapshot.alerts[$0]?.instance?.gap } != nil
      let end = deliveries.lastIndex { $0.isEnd && $0.happened(before: limit) }
      over.formUnion(deliveries[..<(end.map { $0 + 1 } ?? 0)].map(\.id))
      over.formUnion(deliveries.filter { $0.isSilence && !isSilent && $0.happened(before: limit) }.map(\.id))
    }
  }

  func contains(_ delivery: Delivery) -> Bool { over.contains(delivery.id) }
}

extension Delivery {
  fileprivate var isEnd: Bool {
    event.map { [AlertEvent.resolved.rawValue, AlertEvent.resolvedWithoutData.rawValue].contains($0.event) } ?? false
  }

  fileprivate var isSilence: Bool { event?.event == AlertEvent.noData.rawValue }

  fileprivate func happened(before limit: Instant) -> Bool { event.map { $0.at < limit } ?? false }
}

extension Delivery.Event {
  /// The alert that said it; nil if no such can be.
  fileprivate var key: AlertKey? { AlertKey(rule: rule, scopeText: scope) }
}

extension Notice {
  /// As it is kept until it is told.
  func encoded() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
}
