import GRDB
import Ingest

/// Keeps the changes of the fields of one table's rows.
struct HistoryWriter {
  private let insert: RawStatement
  private let find: RawStatement
  private let replace: RawStatement
  private let remove: RawStatement
  private let provenance: Provenance

  init(_ database: Database, kind: RecordKind, provenance: Provenance) throws {
    self.provenance = provenance
    insert = try RawStatement(
      database,
      """
      INSERT INTO changes (kind, record, field, old, new, changed_at, imported_at)
      VALUES ('\(kind.rawValue)', ?, ?, ?, ?, ?, ?)
      """)
    find = try RawStatement(
      database,
      """
      SELECT id, old FROM changes
      WHERE kind = '\(kind.rawValue)' AND record = ? AND field = ? AND imported_at >= ? ORDER BY id DESC LIMIT 1
      """)
    replace = try RawStatement(database, "UPDATE changes SET new = ? WHERE id = ?")
    remove = try RawStatement(database, "DELETE FROM changes WHERE id = ?")
  }

  /// Keeps a change of a row.
  /// - Parameters:
  ///   - replacing: the row comes twice in one pass over a file; only the difference to what was there before is a change.
  ///   - firstSeen: the row itself came with this pass, so that before it there was nothing.
  func record(_ change: FieldChange, of record: Int64, at changedAt: Int64, replacing: Bool, firstSeen: Bool) throws {
    guard replacing else { return try append(change, of: record, at: changedAt) }
    find.bind(1, record)
    find.bind(2, .text(change.field))
    find.bind(3, provenance.startedAt)
    defer { find.reset() }
    guard try find.step() else {
      return firstSeen ? () : try append(change, of: record, at: changedAt)
    }
    let (id, old) = (find.integer(0), find.value(1))
    find.reset()
    guard old != change.new else { return try erase(id) }
    replace.bind(1, change.new)
    replace.bind(2, id)
    try replace.run()
  }

  func append(_ change: FieldChange, of record: Int64, at changedAt: Int64) throws {
    insert.bind(1, record)
    insert.bind(2, .text(change.field))
    insert.bind(3, change.old)
    insert.bind(4, change.new)
    insert.bind(5, changedAt)
    insert.bind(6, provenance.importedAt)
    try insert.run()
  }

  func erase(_ id: Int64) throws {
    remove.bind(1, id)
    try remove.run()
  }
}
