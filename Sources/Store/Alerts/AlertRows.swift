import AlertEngine
import Domain
import Foundation
import GRDB

/// Rows of the tables of alerts.
enum AlertRows {
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
    for change in update.changes {
      let state = String(decoding: try encoder.encode(change.instance), as: UTF8.self)
      try database.run(
        "INSERT OR REPLACE INTO alerts (rule, scope, state) VALUES (?, ?, ?)", change.key.rule, change.key.scopeText,
        state)
      for event in change.events {
        var remark = AlertUpdate.Remark(
          event, of: change.key, at: change.at, actor: change.action?.actor(else: update.actor) ?? "",
          note: change.action?.reason ?? "")
        if event == .acknowledged || event == .snoozed { remark.until = change.action?.until }
        try write(remark, in: database)
        if let announcement = change.announcement(of: event) {
          try Outbox.announce(announcement, event: database.lastInsertedRowID, in: database)
        }
      }
    }
    try Meta.bump(version, in: database)
  }

  private static func write(_ remark: AlertUpdate.Remark, in database: Database) throws {
    try database.run(
      "INSERT INTO alert_events (rule, scope, happened_at, event, actor, note, until) VALUES (?, ?, ?, ?, ?, ?, ?)",
      remark.key.rule, remark.key.scopeText, remark.at.seconds, remark.event.rawValue,
      remark.actor.isEmpty ? nil : remark.actor, remark.note.isEmpty ? nil : remark.note, remark.until?.seconds)
  }

  static func records(_ database: Database, _ rest: String, _ values: (any Storable)...) throws -> [AlertRecord] {
    try database.rows(
      "SELECT id, rule, scope, happened_at, event, actor, note, until FROM alert_events \(rest)", values
    )
    .map { row in
      AlertRecord(
        id: row.integer(0), key: AlertKey(rule: row.text(1), scopeText: row.text(2)) ?? AlertKey(rule: row.text(1)),
        at: Instant(row.integer(3)), event: row.text(4), actor: row.optionalText(5), note: row.optionalText(6),
        until: row.optionalInteger(7).map(Instant.init))
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

  fileprivate var until: Instant? {
    switch self {
    case .acknowledge(_, _, let due): due
    case .snooze(let until, _, _): until
    case .unsnooze: nil
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
