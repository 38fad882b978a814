import AlertEngine
import Domain
import GRDB

/// What has to be told outside. That an event has to be told is kept together with it, by whatever program found it; to
/// whom is decided by the one that tells. A try is noted before it is made, and its end after: a crash between the two
/// lets it be made again later, under the same key. So everything is told at least once, and without such a crash
/// exactly once.
extension Store {
  /// Queues what alerts said since the last time for those who want to hear of it.
  public func queueAnnounced(to audience: Audience, at now: Instant) throws(StoreError) {
    try writing { try Outbox($0).queueAnnounced(to: audience, at: now) }
  }

  /// The next thing to tell a notifier, marked as being tried; nil if there is none yet. They come in their order: one
  /// that failed is waited for, so that an end is never told before its beginning.
  /// - Parameter patience: seconds after which a try that nobody settled counts as broken off.
  public func nextDelivery(
    to notifier: String, at now: Instant, patience: Int64
  ) throws(StoreError) -> Delivery? {
    // Most of the time there is none, and nobody is kept from writing to find that out.
    guard try reading({ try $0.nextDelivery(to: notifier, at: now) }) != nil else { return nil }
    return try writing { database in
      guard var delivery = try database.nextDelivery(to: notifier, at: now) else { return nil }
      delivery.tries += 1
      delivery.nextTry = now.adding(patience)
      try database.run(
        "UPDATE deliveries SET tries = ?, next_try = ? WHERE id = ?", delivery.tries, delivery.nextTry.seconds,
        delivery.id)
      return delivery
    }
  }

  /// Events that nobody has put into words yet, in order.
  public func wordlessDeliveries() throws(StoreError) -> [Delivery] {
    try reading {
      try $0.deliveries("WHERE d.message IS NULL AND d.state IN ('pending', 'failed') ORDER BY d.id")
    }
  }

  /// Keeps the words of a delivery, so that every try says the same.
  public func keepMessage(_ message: String, of delivery: Delivery) throws(StoreError) {
    try writing { try $0.run("UPDATE deliveries SET message = ? WHERE id = ?", message, delivery.id) }
  }

  /// Notes that it was told.
  public func markSent(_ delivery: Delivery, at now: Instant) throws(StoreError) {
    try settle(delivery, .sent, error: nil, at: now)
  }

  /// Notes that it will not be told, and why.
  public func giveUp(_ delivery: Delivery, because error: String, at now: Instant) throws(StoreError) {
    try settle(delivery, .givenUp, error: error, at: now)
  }

  /// Notes that a try failed, and when the next may be made.
  public func retry(_ delivery: Delivery, because error: String, at next: Instant) throws(StoreError) {
    try writing {
      try $0.run(
        "UPDATE deliveries SET state = 'failed', next_try = ?, last_error = ? WHERE id = ?", next.seconds, error,
        delivery.id)
    }
  }

  /// Queues words that were made beforehand.
  /// - Parameters:
  ///   - subject: what they are about; the same is queued once for each notifier.
  ///   - topic: what kind of words they are.
  /// - Returns: false if it was queued before.
  @discardableResult
  public func queue(
    _ message: String, to notifier: String, subject: String, topic: String, at now: Instant
  ) throws(StoreError) -> Bool {
    try writing {
      try Outbox($0).queue(to: notifier, subject: subject, topic: topic, event: nil, message: message, at: now)
    }
  }

  /// The key that something queued with ``queue(_:to:subject:topic:at:)`` has, for the words themselves to name it.
  public func dedupKey(_ subject: String) throws(StoreError) -> String {
    try reading { try Outbox($0).key(subject) }
  }

  /// When something of a topic was last queued; nil if never.
  public func lastQueued(topic: String) throws(StoreError) -> Instant? {
    try reading {
      try $0.rows("SELECT max(queued_at) FROM deliveries WHERE topic = ?", topic).first?.optionalInteger(0)
        .map(Instant.init)
    }
  }

  /// Everything that was ever to be told, in order.
  public func deliveries() throws(StoreError) -> [Delivery] {
    try reading { try $0.deliveries("ORDER BY d.id") }
  }

  private func settle(
    _ delivery: Delivery, _ state: Delivery.State, error: String?, at now: Instant
  ) throws(StoreError) {
    try writing {
      try $0.run(
        "UPDATE deliveries SET state = ?, settled_at = ?, last_error = coalesce(?, last_error) WHERE id = ?",
        state.rawValue, now.seconds, error, delivery.id)
    }
  }
}

extension Database {
  fileprivate func nextDelivery(to notifier: String, at now: Instant) throws -> Delivery? {
    let first = "WHERE d.notifier = ? AND d.state IN ('pending', 'failed') ORDER BY d.id LIMIT 1"
    return try deliveries(first, notifier).first { $0.message != nil && $0.nextTry <= now }
  }

  fileprivate func deliveries(_ condition: String, _ values: (any Storable)?...) throws -> [Delivery] {
    let columns = """
      d.id, d.notifier, d.dedup_key, d.topic, d.message, d.state, d.tries, d.queued_at, d.next_try, d.last_error,
      e.rule, e.scope, e.event, e.happened_at, d.settled_at
      """
    let sql = "SELECT \(columns) FROM deliveries d LEFT JOIN alert_events e ON e.id = d.event \(condition)"
    return try (values.isEmpty ? rows(sql) : rows(sql, values[0])).map { $0.delivery }
  }
}

extension QueryRow {
  fileprivate var delivery: Delivery {
    let event = optionalText(10).map {
      Delivery.Event(rule: $0, scope: text(11), event: text(12), at: Instant(integer(13)))
    }
    return Delivery(
      id: integer(0), notifier: text(1), dedupKey: text(2), topic: text(3), event: event, message: optionalText(4),
      state: Delivery.State(rawValue: text(5)) ?? .givenUp, tries: Int(integer(6)), queuedAt: Instant(integer(7)),
      nextTry: Instant(integer(8)), settledAt: optionalInteger(14).map(Instant.init), lastError: optionalText(9))
  }
}
