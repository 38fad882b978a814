import AlertEngine
import Domain
import Foundation
import GRDB

/// Something an alert once said, or somebody did about it.
public struct AlertRecord: Sendable, Equatable {
  /// Grows with each record of a store.
  public var id: Int64
  /// Which alert.
  public var key: AlertKey
  /// When.
  public var at: Instant
  /// What; the text of an ``AlertEvent`` of this version or another.
  public var event: String
  /// Who did it; nil if nobody did.
  public var actor: String?
  /// Why, in their words.
  public var note: String?
}

/// What is to be written about alerts, all of it or nothing.
public struct AlertUpdate: Sendable {
  /// Something to be said of an alert that leaves its state as it is.
  public struct Remark: Sendable {
    var key: AlertKey
    var at: Instant
    var event: AlertEvent
    var actor: String
    var note: String

    /// A remark; without actor or note where they are empty.
    public init(_ event: AlertEvent, of key: AlertKey, at instant: Instant, actor: String = "", note: String = "") {
      self.key = key
      at = instant
      self.event = event
      self.actor = actor
      self.note = note
    }
  }

  /// What inputs did to instances.
  public var changes: [AlertChange]
  /// Instances to drop; what they said stays.
  public var dropped: [AlertKey]
  /// What is said besides, after the dropping and before the changes.
  public var remarks: [Remark]
  /// Who acted, where an action does not say.
  public var actor: String
  /// Who is told of what came of it.
  public var audience = Audience.nobody
  /// When telling begins.
  public var tellingFrom = Instant.unknown

  /// What is to be written.
  public init(
    changes: [AlertChange] = [], dropped: [AlertKey] = [], remarks: [Remark] = [], actor: String = ""
  ) {
    self.changes = changes
    self.actor = actor
    self.dropped = dropped
    self.remarks = remarks
  }

  /// True if there is nothing to write.
  public var isEmpty: Bool { changes.isEmpty && dropped.isEmpty && remarks.isEmpty }
}

/// The memory of alerts. What an instance says and the state it is left in are written together: after a crash either
/// both are there or none, so that nothing is said twice or forgotten.
extension Store {
  /// Everything that is remembered.
  /// - Throws: ``StoreError``, also if a state was written by a version that knows more.
  public func alertBook() throws(StoreError) -> AlertBook { try reading { try AlertRows.book($0) } }

  /// Everything that is remembered, and at which version.
  public func alerts() throws(StoreError) -> (book: AlertBook, version: Int) {
    try reading { (try AlertRows.book($0), try Meta.version(AlertRows.version, in: $0)) }
  }

  /// Counts up whenever anything about alerts is written, by whatever program.
  public var alertsVersion: Int {
    get throws(StoreError) { try reading { try Meta.version(AlertRows.version, in: $0) } }
  }

  /// Reads what is remembered, decides, and writes, while no other program can write in between: whoever acknowledges
  /// an alert at the same moment on another screen is neither overwritten nor doubled.
  /// - Parameters:
  ///   - known: a book that was read or written at a version of the alerts; spares reading if that still holds.
  ///   - decide: what to write, by what is remembered.
  /// - Returns: what was written, and what is remembered then, at which version.
  public func updateAlerts(
    known: (book: AlertBook, version: Int)? = nil, _ decide: (AlertBook) -> AlertUpdate
  ) throws(StoreError) -> (update: AlertUpdate, book: AlertBook, version: Int) {
    try writing { database in
      let version = try Meta.version(AlertRows.version, in: database)
      var book = try known.flatMap { $0.version == version ? $0.book : nil } ?? AlertRows.book(database)
      let update = decide(book)
      guard !update.isEmpty else { return (update, book, version) }
      try AlertRows.write(update, in: database)
      book.forget(update.dropped)
      for change in update.changes { book.put(change.instance, for: change.key) }
      return (update, book, version + 1)
    }
  }

  /// Keeps what inputs did to instances, and whom that has to be told, all of it or nothing.
  /// - Parameters:
  ///   - audience: who is told of what came of it.
  ///   - now: when telling begins.
  public func keep(
    _ changes: [AlertChange], telling audience: Audience = .nobody, at now: Instant = .unknown
  ) throws(StoreError) {
    var update = AlertUpdate(changes: changes)
    (update.audience, update.tellingFrom) = (audience, now)
    try writing { try AlertRows.write(update, in: $0) }
  }

  /// Drops the state of instances whose rule is gone; what they said stays.
  public func forgetAlerts(_ keys: [AlertKey]) throws(StoreError) {
    try writing { try AlertRows.write(AlertUpdate(dropped: keys), in: $0) }
  }

