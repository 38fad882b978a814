import Domain
import GRDB
import Ingest

/// Writes what is known about a reading beside its rows: rows read, rejects, fields present and their precision,
/// offsets. What an earlier reading of the same file said is replaced.
struct ReadingNotes {
  let database: Database
  let source: SourceID
  let batch: Batch
  /// Number of the batch's origin.
  let origin: Int64
  /// Number of this pass over it.
  let reading: Int64

  init(_ database: Database, _ batch: Batch, source: SourceID, isNewPass: Bool) throws {
    self.database = database
    self.source = source
    self.batch = batch
    origin = try Self.number(of: batch.origin, source, in: database)
    if isNewPass {
      try database.execute(sql: "UPDATE origins SET reading = reading + 1 WHERE id = ?", arguments: [origin])
    }
    reading =
      try Int64.fetchOne(database, sql: "SELECT reading FROM origins WHERE id = ?", arguments: [origin]) ?? 0
  }

  /// True if the batch is part of a file, which is read as a whole each time, and not of a stream of news.
  private var replacesEarlierReading: Bool { !batch.lines.isEmpty || batch.count == 0 }

  /// Writes everything; returns true if precision or offsets of the data differ from before, or if a table is new that
  /// has no rows.
  func write(rejects: [Reject], columns: [BoundColumn]) throws -> Bool {
    let isNewAndEmpty = try batch.count == 0 && !Bookkeeping.readTables(database).contains(batch.kind.rawValue)
    try countRows()
    try replaceRejects(rejects)
    let precisionDiffers = try noteFields(columns)
    let before = try (Bookkeeping.ownOffset(database), Bookkeeping.offsets(database).keys)
    try noteOffsets()
    let after = try (Bookkeeping.ownOffset(database), Bookkeeping.offsets(database).keys)
    return isNewAndEmpty || precisionDiffers || before.0 != after.0 || Set(before.1) != Set(after.1)
  }

  /// The number of an origin, new if never seen.
  private static func number(of origin: String, _ source: SourceID, in database: Database) throws -> Int64 {
    try database.run(
      "INSERT INTO origins (source, origin, reading) VALUES (?, ?, 0) ON CONFLICT DO NOTHING", source.rawValue, origin)
    let found = try database.rows(
      "SELECT id FROM origins WHERE source = ? AND origin = ?", source.rawValue, origin)
    return found.first?.integer(0) ?? 0
  }

  private func countRows() throws {
    let kept = replacesEarlierReading ? "iif(reading = excluded.reading, rows, 0)" : "rows"
    try database.execute(
      sql: """
        INSERT INTO rows_read (origin, kind, reading, rows) VALUES (?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET rows = \(kept) + excluded.rows, reading = excluded.reading
        """, arguments: [origin, batch.kind.rawValue, reading, batch.count])
  }

  private func replaceRejects(_ rejects: [Reject]) throws {
    if replacesEarlierReading {
      try database.execute(
        sql: "DELETE FROM rejects WHERE origin = ? AND reading <> ?", arguments: [origin, reading])
      if database.changesCount > 0 { try Meta.bump("rejects_version", in: database) }
    }
    if !rejects.isEmpty { try Meta.bump("rejects_version", in: database) }
    for reject in rejects {
      let isOurs = reject.origin == batch.origin
      let place = isOurs ? origin : try Self.number(of: reject.origin, source, in: database)
      try database.run(
        """
        INSERT INTO rejects (origin, reading, line, "column", reason) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """, place, isOurs ? reading : 0, reject.line, reject.column, reject.reason)
    }
  }

  /// Notes which fields have values and which of them are dates. Within one pass a single time of day suffices to
  /// make a field more than a date. Returns true if a precision changed.
  private func noteFields(_ columns: [BoundColumn]) throws -> Bool {
    var differs = false
    let known = try knownFields()
    for column in columns
    where !column.name.hasPrefix("_") && (0..<batch.count).contains(where: { !column.isEmpty($0) }) {
      let before = known[column.name]
      let isSameReading = before?.reading == reading
      let isDay = batch.dayPrecision.contains(column.name) && !(isSameReading && before?.isDay == false)
      if isDay != (before?.isDay ?? false) { differs = true }
      if isSameReading, isDay == before?.isDay { continue }
      try database.execute(
        sql: "INSERT OR REPLACE INTO field_facts (origin, kind, field, day, reading) VALUES (?, ?, ?, ?, ?)",
        arguments: [origin, batch.kind.rawValue, column.name, isDay, reading])
    }
    return differs
  }

  /// What is noted of the batch's fields so far.
  private func knownFields() throws -> [String: (isDay: Bool, reading: Int64)] {
    let rows = try Row.fetchAll(
      database, sql: "SELECT field, day, reading FROM field_facts WHERE origin = ? AND kind = ?",
      arguments: [origin, batch.kind.rawValue])
    return Dictionary(rows.map { ($0[0], ($0[1], $0[2])) }, uniquingKeysWith: { $1 })
  }

  private func noteOffsets() throws {
    if replacesEarlierReading {
      try database.execute(
        sql: "DELETE FROM offsets WHERE origin = ? AND kind = ? AND reading <> ?",
        arguments: [origin, batch.kind.rawValue, reading])
    }
    for (offset, rows) in batch.offsets {
      try database.execute(
        sql: """
          INSERT INTO offsets (origin, kind, offset, reading, rows) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET rows = rows + excluded.rows, reading = excluded.reading
          """, arguments: [origin, batch.kind.rawValue, offset, reading, rows])
    }
  }
}
