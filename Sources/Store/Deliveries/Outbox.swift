import AlertEngine
import Domain
import GRDB

/// Puts what has to be told into the table, within a transaction of somebody else.
struct Outbox {
  private let database: Database
  /// Tells the keys of this store from those of others that are told to the same receiver.
  private let prefix: String

  init(_ database: Database) throws {
    self.database = database
    prefix = String(try Meta.identity(in: database).prefix(8))
  }

  /// The key of something that is told once.
  func key(_ subject: String) -> String { "\(prefix)/\(subject)" }

  /// What was queued before under the same key is not queued again: two programs may find the same event.
  func queue(_ announcement: Announcement, event: Int64, at now: Instant) throws {
    for name in announcement.listeners {
      try queue(to: name, subject: announcement.subject, topic: Delivery.alerts, event: event, message: nil, at: now)
    }
  }

  /// - Returns: false if it was queued before.
  @discardableResult
  func queue(
    to notifier: String, subject: String, topic: String, event: Int64?, message: String?, at now: Instant
  ) throws -> Bool {
    try database.run(
      """
      INSERT OR IGNORE INTO deliveries (notifier, dedup_key, topic, event, message, state, tries, queued_at, next_try)
      VALUES (?, ?, ?, ?, ?, 'pending', 0, ?, ?)
      """, notifier, key(subject), topic, event, message, now.seconds, now.seconds)
    return database.changesCount > 0
  }
}
