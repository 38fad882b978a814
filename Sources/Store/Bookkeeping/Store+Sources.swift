import Domain
import GRDB
import Ingest

extension Store {
  /// Where to go on reading a source; nil to start at the beginning.
  public func cursor(of source: SourceID) throws(StoreError) -> Ingest.Cursor? {
    try reading { database in
      try database.rows("SELECT cursor FROM sources WHERE source = ?", source.rawValue).first?.optionalText(0)
    }.map(Ingest.Cursor.init(text:))
  }

  /// Notes that a source was read up to `cursor`; its last error is forgotten.
  public func finishReading(
    _ source: SourceID, cursor: Ingest.Cursor, at instant: Instant
  ) throws(StoreError) {
    readings.withLock { $0.end(source) }
    try writing { database in
      try database.run(
        """
        INSERT INTO sources (source, cursor, read_at) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET cursor = excluded.cursor, read_at = excluded.read_at, error = NULL, failed_at = NULL
        """, source.rawValue, cursor.text, instant.seconds)
    }
  }

  /// Notes that a source could not be read: one line for the screen.
  public func noteFailure(_ text: String, of source: SourceID, at instant: Instant) throws(StoreError) {
    readings.withLock { $0.end(source) }
    try writing { database in
      try database.run(
        """
        INSERT INTO sources (source, error, failed_at) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET error = excluded.error, failed_at = excluded.failed_at
        """, source.rawValue, text, instant.seconds)
    }
  }

  /// Faults found by the last reading of each file, in the order of reading.
  public func rejects(limit: Int, offset: Int = 0) throws(StoreError) -> [Reject] {
    try reading { database in
      try database.rows(
        """
        SELECT o.origin, line, "column", reason FROM rejects JOIN origins o ON o.id = rejects.origin
        ORDER BY rejects.id LIMIT ? OFFSET ?
        """, limit, offset
      ).map { Reject(origin: $0.text(0), line: Int($0.integer(1)), column: $0.text(2), reason: $0.text(3)) }
    }
  }

  /// How many faults ``rejects(limit:offset:)`` can list.
  public func rejectCount() throws(StoreError) -> Int {
    try reading { try Int.fetchOne($0, sql: "SELECT count(*) FROM rejects") ?? 0 }
  }

  /// Forgets the faults of a file that is gone.
  public func clearRejects(origin: String, source: SourceID) throws(StoreError) {
    try writing { database in
      try database.run(
        "DELETE FROM rejects WHERE origin IN (SELECT id FROM origins WHERE source = ? AND origin = ?)",
        source.rawValue, origin)
      if database.changesCount > 0 { try Meta.bump("rejects_version", in: database) }
    }
  }

  /// Everything known of each source, by name.
  public func sources() throws(StoreError) -> [SourceRecord] {
    try reading { database in
      let names = try database.rows("SELECT source FROM sources UNION SELECT source FROM origins ORDER BY 1")
      return try names.map { try SourceRecord(SourceID(rawValue: $0.text(0)), in: database) }
    }
  }
}

extension SourceRecord {
  fileprivate init(_ id: SourceID, in database: Database) throws {
    let name = id.rawValue
    let row = try database.rows("SELECT cursor, read_at, error, failed_at FROM sources WHERE source = ?", name).first
    let ours = "origin IN (SELECT id FROM origins WHERE source = ?)"
    func fields(_ condition: String) throws -> Set<String> {
      let found = try database.rows(
        "SELECT DISTINCT kind || '.' || field FROM field_facts WHERE \(ours) \(condition)", name)
      return Set(found.map { $0.text(0) })
    }
    let rows = try database.rows("SELECT kind, sum(rows) FROM rows_read WHERE \(ours) GROUP BY kind", name)
    let offsets = try database.rows("SELECT offset, sum(rows) FROM offsets WHERE \(ours) GROUP BY offset", name)
    let rejects = try database.rows("SELECT count(*) FROM rejects WHERE \(ours)", name)
    self.init(
      id: id, cursor: row?.optionalText(0).map(Ingest.Cursor.init(text:)),
      lastRead: row?.optionalInteger(1).map(Instant.init), lastError: row?.optionalText(2),
      lastErrorAt: row?.optionalInteger(3).map(Instant.init),
      origins: try database.rows("SELECT origin FROM origins WHERE source = ? ORDER BY id", name).map { $0.text(0) },
      rowsRead: Dictionary(uniqueKeysWithValues: rows.map { ($0.text(0), Int($0.integer(1))) }),
      rejects: Int(rejects.first?.integer(0) ?? 0),
      offsets: Dictionary(uniqueKeysWithValues: offsets.map { (Int($0.integer(0)), Int($0.integer(1))) }),
      dayFields: try fields("AND day"), presentFields: try fields(""))
  }
}
