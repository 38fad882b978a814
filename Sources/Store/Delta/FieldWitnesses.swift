import GRDB
import Ingest
import Synchronization

/// For each field a row that has a value of it, so that the next question need not search the table for one.
final class FieldWitnesses: Sendable {
  private let rows = Mutex<[String: Int64]>([:])

  /// True if a row of the table, not deleted, meets a condition.
  /// - Parameters:
  ///   - name: tells questions apart.
  ///   - condition: made of names of ours only.
  func anyRow(_ name: String, of layout: TableLayout, where condition: String, in database: Database) throws -> Bool {
    let query = "SELECT \"row\" FROM \(layout.table) WHERE \(condition) AND deleted IS NOT 1"
    if let known = rows.withLock({ $0[name] }),
      try Bool.fetchOne(database, sql: "SELECT EXISTS (\(query) AND \"row\" = ?)", arguments: [known]) == true
    {
      return true
    }
    let found = try Int64.fetchOne(database, sql: query + " LIMIT 1")
    rows.withLock { $0[name] = found }
    return found != nil
  }
}
