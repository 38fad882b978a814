import GRDB
import Ingest

/// Which rows came, changed or went with which version of the data, so that a data set in memory can take over what is
/// new without reading the rest. Of each version in turn: the run of rows inserted, and for every row that was changed
/// or removed where it pointed before.
enum ChangeLog {
  /// Versions that are remembered; who is further behind reads everything.
  private static let depth = 4096

  /// Its tables. Data sets kept before there was a log are made anew: nobody can say what changed since.
  static let definitions = """
    CREATE TABLE versions (
      version INTEGER NOT NULL, kind TEXT NOT NULL, first INTEGER NOT NULL, inserted INTEGER NOT NULL,
      removed INTEGER NOT NULL, PRIMARY KEY (version, kind)) WITHOUT ROWID;
    CREATE TABLE touched (
      version INTEGER NOT NULL, kind TEXT NOT NULL, record INTEGER NOT NULL, opportunity TEXT, lead TEXT,
      PRIMARY KEY (version, kind, record)) WITHOUT ROWID;
    """

  /// The version that what is written now will be part of.
  static func next(_ database: Database) throws -> Int { try Meta.version("data_version", in: database) + 1 }

  /// Rows that came and went, as part of the version that has just begun.
  static func note(_ kind: RecordKind, first: Int64, inserted: Int, removed: Int, in database: Database) throws {
    let version = try Meta.version("data_version", in: database)
    try database.run(
      "INSERT INTO versions VALUES (?, ?, ?, ?, ?)", version, kind.rawValue, first, inserted, removed)
    try database.run("DELETE FROM versions WHERE version <= ?", version - depth)
    try database.run("DELETE FROM touched WHERE version <= ?", version - depth)
  }

  /// True if every version since then is remembered.
  static func reaches(back version: Int, in database: Database) throws -> Bool {
    let known = try database.rows("SELECT count(DISTINCT version) FROM versions WHERE version > ?", version)
    return try known.first?.integer(0) == Int64(Meta.version("data_version", in: database) - version)
  }

  /// Where rows pointed before they were changed.
  static func touched(_ kind: RecordKind, since version: Int, in database: Database) throws -> [TouchedRow] {
    try database.rows(
      "SELECT record, opportunity, lead FROM touched WHERE version > ? AND kind = ?", version, kind.rawValue
    )
    .map { TouchedRow(record: $0.integer(0), opportunity: $0.text(1), lead: $0.text(2)) }
  }

  /// Rows that came since then.
  static func inserted(_ kind: RecordKind, since version: Int, in database: Database) throws -> [Range<Int64>] {
    try database.rows(
      "SELECT first, inserted FROM versions WHERE version > ? AND kind = ? AND inserted > 0", version, kind.rawValue
    ).map { $0.integer(0)..<$0.integer(0) + $0.integer(1) }
  }

  /// By how many rows each table has grown since then.
  static func growth(since version: Int, in database: Database) throws -> [String: Int] {
    let rows = try database.rows(
      "SELECT kind, sum(inserted) - sum(removed) FROM versions WHERE version > ? GROUP BY kind", version)
    return Dictionary(rows.map { ($0.text(0), Int($0.integer(1))) }, uniquingKeysWith: +)
  }
}

/// A row that was changed or removed, and where it pointed before; empty where that did not change.
struct TouchedRow {
  var record: Int64
  var opportunity: String
  var lead: String
}

/// Notes rows of one table before they are changed.
struct TouchWriter {
  private let insert: RawStatement
  private let version: Int

  init(_ database: Database, kind: RecordKind) throws {
    version = try ChangeLog.next(database)
    // Of several changes within one version the first tells what was there before.
    insert = try RawStatement(
      database, "INSERT INTO touched VALUES (?, '\(kind.rawValue)', ?, ?, ?) ON CONFLICT DO NOTHING")
  }

  func note(_ record: Int64, opportunity: StoredValue, lead: StoredValue) throws {
    insert.bind(1, Int64(version))
    insert.bind(2, record)
    insert.bind(3, opportunity)
    insert.bind(4, lead)
    try insert.run()
  }
}
