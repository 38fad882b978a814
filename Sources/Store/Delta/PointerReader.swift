import Domain
import GRDB
import Ingest

/// Reads to which opportunity and lead rows belong; an opportunity and a lead belong to themselves.
struct PointerReader {
  private let layout: TableLayout
  private let columns: String

  init(_ layout: TableLayout) {
    self.layout = layout
    let names = Set(layout.fields.map(\.name))
    columns = ["opportunity_id", "lead_id"].map { names.contains($0) ? "t.\($0)" : "NULL" }.joined(separator: ",")
  }

  /// Those of one row; NULL where there is none.
  func values(of record: Int64, in database: Database) throws -> (opportunity: StoredValue, lead: StoredValue) {
    let sql = "SELECT \(columns) FROM \(layout.table) t WHERE \"row\" = ?"
    let found = try database.rows(sql, record).first
    return (found?.values[0] ?? .null, found?.values[1] ?? .null)
  }

  /// Those of rows that are still there; empty where there is none.
  func pointers(
    of records: [Int64], in database: Database
  ) throws -> (opportunities: TextColumn, leads: TextColumn) {
    let rows = MemoryRows(numbers: records)
    let statement = try RawStatement(
      database, "SELECT \(columns) FROM \(MemoryRows.table)(?) CROSS JOIN \(layout.table) t ON \"row\" = c0")
    var (opportunities, leads) = (TextColumn(), TextColumn())
    try withExtendedLifetime(rows) {
      statement.bind(1, rows)
      while try statement.step() {
        opportunities.append(utf8: statement.bytes(0))
        leads.append(utf8: statement.bytes(1))
      }
    }
    return (opportunities, leads)
  }

  /// Numbers of the rows whose identity begins with one of these.
  func records(of ids: TextColumn, in database: Database) throws -> [Int64] {
    let rows = MemoryRows(texts: ids)
    let statement = try RawStatement(
      database,
      """
      SELECT "row" FROM \(MemoryRows.table)(?) CROSS JOIN \(layout.table) t ON t.\(quoted(layout.identity[0])) = c0
      """)
    var records: [Int64] = []
    try withExtendedLifetime(rows) {
      statement.bind(1, rows)
      while try statement.step() { records.append(statement.integer(0)) }
    }
    return records.sorted()
  }
}
