import GRDB
import Ingest

/// Versions that arrive after newer ones. They change no field that the newer ones knew, but they find their place in
/// the history, so that the order of arrival does not matter.
struct LateVersions {
  private let database: Database
  private let layout: TableLayout
  private let history: HistoryWriter
  private let positions: [String]
  private let select: RawStatement
  private let setOld: RawStatement

  init(_ database: Database, layout: TableLayout, history: HistoryWriter) throws {
    self.database = database
    self.layout = layout
    self.history = history
    positions = try Schema.columns(of: layout, in: database)
    select = try RawStatement(
      database,
      """
      SELECT id, old, new, changed_at FROM changes
      WHERE kind = '\(layout.kind.rawValue)' AND record = ? AND field = ? ORDER BY changed_at, id
      """)
    setOld = try RawStatement(database, "UPDATE changes SET old = ? WHERE id = ?")
  }

  /// Works in what a version of `updatedAt` says. `values` go from the stored values to those of the late version,
  /// equal ones included. Returns true if anything was new.
  func apply(_ values: [FieldChange], updatedAt: Int64, to stored: StoredRow) throws -> Bool {
    var anyNew = false
    for value in values {
      if try isUnknown(value, stored) ? fill(value, updatedAt, stored) : insert(value, updatedAt, stored) {
        anyNew = true
      }
    }
    if let since = stored.since, updatedAt < since {
      try database.execute(
        sql: "UPDATE \(layout.table) SET _since = ? WHERE \"row\" = ?", arguments: [updatedAt, stored.record])
    }
    return anyNew
  }

  /// True if no version so far said anything about the field.
  private func isUnknown(_ value: FieldChange, _ stored: StoredRow) -> Bool {
    guard let position = positions.firstIndex(of: value.field) else { return value.old == .null }
    return stored.given & (1 << min(position, 62)) == 0
  }

  /// Takes over a value for a field that newer versions lack.
  private func fill(_ value: FieldChange, _ updatedAt: Int64, _ stored: StoredRow) throws -> Bool {
    guard value.new != value.old else { return false }
    if let position = positions.firstIndex(of: value.field) {
      try database.execute(
        sql: """
          UPDATE \(layout.table) SET \(quoted(value.field)) = ?, _given = _given | ? WHERE "row" = ?
          """, arguments: [value.new.databaseValue, 1 << min(position, 62), stored.record])
    } else {
      try fillAttribute(value, stored)
    }
    try history.append(value, of: stored.record, at: updatedAt)
    return true
  }

  private func fillAttribute(_ value: FieldChange, _ stored: StoredRow) throws {
    guard case .text(let text) = value.new else { return }
    let sql = "SELECT _extra FROM \(layout.table) WHERE \"row\" = ?"
    var attributes = Attributes.decode(try String.fetchOne(database, sql: sql, arguments: [stored.record]) ?? "")
    attributes[value.field] = text
    try database.execute(
      sql: "UPDATE \(layout.table) SET _extra = ? WHERE \"row\" = ?",
      arguments: [Attributes.encode(attributes), stored.record])
  }

  /// Puts the value between the changes before and after its time.
  private func insert(_ value: FieldChange, _ updatedAt: Int64, _ stored: StoredRow) throws -> Bool {
    let past = try changes(of: value.field, stored.record)
    if let since = stored.since, updatedAt < since {
      let first = past.first?.old ?? value.old
      guard first != value.new else { return false }
      try history.append(FieldChange(field: value.field, old: value.new, new: first), of: stored.record, at: since)
    } else if let next = past.first(where: { $0.at > updatedAt }) {
      guard next.old != value.new else { return false }
      try history.append(
        FieldChange(field: value.field, old: next.old, new: value.new), of: stored.record, at: updatedAt)
      try next.new == value.new ? history.erase(next.id) : setOld(of: next.id, to: value.new)
    } else {
      guard value.old != value.new else { return false }
      try history.append(value, of: stored.record, at: updatedAt)
      let back = FieldChange(field: value.field, old: value.new, new: value.old)
      try history.append(back, of: stored.record, at: stored.updatedAt ?? updatedAt)
    }
    return true
  }

  private struct PastChange {
    var id: Int64
    var old: StoredValue
    var new: StoredValue
    var at: Int64
  }

  private func changes(of field: String, _ record: Int64) throws -> [PastChange] {
    select.bind(1, record)
    select.bind(2, copying: field)
    defer { select.reset() }
    var changes: [PastChange] = []
    while try select.step() {
      changes.append(
        PastChange(
          id: select.integer(0), old: select.value(1), new: select.value(2), at: select.integer(3)))
    }
    return changes
  }

  private func setOld(of id: Int64, to value: StoredValue) throws {
    setOld.bind(1, value)
    setOld.bind(2, id)
    try setOld.run()
  }
}

extension StoredValue {
  fileprivate var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text): text.databaseValue
    }
  }
}
