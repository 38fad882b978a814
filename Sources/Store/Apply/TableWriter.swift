import Domain
import GRDB
import Ingest

/// What became of the rows of a batch.
public struct ApplyResult: Sendable, Equatable {
  /// Rows seen for the first time.
  public var inserted = 0
  /// Known rows of which a field changed.
  public var updated = 0
  /// Rows that brought nothing new.
  public var unchanged = 0
  /// Rows set aside because nothing tells them apart.
  public var rejected = 0

  /// Nothing yet.
  public init() {}
}

/// Where and when a batch comes from, as the rows remember it.
struct Provenance {
  /// Number of the file, stream or table.
  let origin: Int64
  /// Which pass over it this is, counted up.
  let reading: Int64
  /// When the first batch of this pass came.
  let startedAt: Int64
  let importedAt: Int64
}

/// Writes the rows of one batch into their table: new ones straight away, known ones through ``RowMerger``.
struct TableWriter {
  let layout: TableLayout
  let columns: [BoundColumn]
  let identity: [BoundColumn]
  let extras: [(name: String, values: TextColumn)]
  let lines: [Int32]
  let count: Int
  let arena: CellArena
  let provenance: Provenance

  init(_ batch: Batch, stageKeys: TextColumn?, provenance: Provenance) {
    let arena = CellArena()
    layout = TableLayout(batch.kind)
    var columns = layout.fields.compactMap { field in
      batch.columns[field.name].map { BoundColumn(field.name, $0, arena: arena) }
    }
    if let stageKeys { columns.append(BoundColumn("_key", .text(stageKeys), arena: arena)) }
    self.columns = columns
    let empty = Column.text(TextColumn(bytes: [], ends: Series(repeating: 0, count: batch.count)))
    identity = layout.identity.map { name in
      columns.first { $0.name == name } ?? BoundColumn(name, empty, arena: arena)
    }
    extras = batch.extras.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    lines = batch.lines
    count = batch.count
    self.arena = arena
    self.provenance = provenance
  }

  /// Writes all rows but those named in `skipping`.
  /// - Returns: what became of them, and where they lie in the table.
  func write(to database: Database, skipping: Set<Int>) throws -> (ApplyResult, rows: [Int64]) {
    var result = ApplyResult()
    result.rejected = skipping.count
    let before = try Int64.fetchOne(database, sql: "SELECT max(\"row\") FROM \(layout.table)") ?? 0
    let kept = skipping.isEmpty ? nil : (0..<count).filter { !skipping.contains($0) }
    result.inserted = try insert(into: database, only: kept)
    var rows = Array(before + 1..<before + 1 + Int64(result.inserted))
    let known = count - skipping.count - result.inserted
    if known > 0 {
      let merger = try RowMerger(self, database, newRowsAfter: before)
      let merged = try merger.merge(kept ?? Array(0..<count), inserted: result.inserted)
      result.updated = merged.changed
      result.unchanged = known - result.updated
      rows += merged.rows
    }
    return (result, rows)
  }

  func line(_ row: Int) -> Int64 { lines.isEmpty ? 0 : Int64(lines[row]) }

  /// The fields that this batch has columns for, as `_given` keeps them.
  func given(in database: Database) throws -> Int64 {
    let bits = try GivenBits(layout, in: database)
    return columns.reduce(0) { $0 | bits[$1.name] }
  }

  /// Inserts the rows that are not known yet, in their order, one after another behind those there are; returns how
  /// many.
  private func insert(into database: Database, only chosen: [Int]?) throws -> Int {
    let filled = columns + (try ownColumns(in: database))
    let rows = MemoryRows(filled.map(\.values), count: count, chosen: chosen)
    let names = filled.map { quoted($0.name) }.joined(separator: ",")
    let sources = filled.indices.map { "c\($0)" }.joined(separator: ",")
    // WHERE keeps SQLite from taking ON for part of a join.
    let statement = try RawStatement(
      database,
      """
      INSERT INTO \(layout.table) (\(names)) SELECT \(sources) FROM \(MemoryRows.table)(?) WHERE true
      ON CONFLICT DO NOTHING
      """)
    return try withExtendedLifetime((rows, arena)) {
      statement.bind(1, rows)
      try statement.run()
      return statement.changes
    }
  }

  /// What a new row says beside its fields, but for columns that are empty throughout.
  private func ownColumns(in database: Database) throws -> [BoundColumn] {
    var own = [
      BoundColumn("_seen", .constant(provenance.importedAt)), BoundColumn("_origin", .constant(provenance.origin)),
      BoundColumn("_reading", .constant(provenance.reading)),
      BoundColumn("_line", lines.isEmpty ? .constant(0) : .lines(arena.keep(lines))),
      BoundColumn("_given", .constant(try given(in: database))),
    ]
    if !extras.isEmpty {
      own.append(BoundColumn("_extra", .text(Attributes.encode(extras, rows: count)), arena: arena))
    }
    if let updatedAt = columns.first(where: { $0.name == "updated_at" }) {
      own.append(BoundColumn("_since", updatedAt.values))
    }
    return own
  }
}
