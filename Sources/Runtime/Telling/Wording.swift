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
  ///   - snapshot: asked for only if there is anything to say.
  ///   - now: what has waited for longer than its notifier tries is not told any more: nobody was there to tell it.
  /// - Returns: how many there were.
  @discardableResult
  func wordAll(at now: Instant, _ snapshot: () -> Snapshot) throws -> Int {
    let waiting = try store.wordlessDeliveries()
    guard !waiting.isEmpty else { return 0 }
    let words = AlertNotice(snapshot())
    for delivery in waiting {
      let limit = notifiers.first { $0.name == delivery.notifier }?.giveUpAfter
      guard let event = delivery.event, let limit, now.since(delivery.queuedAt) < Int64(limit),
        let key = AlertKey(rule: event.rule, scopeText: event.scope)
      else {
        try store.giveUp(delivery, because: "nobody was there to tell it in time", at: now)
        continue
      }
      let notice = words.notice(of: event.event, at: event.at, for: key, dedupKey: delivery.dedupKey)
      try store.keepMessage(try notice.encoded(), of: delivery)
    }
    return waiting.count
  }
}

extension Notice {
  /// As it is kept until it is told.
  func encoded() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
}
