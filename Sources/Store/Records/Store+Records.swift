import Domain
import GRDB
import Ingest

extension Store {
  /// Everything stored of a row that has a value, for its card: label and text in turn, canonical fields first in the
  /// order of the catalogue, then the other columns by name. The link to the CRM record is the entry labelled `link`.
  /// - Returns: nothing if the row is unknown.
  public func details(of kind: RecordKind, id: String) throws(StoreError) -> [[String]] {
    try reading { database in
      let layout = TableLayout(kind)
      let names = layout.fields.map { quoted($0.name) } + ["_extra"]
      let statement = try RawStatement(
        database, "SELECT \(names.joined(separator: ",")) FROM \(layout.table) WHERE \(layout.identityTerms[0]) = ?")
      statement.bind(1, copying: id)
      guard try statement.step() else { return [] }
      let dayFields = try Bookkeeping.dayFields(database)
      let fields = layout.fields.enumerated().compactMap { index, field -> [String]? in
        let text = CellFormat.text(statement.value(index), field, isDay: dayFields.contains(field.path))
        return text.isEmpty ? nil : [CellFormat.label(field.name), text]
      }
      let attributes = Attributes.decode(statement.bytes(layout.fields.count)).sorted { $0.key < $1.key }
      return fields + attributes.map { [$0.key, $0.value] }
    }
  }

  /// What is stored as the link of rows, by id; rows without one are left out.
  public func links(of kind: RecordKind, ids: [String]) throws(StoreError) -> [String: String] {
    try reading { database in
      let layout = TableLayout(kind)
      let statement = try RawStatement(
        database, "SELECT \(quoted("link")) FROM \(layout.table) WHERE \(layout.identityTerms[0]) = ?")
      var links: [String: String] = [:]
      for id in ids {
        statement.reset()
        statement.bind(1, copying: id)
        guard try statement.step() else { continue }
        let text = String(decoding: statement.bytes(0), as: UTF8.self)
        if !text.isEmpty { links[id] = text }
      }
      return links
    }
  }

  /// The changes of a row's fields since its first import, oldest first.
  public func history(of kind: RecordKind, id: String) throws(StoreError) -> [FieldEvent] {
    try reading { database in
      let layout = TableLayout(kind)
      let statement = try RawStatement(
        database,
        """
        SELECT c.field, c.old, c.new, c.changed_at, c.imported_at FROM changes c
        JOIN \(layout.table) t ON t."row" = c.record
        WHERE c.kind = '\(kind.rawValue)' AND t.\(layout.identityTerms[0]) = ? ORDER BY c.changed_at, c.id
        """)
      statement.bind(1, copying: id)
      let dayFields = try Bookkeeping.dayFields(database)
      var events: [FieldEvent] = []
      while try statement.step() {
        let name = statement.text(0)
        let field = FieldCatalog.field(kind, name)
        func text(_ index: Int) -> String {
          CellFormat.text(statement.value(index), field, isDay: field.map { dayFields.contains($0.path) } ?? false)
        }
        events.append(
          FieldEvent(
            field: name, old: text(1), new: text(2), changedAt: Instant(statement.integer(3)),
            importedAt: Instant(statement.integer(4))))
      }
      return events
    }
  }

  /// When a row was first imported; nil if it is unknown.
  public func firstSeen(_ kind: RecordKind, id: String) throws(StoreError) -> Instant? {
    try reading { database in
      let layout = TableLayout(kind)
      let statement = try RawStatement(
        database, "SELECT min(_seen) FROM \(layout.table) WHERE \(layout.identityTerms[0]) = ?")
      statement.bind(1, copying: id)
      guard try statement.step(), !statement.isNull(0) else { return nil }
      return Instant(statement.integer(0))
    }
  }
}

/// A field of a row that got another value.
public struct FieldEvent: Sendable, Equatable {
  /// Canonical name, or header of an extra column.
  public var field: String
  /// As text for the screen; empty if there was nothing.
  public var old: String
  /// As text for the screen; empty if it was emptied.
  public var new: String
  /// When the source changed it, else when it was imported.
  public var changedAt: Instant
  /// When we learned of it.
  public var importedAt: Instant

  /// A change from `old` to `new`.
  public init(field: String, old: String, new: String, changedAt: Instant, importedAt: Instant) {
    self.field = field
    self.old = old
    self.new = new
    self.changedAt = changedAt
    self.importedAt = importedAt
  }
}
