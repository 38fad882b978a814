import Domain
import GRDB
import Ingest

/// Merges rows that the store knows already: the newer version wins, field by field, and every change is kept.
///
/// Newer is the greater `updated_at`; where either row has none, or both are equal, the later import. Of several
/// versions alike within one batch only the last counts.
struct RowMerger {
  private let writer: TableWriter
  private let history: HistoryWriter
  private let select: RawStatement
  private let update: RawStatement
  private let late: LateVersions
  private let touches: TouchWriter
  private let newRowsAfter: Int64
  /// Columns that may change; identity never does.
  private let fields: [BoundColumn]
  private let updatedAt: BoundColumn?

  /// - Parameter newRowsAfter: rows beyond it were inserted by this very batch.
  init(_ writer: TableWriter, _ database: Database, newRowsAfter: Int64) throws {
    self.writer = writer
    self.newRowsAfter = newRowsAfter
    let layout = writer.layout
    let fixed = Set(layout.identity + ["updated_at"])
    fields = writer.columns.filter { !fixed.contains($0.name) }
    updatedAt = writer.columns.first { $0.name == "updated_at" }
    history = try HistoryWriter(database, kind: layout.kind, provenance: writer.provenance)
    let names = StoredRow.columns + fields.map { quoted($0.name) }
    let terms = zip(layout.identityTerms, layout.identity).map { term, _ in
      layout.kind == .targets ? "\(term) = ifnull(?, '')" : "\(term) = ?"
    }
    select = try RawStatement(
      database, "SELECT \(names.joined(separator: ",")) FROM \(layout.table) WHERE \(terms.joined(separator: " AND "))")
    let settings =
      fields.map { "\(quoted($0.name)) = ?" } + [
        "updated_at = ifnull(?, updated_at)", "_extra = ?", "_origin = ?", "_reading = ?", "_line = ?",
        "_given = _given | ?",
      ]
    update = try RawStatement(
      database, "UPDATE \(layout.table) SET \(settings.joined(separator: ", ")) WHERE \"row\" = ?")
    touches = try TouchWriter(database, kind: layout.kind)
    late = try LateVersions(database, layout: layout, history: history)
    given = try writer.given(in: database)
  }

  private let given: Int64

  /// Merges rows of the batch in order; returns how many changed what is stored, and where the rows lie.
  /// - Parameter inserted: how many of the rows this batch has put into the table itself; each of those is the first of
  ///   its identity among the rows, and only what follows it is merged.
  func merge(_ rows: [Int], inserted: Int) throws -> (changed: Int, rows: [Int64]) {
    var last: [Version: Int] = [:]
    var anyDiffers = false
    var known: [Int] = []
    var records: [Int64] = []
    var fresh: Set<Int64> = []
    for row in rows {
      guard let stored = try find(row) else { continue }
      defer { select.reset() }
      if fresh.count < inserted, stored.record > newRowsAfter, fresh.insert(stored.record).inserted { continue }
      last[Version(record: stored.record, updatedAt: updatedAt(of: row))] = row
      known.append(row)
      records.append(stored.record)
      if differs(row, stored) { anyDiffers = true }
    }
    guard anyDiffers else { return (0, records) }
    var changed = 0
    for row in known {
      guard let stored = try find(row) else { continue }
      let isLast = last[Version(record: stored.record, updatedAt: updatedAt(of: row))] == row
      if isLast, differs(row, stored), try apply(row, to: stored) { changed += 1 }
      select.reset()
    }
    return (changed, records)
  }

  private struct Version: Hashable {
    var record: Int64
    var updatedAt: Int64?
  }

  private func updatedAt(of row: Int) -> Int64? {
    guard let updatedAt, case .integer(let seconds) = updatedAt.value(row) else { return nil }
    return seconds
  }

  /// The stored row of the same identity; the statement stays on it.
  private func find(_ row: Int) throws -> StoredRow? {
    for (index, column) in writer.identity.enumerated() { column.bind(row, to: index + 1, of: select) }
    guard try select.step() else {
      select.reset()
      return nil
    }
    return StoredRow(select)
  }

  private func differs(_ row: Int, _ stored: StoredRow) -> Bool {
    if let mine = updatedAt(of: row), mine != stored.updatedAt { return true }
    if !writer.extras.isEmpty, mergedAttributes(row, stored) != stored.attributes { return true }
    return fields.enumerated().contains { index, column in
      !column.equals(row, column: StoredRow.columns.count + index, of: select)
    }
  }

