import AlertEngine
import Domain
import Foundation
import GRDB

/// Something an alert once said.
public struct AlertRecord: Sendable, Equatable {
  /// When.
  public var at: Instant
  /// What; the text of an ``AlertEvent`` of this version or another.
  public var event: String
  /// Who did it; nil if nobody did.
  public var actor: String?
  /// Why, in their words.
  public var note: String?
}

/// The memory of alerts. What an instance says and the state it is left in are written together: after a crash either
/// both are there or none, so that nothing is said twice or forgotten.
extension Store {
  /// Everything that is remembered.
  /// - Throws: ``StoreError``, also if a state was written by a version that knows more.
  public func alertBook() throws(StoreError) -> AlertBook {
    try reading { database in
      let decoder = AlertCoding.decoder
      let rows = try database.rows("SELECT rule, scope, state FROM alerts")
      return AlertBook(
        Dictionary(try rows.map { try AlertCoding.entry($0, decoder) }, uniquingKeysWith: { first, _ in first }))
    }
  }

  /// Keeps what inputs did to instances, and whom that has to be told, all of it or nothing.
  /// - Parameters:
  ///   - audience: who is told of what came of it.
  ///   - now: when telling begins.
  public func keep(
    _ changes: [AlertChange], telling audience: Audience = .nobody, at now: Instant = .unknown
  ) throws(StoreError) {
    try writing { database in
      let encoder = AlertCoding.encoder
      let outbox = try Outbox(database)
      for change in changes {
        let (rule, scope) = (change.key.rule, change.key.scopeText)
        let state = String(decoding: try encoder.encode(change.instance), as: UTF8.self)
        try database.run("INSERT OR REPLACE INTO alerts (rule, scope, state) VALUES (?, ?, ?)", rule, scope, state)
        for announcement in audience.announcements(of: change) {
          try database.run(
            "INSERT INTO alert_events (rule, scope, happened_at, event, actor, note) VALUES (?, ?, ?, ?, ?, ?)",
            rule, scope, change.at.seconds, announcement.event.rawValue, change.action?.actor, change.action?.reason)
          try outbox.queue(announcement, event: database.lastInsertedRowID, at: now)
        }
      }
    }
  }

  /// Drops the state of instances whose rule is gone; what they said stays.
  public func forgetAlerts(_ keys: [AlertKey]) throws(StoreError) {
    try writing { database in
      for key in keys {
        try database.run("DELETE FROM alerts WHERE rule = ? AND scope = ?", key.rule, key.scopeText)
      }
    }
  }

  /// Everything an instance ever said, oldest first.
  public func alertHistory(of key: AlertKey) throws(StoreError) -> [AlertRecord] {
    try reading { database in
      try database.rows(
        "SELECT happened_at, event, actor, note FROM alert_events WHERE rule = ? AND scope = ? ORDER BY id", key.rule,
        key.scopeText
      ).map {
        AlertRecord(
          at: Instant($0.integer(0)), event: $0.text(1), actor: $0.optionalText(2), note: $0.optionalText(3))
      }
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
  fileprivate var actor: String? {
    switch self {
    case .acknowledge(let by, _, _), .snooze(_, let by, _): by.isEmpty ? nil : by
    case .unsnooze: nil
    }
  }

  fileprivate var reason: String? {
    switch self {
    case .acknowledge(_, let note, _): note.isEmpty ? nil : note
    case .snooze(_, _, let reason): reason.isEmpty ? nil : reason
    case .unsnooze: nil
    }
  }
}