  /// Everything an instance ever said, oldest first.
  public func alertHistory(of key: AlertKey) throws(StoreError) -> [AlertRecord] {
    try reading { try AlertRows.records($0, "WHERE rule = ? AND scope = ? ORDER BY id", key.rule, key.scopeText) }
  }

  /// The last things that an instance said, newest first.
  public func alertHistory(of key: AlertKey, last count: Int) throws(StoreError) -> [AlertRecord] {
    try reading {
      try AlertRows.records(
        $0, "WHERE rule = ? AND scope = ? ORDER BY id DESC LIMIT ?", key.rule, key.scopeText, count)
    }
  }

  /// Everything that any alert said after a record, oldest first; everything ever after 0.
  public func alertRecords(after id: Int64 = 0) throws(StoreError) -> [AlertRecord] {
    try reading { try AlertRows.records($0, "WHERE id > ? ORDER BY id", id) }
  }
}

/// Rows of the tables of alerts.
private enum AlertRows {
  static let version = "alerts_version"

  static func book(_ database: Database) throws -> AlertBook {
    let decoder = AlertCoding.decoder
    let rows = try database.rows("SELECT rule, scope, state FROM alerts")
    return AlertBook(
      Dictionary(try rows.map { try AlertCoding.entry($0, decoder) }, uniquingKeysWith: { first, _ in first }))
  }

  static func write(_ update: AlertUpdate, in database: Database) throws {
    for key in update.dropped {
      try database.run("DELETE FROM alerts WHERE rule = ? AND scope = ?", key.rule, key.scopeText)
    }
    for remark in update.remarks { try write(remark, in: database) }
    let encoder = AlertCoding.encoder
    let outbox = try Outbox(database)
    for change in update.changes {
      let state = String(decoding: try encoder.encode(change.instance), as: UTF8.self)
      try database.run(
        "INSERT OR REPLACE INTO alerts (rule, scope, state) VALUES (?, ?, ?)", change.key.rule, change.key.scopeText,
        state)
      for announcement in update.audience.announcements(of: change) {
        let remark = AlertUpdate.Remark(
          announcement.event, of: change.key, at: change.at, actor: change.action?.actor(else: update.actor) ?? "",
          note: change.action?.reason ?? "")
        try write(remark, in: database)
        try outbox.queue(announcement, event: database.lastInsertedRowID, at: update.tellingFrom)
      }
    }
    try Meta.bump(version, in: database)
  }

  private static func write(_ remark: AlertUpdate.Remark, in database: Database) throws {
    try database.run(
      "INSERT INTO alert_events (rule, scope, happened_at, event, actor, note) VALUES (?, ?, ?, ?, ?, ?)",
      remark.key.rule, remark.key.scopeText, remark.at.seconds, remark.event.rawValue,
      remark.actor.isEmpty ? nil : remark.actor, remark.note.isEmpty ? nil : remark.note)
  }

  static func records(_ database: Database, _ rest: String, _ values: (any Storable)...) throws -> [AlertRecord] {
    try database.rows("SELECT id, rule, scope, happened_at, event, actor, note FROM alert_events \(rest)", values)
      .map { row in
        AlertRecord(
          id: row.integer(0), key: AlertKey(rule: row.text(1), scopeText: row.text(2)) ?? AlertKey(rule: row.text(1)),
          at: Instant(row.integer(3)), event: row.text(4), actor: row.optionalText(5), note: row.optionalText(6))
      }
  }
}

/// How the state of an instance is written: JSON, with numbers that JSON cannot hold as words.
private enum AlertCoding {
  private static let words = (infinity: "inf", negativeInfinity: "-inf", nan: "nan")

  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: words.infinity, negativeInfinity: words.negativeInfinity, nan: words.nan)
    return encoder
  }

  static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: words.infinity, negativeInfinity: words.negativeInfinity, nan: words.nan)
    return decoder
  }

  static func entry(_ row: QueryRow, _ decoder: JSONDecoder) throws -> (AlertKey, AlertInstance) {
    let rule = row.text(0)
    do {
      let instance = try decoder.decode(AlertInstance.self, from: Data(row.text(2).utf8))
      if let key = AlertKey(rule: rule, scopeText: row.text(1)) { return (key, instance) }
    } catch {}
    throw StoreError(
      "what is remembered of the alert \(rule) for \(row.text(1)) cannot be read",
      hint: "use the version of dealtop that wrote it")
  }
}

extension AlertAction {
  fileprivate func actor(else actor: String) -> String {
    switch self {
    case .acknowledge(let by, _, _), .snooze(_, let by, _): by.isEmpty ? actor : by
    case .unsnooze: actor
    }
  }

  fileprivate var reason: String {
    switch self {
    case .acknowledge(_, let note, _): note
    case .snooze(_, _, let reason): reason
    case .unsnooze: ""
    }
  }
}
