import GRDB
import Ingest

/// The tables of a store and how older stores become newer ones: the only place that creates or alters anything.
enum Schema {
  /// Counts up with every step in ``steps``; kept in `user_version`.
  static let version = steps.count
  /// `DLTP`: marks a SQLite file as ours, kept in `application_id`.
  private static let applicationID = 0x444C_5450

  /// One entry for each version; a step once released is never changed.
  private static let steps: [@Sendable (Database) throws -> Void] = [
    createFirst, { try $0.execute(sql: AlertTables.definitions) }, { try $0.execute(sql: ChangeLog.definitions) },
    { try $0.execute(sql: AlertTables.deadlines) },
    { try $0.execute(sql: DeliveryTables.deliveries) }, { try $0.execute(sql: DeliveryTables.announcements) },
  ]

  /// True if nothing has to be written before the database can be used.
  /// - Throws: ``StoreError`` if the file belongs to another program or to a newer version of this one.
  static func isCurrent(_ database: Database, place: String?) throws -> Bool {
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    try checkOwner(database, version: found, place: place)
    guard found <= version else {
      throw StoreError(
        "the store was written by a newer version of dealtop (format \(found), this one reads up to \(version))",
        hint: "update dealtop, or give another file with --store", place: place, isUnusable: true)
    }
    try checkShape(database, version: found, place: place)
    return try found == version && missingColumns(database).isEmpty
  }

  /// Brings a database up to date, unless another program has done so in the meantime.
  static func prepare(_ database: Database, place: String?) throws {
    guard try !isCurrent(database, place: place) else { return }
    let found = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    for step in steps[found...] { try step(database) }
    for (layout, field) in try missingColumns(database) {
      try database.execute(sql: "ALTER TABLE \(layout.table) ADD COLUMN \(layout.definition(of: field))")
    }
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
  }

  private static func checkOwner(_ database: Database, version: Int, place: String?) throws {
    let owner = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    guard owner != applicationID else { return }
    let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard owner == 0, version == 0, tables == 0 else {
      throw StoreError(
        "this database belongs to another program", hint: "give another file with --store", place: place,
        isUnusable: true)
    }
  }

  /// A build that was never released may have left tables of other columns under a version of ours.
  private static func checkShape(_ database: Database, version: Int, place: String?) throws {
    guard version > 0 else { return }
    let known = try columns(in: database)
    let fields = Dictionary(
      uniqueKeysWithValues: TableLayout.all.map { ($0.kind.rawValue, Set($0.fields.map(\.name))) })
    let expected = try DatabaseQueue().write { model in
      for step in steps[..<version] { try step(model) }
      return try columns(in: model)
    }
    let isWhole = expected.allSatisfy { table, columns in
      columns.subtracting(fields[table] ?? []).isSubset(of: known[table] ?? [])
    }
    guard isWhole else {
      throw StoreError(
        "the store was written by a build of dealtop whose tables were others",
        hint: "move the file away and import again, or give another file with --store", place: place, isUnusable: true)
    }
  }

  /// Columns by table.
  private static func columns(in database: Database) throws -> [String: Set<String>] {
    let rows = try database.rows(
      "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'")
    return Dictionary(rows.map { ($0.text(0), [$0.text(1)]) }, uniquingKeysWith: { $0.union($1) })
  }

  /// Fields that the catalogue has got since the tables were made.
  private static func missingColumns(_ database: Database) throws -> [(TableLayout, Field)] {
    try TableLayout.all.flatMap { layout in
      let known = try columns(of: layout, in: database)
      return layout.fields.filter { !known.contains($0.name) }.map { (layout, $0) }
    }
  }

  /// Column names in their order; the order never changes, new ones come last.
  static func columns(of layout: TableLayout, in database: Database) throws -> [String] {
    try String.fetchAll(
      database, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [layout.kind.rawValue])
  }

  // MARK: - Version 1

  @Sendable private static func createFirst(_ database: Database) throws {
    for layout in TableLayout.all {
      try database.execute(sql: "CREATE TABLE \(layout.table) (\(layout.columnDefinitions.joined(separator: ", ")))")
      let terms = layout.identityTerms.joined(separator: ", ")
      let name = quoted("\(layout.kind.rawValue)_identity")
      try database.execute(sql: "CREATE UNIQUE INDEX \(name) ON \(layout.table) (\(terms))")
    }
    try database.execute(sql: bookkeeping)
    try database.execute(sql: notebook)
  }

  private static let bookkeeping = """
    CREATE TABLE changes (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record INTEGER NOT NULL, field TEXT NOT NULL,
      old, new, changed_at INTEGER NOT NULL, imported_at INTEGER NOT NULL);
    CREATE INDEX changes_of_record ON changes (record, kind, field);
    CREATE TABLE sources (
      source TEXT PRIMARY KEY, cursor TEXT, read_at INTEGER, error TEXT, failed_at INTEGER) WITHOUT ROWID;
    CREATE TABLE origins (
      id INTEGER PRIMARY KEY, source TEXT NOT NULL, origin TEXT NOT NULL, reading INTEGER NOT NULL,
      UNIQUE (source, origin));
    CREATE TABLE rows_read (
      origin INTEGER NOT NULL, kind TEXT NOT NULL, reading INTEGER NOT NULL, rows INTEGER NOT NULL,
      PRIMARY KEY (origin, kind)) WITHOUT ROWID;
    CREATE TABLE rejects (
      id INTEGER PRIMARY KEY, origin INTEGER NOT NULL, reading INTEGER NOT NULL, line INTEGER NOT NULL,
      "column" TEXT NOT NULL, reason TEXT NOT NULL, UNIQUE (origin, line, "column", reason));
    CREATE TABLE field_facts (
      origin INTEGER NOT NULL, kind TEXT NOT NULL, field TEXT NOT NULL, day INTEGER NOT NULL,
      reading INTEGER NOT NULL, PRIMARY KEY (origin, kind, field)) WITHOUT ROWID;
    CREATE TABLE offsets (
      origin INTEGER NOT NULL, kind TEXT NOT NULL, offset INTEGER NOT NULL, reading INTEGER NOT NULL,
      rows INTEGER NOT NULL, PRIMARY KEY (origin, kind, offset)) WITHOUT ROWID;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    INSERT INTO meta VALUES ('identity', lower(hex(randomblob(16)))), ('data_version', 0), ('facts_version', 0);
    """

  private static let notebook = """
    CREATE TABLE notes (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL, written_at INTEGER NOT NULL,
      text TEXT NOT NULL);
    CREATE INDEX notes_of_record ON notes (kind, record);
    CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """
}
