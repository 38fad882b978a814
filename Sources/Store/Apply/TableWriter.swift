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
  let arena: TextArena
  let provenance: Provenance

  init(_ batch: Batch, stageKeys: TextColumn?, provenance: Provenance) {
    let arena = TextArena()
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
    let known = try insert(into: database, skipping: skipping)
    result.inserted = count - skipping.count - known.count
    let merger = try RowMerger(self, database, newRowsAfter: before)
    let merged = try merger.merge(known)
    result.updated = merged.changed
    result.unchanged = known.count - result.updated
    return (result, Array(before + 1..<before + 1 + Int64(result.inserted)) + merged.rows)
  }

  /// The extra columns of a row as JSON; empty without any.
  func attributes(_ row: Int) -> String {
    guard !extras.isEmpty else { return "" }
    return Attributes.encode(Dictionary(extras.map { ($0.name, $0.values[row]) }, uniquingKeysWith: { $1 }))
  }

  func line(_ row: Int) -> Int64 { lines.isEmpty ? 0 : Int64(lines[row]) }

  /// The fields that this batch has columns for, as `_given` keeps them.
  func given(in database: Database) throws -> Int64 {
    let bits = try GivenBits(layout, in: database)
    return columns.reduce(0) { $0 | bits[$1.name] }
  }

  /// Inserts rows until one is known already, and goes on. Returns the known ones.
  private func insert(into database: Database, skipping: Set<Int>) throws -> [Int] {
    let names = columns.map { quoted($0.name) } + TableLayout.ownColumns
    let marks = Array(repeating: "?", count: names.count).joined(separator: ",")
    let statement = try RawStatement(
      database,
      "INSERT INTO \(layout.table) (\(names.joined(separator: ","))) VALUES (\(marks)) ON CONFLICT DO NOTHING")
    let own = columns.count + 1
    statement.bind(own + 1, provenance.importedAt)
    statement.bind(own + 2, provenance.origin)
    statement.bind(own + 3, provenance.reading)
    statement.bind(own + 5, try given(in: database))
    let updatedAt = columns.first { $0.name == "updated_at" }
    var known: [Int] = []
    for row in 0..<count where skipping.isEmpty || !skipping.contains(row) {
      for (index, column) in columns.enumerated() { column.bind(row, to: index + 1, of: statement) }
      if !extras.isEmpty { statement.bind(own, copying: attributes(row)) }
      statement.bind(own + 4, line(row))
      updatedAt?.bind(row, to: own + 6, of: statement)
      try statement.run()
      if statement.changes == 0 { known.append(row) }
    }
    return known
  }
}
