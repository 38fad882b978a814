import Domain
import GRDB
import Ingest

/// Questions about readings that data sets and screens ask.
enum Bookkeeping {
  /// Seconds east of UTC that most rows carry; of several alike the smallest.
  static func ownOffset(_ database: Database) throws -> Int? {
    try Int.fetchOne(
      database, sql: "SELECT offset FROM offsets GROUP BY offset ORDER BY sum(rows) DESC, offset LIMIT 1")
  }

  /// Rows by the offsets that their times carry.
  static func offsets(_ database: Database) throws -> [Int: Int] {
    let rows = try Row.fetchAll(database, sql: "SELECT offset, sum(rows) FROM offsets GROUP BY offset")
    return Dictionary(rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
  }

  /// Fields, as `leads.created_at`, that have or once had a value.
  static func fieldsEverPresent(_ database: Database) throws -> Set<String> {
    Set(try String.fetchAll(database, sql: "SELECT DISTINCT kind || '.' || field FROM field_facts"))
  }

  /// Fields, as `leads.created_at`, that hold dates without time in any source.
  static func dayFields(_ database: Database) throws -> Set<String> {
    Set(try String.fetchAll(database, sql: "SELECT DISTINCT kind || '.' || field FROM field_facts WHERE day"))
  }

  /// Tables of which anything was read, if only a header.
  static func readTables(_ database: Database) throws -> Set<String> {
    Set(try String.fetchAll(database, sql: "SELECT DISTINCT kind FROM rows_read"))
  }

  /// Rows set aside; two faults of one line count once.
  static func rejectedRows(_ database: Database) throws -> Int {
    try Int.fetchOne(
      database,
      sql: "SELECT count(*) FROM (SELECT DISTINCT origin, line, iif(line = 0, id, 0) FROM rejects)") ?? 0
  }
}
