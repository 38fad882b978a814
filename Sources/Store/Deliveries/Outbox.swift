import AlertEngine
import Domain
import GRDB

/// Puts what has to be told into its tables, within a transaction of somebody else.
struct Outbox {
  private let database: Database
  /// Tells the keys of this store from those of others that are told to the same receiver.
  private let prefix: String
  /// Names the last event, in the table of states, that was queued for whom it concerns.
  private static let mark = "announced"

  init(_ database: Database) throws {
    self.database = database
    prefix = String(try Meta.identity(in: database).prefix(8))
  }

  /// Notes that an event has to be told, to whomever.
  static func announce(_ announcement: Announcement, event: Int64, in database: Database) throws {
    try database.run(
      "INSERT INTO announcements (event, subject, severity) VALUES (?, ?, ?)", event, announcement.subject,
      announcement.severity.rawValue)
  }

  /// The key of something that is told once.
  func key(_ subject: String) -> String { "\(prefix)/\(subject)" }

  /// Queues for each who wants to hear of it what was announced since the last time.
  func queueAnnounced(to audience: Audience, at now: Instant) throws {
    let last = try database.rows("SELECT value FROM state WHERE key = ?", Self.mark).first?.text(0)
    let rows = try database.rows(
      "SELECT event, subject, severity FROM announcements WHERE event > ? ORDER BY event",
      last.flatMap { Int64($0) } ?? 0)
    for row in rows {
      let severity = Severity(rawValue: Int(row.integer(2))) ?? .critical
      for name in audience.names(for: severity) {
        try queue(
          to: name, subject: row.text(1), topic: Delivery.alerts, event: row.integer(0), message: nil, at: now)
      }
    }
    guard let end = rows.last?.integer(0) else { return }
    try database.run("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", Self.mark, "\(end)")
  }

  /// What was queued before under the same key is not queued again: two programs may find the same event.
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
