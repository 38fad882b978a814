import GRDB
import Ingest

/// Versions that arrive after newer ones. They change no field that the newer ones knew, but they find their place in
/// the history, so that the order of arrival does not matter.
struct LateVersions {
  private let database: Database
  private let layout: TableLayout
  private let history: HistoryWriter
  private let bits: GivenBits
  private let select: RawStatement
  private let setOld: RawStatement

  init(_ database: Database, layout: TableLayout, history: HistoryWriter) throws {
    self.database = database
    self.layout = layout
    self.history = history
    bits = try GivenBits(layout, in: database)
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
      try database.run("UPDATE \(layout.table) SET _since = ? WHERE \"row\" = ?", updatedAt, stored.record)
    }
    return anyNew
  }

  /// True if no version so far said anything about the field.
  private func isUnknown(_ value: FieldChange, _ stored: StoredRow) -> Bool {
    value.isAttribute ? value.old == .null : stored.given & bits[value.field] == 0
  }

  /// Takes over a value for a field that newer versions lack.
  private func fill(_ value: FieldChange, _ updatedAt: Int64, _ stored: StoredRow) throws -> Bool {
    guard value.new != value.old else { return false }
    if value.isAttribute {
      try fillAttribute(value, stored)
    } else {
      try database.run(
        "UPDATE \(layout.table) SET \(quoted(value.field)) = ?, _given = _given | ? WHERE \"row\" = ?", value.new,
        bits[value.field], stored.record)
    }
    try history.append(value, of: stored.record, at: updatedAt)
    return true
  }

  private func fillAttribute(_ value: FieldChange, _ stored: StoredRow) throws {
    guard case .text(let text) = value.new else { return }
    let found = try database.rows("SELECT _extra FROM \(layout.table) WHERE \"row\" = ?", stored.record)
    var attributes = Attributes.decode(found.first?.text(0) ?? "")
    attributes[value.field] = text
    try database.run(
      "UPDATE \(layout.table) SET _extra = ? WHERE \"row\" = ?", Attributes.encode(attributes), stored.record)
  }

  /// Puts the value between the changes before and after its time.
  private func insert(_ value: FieldChange, _ updatedAt: Int64, _ stored: StoredRow) throws -> Bool {
    let past = try changes(of: value.field, stored.record)
    if let since = stored.since, updatedAt < since {
      let first = past.first?.old ?? value.old
      guard first != value.new else { return false }
      try history.append(value.from(value.new, to: first), of: stored.record, at: since)
    } else if let next = past.first(where: { $0.at > updatedAt }) {
      guard next.old != value.new else { return false }
      try history.append(
        value.from(next.old, to: value.new), of: stored.record, at: updatedAt)
      try next.new == value.new ? history.erase(next.id) : setOld(of: next.id, to: value.new)
    } else {
      guard value.old != value.new else { return false }
      try history.append(value, of: stored.record, at: updatedAt)
      let back = value.from(value.new, to: value.old)
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
    select.bind(2, .text(field))
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
