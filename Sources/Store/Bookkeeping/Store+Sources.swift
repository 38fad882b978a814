import Domain
import GRDB
import Ingest

extension Store {
  /// Where to go on reading a source; nil to start at the beginning.
  public func cursor(of source: SourceID) throws(StoreError) -> Ingest.Cursor? {
    try reading { database in
      try String.fetchOne(database, sql: "SELECT cursor FROM sources WHERE source = ?", arguments: [source.rawValue])
    }.map(Ingest.Cursor.init(text:))
  }

  /// Notes that a source was read up to `cursor`; its last error is forgotten.
  public func finishReading(_ source: SourceID, cursor: Ingest.Cursor, at instant: Instant) throws(StoreError) {
    readings.withLock { $0.end(source) }
    try writing { database in
      try database.execute(
        sql: """
          INSERT INTO sources (source, cursor, read_at) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET cursor = excluded.cursor, read_at = excluded.read_at, error = NULL, failed_at = NULL
          """, arguments: [source.rawValue, cursor.text, instant.seconds])
    }
  }

  /// Notes that a source could not be read: one line for the screen.
  public func noteFailure(_ text: String, of source: SourceID, at instant: Instant) throws(StoreError) {
    readings.withLock { $0.end(source) }
    try writing { database in
      try database.execute(
        sql: """
          INSERT INTO sources (source, error, failed_at) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET error = excluded.error, failed_at = excluded.failed_at
          """, arguments: [source.rawValue, text, instant.seconds])
    }
  }

  /// Faults found by the last reading of each file, in the order of reading.
  public func rejects(limit: Int, offset: Int = 0) throws(StoreError) -> [Reject] {
    try reading { database in
      let sql = """
        SELECT o.origin AS origin, line, "column", reason FROM rejects JOIN origins o ON o.id = rejects.origin
        ORDER BY rejects.id LIMIT ? OFFSET ?
        """
      return try Row.fetchAll(database, sql: sql, arguments: [limit, offset]).map {
        Reject(origin: $0["origin"], line: $0["line"], column: $0["column"], reason: $0["reason"])
      }
    }
  }

  /// How many faults ``rejects(limit:offset:)`` can list.
  public func rejectCount() throws(StoreError) -> Int {
    try reading { try Int.fetchOne($0, sql: "SELECT count(*) FROM rejects") ?? 0 }
  }

  /// Forgets the faults of a file that is gone.
  public func clearRejects(origin: String, source: SourceID) throws(StoreError) {
    try writing { database in
      try database.execute(
        sql: "DELETE FROM rejects WHERE origin IN (SELECT id FROM origins WHERE source = ? AND origin = ?)",
        arguments: [source.rawValue, origin])
    }
  }

  /// Everything known of each source, by name.
  public func sources() throws(StoreError) -> [SourceRecord] {
    try reading { database in
      let names = try String.fetchAll(
        database, sql: "SELECT source FROM sources UNION SELECT source FROM origins ORDER BY source")
      return try names.map { try sourceRecord(SourceID(rawValue: $0), database) }
    }
  }

  private func sourceRecord(_ id: SourceID, _ database: Database) throws -> SourceRecord {
    let name: StatementArguments = [id.rawValue]
    let row = try Row.fetchOne(database, sql: "SELECT * FROM sources WHERE source = ?", arguments: name)
    let ours = "origin IN (SELECT id FROM origins WHERE source = ?)"
    func pairs<Key: DatabaseValueConvertible & Hashable>(_ sql: String) throws -> [Key: Int] {
      try Dictionary(
        Row.fetchAll(database, sql: sql, arguments: name).map { ($0[0] as Key, $0[1] as Int) }, uniquingKeysWith: +)
    }
    func fields(_ condition: String) throws -> Set<String> {
      let sql = "SELECT kind || '.' || field FROM field_facts WHERE \(ours) \(condition)"
      return Set(try String.fetchAll(database, sql: sql, arguments: name))
    }
    return SourceRecord(
      id: id, cursor: (row?["cursor"] as String?).map(Ingest.Cursor.init(text:)),
      lastRead: (row?["read_at"] as Int64?).map(Instant.init), lastError: row?["error"],
      lastErrorAt: (row?["failed_at"] as Int64?).map(Instant.init),
      origins: try String.fetchAll(
        database, sql: "SELECT origin FROM origins WHERE source = ? ORDER BY id", arguments: name),
      rowsRead: try pairs("SELECT kind, sum(rows) FROM rows_read WHERE \(ours) GROUP BY kind"),
      rejects: try Int.fetchOne(
        database, sql: "SELECT count(*) FROM rejects WHERE \(ours)", arguments: name) ?? 0,
      offsets: try pairs("SELECT offset, sum(rows) FROM offsets WHERE \(ours) GROUP BY offset"),
      dayFields: try fields("AND day"), presentFields: try fields(""))
  }
}
