import AlertEngine
import Domain
import Foundation
import Logging
import Notifiers
import Settings
import Store

/// Tells one notifier what waits for it, in order, and notes what came of it.
struct Courier: Sendable {
  let member: NotifierSet.Member
  let store: Store
  let now: @Sendable () -> Instant
  let log: Logger

  /// The first pause after a failure; each further one is twice as long, up to the longest.
  private static let firstPause: Int64 = 15
  private static let longestPause: Int64 = 3_600

  /// Tells everything that waits, up to the first failure.
  func deliverAll() async {
    do {
      while !Task.isCancelled, let delivery = try next() {
        guard try await deliver(delivery) else { return }
      }
    } catch {
      log.error("\(ErrorText.line(error))")
    }
  }

  /// A try takes no longer than its limit; one that nobody settled long after that was broken off.
  private func next() throws(StoreError) -> Delivery? {
    try store.nextDelivery(
      to: member.settings.name, at: now(), patience: Int64(member.settings.timeout) + 60)
  }

  /// - Returns: true if the next may be told.
  private func deliver(_ delivery: Delivery) async throws(StoreError) -> Bool {
    guard let message = delivery.message,
      let notice = try? JSONDecoder().decode(Notice.self, from: Data(message.utf8))
    else {
      try giveUp(delivery, because: "its words cannot be read")
      return true
    }
    switch await member.notifier.tell(notice) {
    case .told:
      try store.markSent(delivery, at: now())
      log.info("told \(member.settings.name): \(notice.title)", metadata: ["key": "\(delivery.dedupKey)"])
      return true
    case .refused(let problem):
      try giveUp(delivery, because: problem)
      return true
    case .failed(let problem):
      return try putOff(delivery, because: problem)
    }
  }

  /// - Returns: true if it is given up, so that the next may be told.
  private func putOff(_ delivery: Delivery, because problem: String) throws(StoreError) -> Bool {
    let next = now().adding(Self.pause(after: delivery.tries))
    guard next.since(delivery.queuedAt) < Int64(member.settings.giveUpAfter) else {
      try giveUp(delivery, because: problem)
      return true
    }
    try store.retry(delivery, because: problem, at: next)
    log.warning(
      "cannot tell \(member.settings.name), try \(delivery.tries): \(problem)",
      metadata: ["key": "\(delivery.dedupKey)"])
    return false
  }

  private func giveUp(_ delivery: Delivery, because problem: String) throws(StoreError) {
    try store.giveUp(delivery, because: problem, at: now())
    log.error(
      "gave up telling \(member.settings.name) after try \(delivery.tries): \(problem)",
      metadata: ["key": "\(delivery.dedupKey)"])
  }

  /// Seconds to wait after so many tries: 15 s, 30 s, 1 min and so on up to an hour.
  static func pause(after tries: Int) -> Int64 {
    min(longestPause, firstPause << Int64(min(max(tries, 1) - 1, 20)))
  }
}