  /// What the attributes become: columns of the batch replace theirs, others stay.
  private func mergedAttributes(_ row: Int, _ stored: StoredRow) -> [String: String] {
    var merged = stored.attributes
    for extra in writer.extras {
      let value = extra.values[row]
      merged[extra.name] = value.isEmpty ? nil : value
    }
    return merged
  }

  /// Returns true if a field changed; a new `updated_at` alone is kept but is no change.
  private func apply(_ row: Int, to stored: StoredRow) throws -> Bool {
    let mine = updatedAt(of: row)
    let attributes = mergedAttributes(row, stored)
    let values = fieldValues(row) + attributeValues(from: stored.attributes, to: attributes)
    select.reset()
    let changes = values.filter { $0.old != $0.new }
    if !changes.isEmpty || given & ~stored.given != 0 { try touch(stored.record, values) }
    if let mine, let theirs = stored.updatedAt, mine < theirs {
      return try late.apply(values, updatedAt: mine, to: stored)
    }
    let sameVersion = mine == nil || mine == stored.updatedAt
    let repeated = sameVersion && (stored.record > newRowsAfter || isSameReading(row, stored))
    for change in changes {
      try history.record(
        change, of: stored.record, at: mine ?? writer.provenance.importedAt,
        replacing: repeated, firstSeen: stored.seen >= writer.provenance.startedAt)
    }
    try store(row, attributes, in: stored.record)
    return !changes.isEmpty
  }

  /// Notes where the row pointed so far.
  private func touch(_ record: Int64, _ values: [FieldChange]) throws {
    func old(_ field: String) -> StoredValue { values.first { $0.field == field && !$0.isAttribute }?.old ?? .null }
    try touches.note(record, opportunity: old("opportunity_id"), lead: old("lead_id"))
  }

  /// Stored and new value of every field of the batch.
  private func fieldValues(_ row: Int) -> [FieldChange] {
    fields.enumerated().map { index, column in
      FieldChange(field: column.name, old: select.value(StoredRow.columns.count + index), new: column.value(row))
    }
  }

  /// True if the stored version comes from an earlier line of the file being read: a row given twice, not a change.
  private func isSameReading(_ row: Int, _ stored: StoredRow) -> Bool {
    stored.origin == writer.provenance.origin && stored.reading == writer.provenance.reading
      && stored.line > 0 && stored.line < writer.line(row)
  }

  /// Stored and new value of every extra column of the batch.
  private func attributeValues(from old: [String: String], to new: [String: String]) -> [FieldChange] {
    writer.extras.map { extra in
      FieldChange(
        field: extra.name, old: old[extra.name].map(StoredValue.text) ?? .null,
        new: new[extra.name].map(StoredValue.text) ?? .null, isAttribute: true)
    }
  }

  private func store(_ row: Int, _ attributes: [String: String], in record: Int64) throws {
    for (index, column) in fields.enumerated() { column.bind(row, to: index + 1, of: update) }
    let next = fields.count + 1
    update.bind(next, updatedAt(of: row).map(StoredValue.integer) ?? .null)
    update.bind(next + 1, copying: Attributes.encode(attributes))
    update.bind(next + 2, writer.provenance.origin)
    update.bind(next + 3, writer.provenance.reading)
    update.bind(next + 4, writer.line(row))
    update.bind(next + 5, given)
    update.bind(next + 6, record)
    try update.run()
  }
}

/// What the store knows of a row beside its fields.
struct StoredRow {
  static let columns = ["\"row\"", "updated_at", "_extra", "_seen", "_origin", "_reading", "_line", "_given", "_since"]

  let record: Int64
  let updatedAt: Int64?
  let attributes: [String: String]
  let seen: Int64
  let origin: Int64
  let reading: Int64
  let line: Int64
  let given: Int64
  let since: Int64?

  init(_ statement: RawStatement) {
    record = statement.integer(0)
    updatedAt = statement.isNull(1) ? nil : statement.integer(1)
    attributes = Attributes.decode(statement.bytes(2))
    seen = statement.integer(3)
    origin = statement.integer(4)
    reading = statement.integer(5)
    line = statement.integer(6)
    given = statement.integer(7)
    since = statement.isNull(8) ? nil : statement.integer(8)
  }
}

/// A field that got another value.
struct FieldChange {
  var field: String
  var old: StoredValue
  var new: StoredValue
  /// True for a column beyond the known fields.
  var isAttribute = false

  /// The same field with other values.
  func from(_ old: StoredValue, to new: StoredValue) -> FieldChange {
    FieldChange(field: field, old: old, new: new, isAttribute: isAttribute)
  }
}
