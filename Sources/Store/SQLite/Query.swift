import GRDB

/// Statements whose parameters or results hold texts from outside. GRDB hands texts to SQLite up to their first NUL;
/// these go through ``RawStatement`` and keep them whole.
extension Database {
  /// Runs a statement that gives no rows.
  func run(_ sql: String, _ values: (any Storable)?...) throws {
    try prepared(sql, values).run()
  }

  /// All rows of a query.
  func rows(_ sql: String, _ values: (any Storable)?...) throws -> [QueryRow] { try rows(sql, values) }

  /// All rows of a query.
  func rows(_ sql: String, _ values: [(any Storable)?]) throws -> [QueryRow] {
    let statement = try prepared(sql, values)
    var rows: [QueryRow] = []
    while try statement.step() {
      rows.append(QueryRow(values: (0..<statement.columnCount).map { statement.value($0) }))
    }
    return rows
  }

  private func prepared(_ sql: String, _ values: [(any Storable)?]) throws -> RawStatement {
    let statement = try RawStatement(self, sql)
    for (index, value) in values.enumerated() { statement.bind(index + 1, value?.stored ?? .null) }
    return statement
  }
}

/// A row of a result.
struct QueryRow {
  let values: [StoredValue]

  /// Empty for NULL.
  func text(_ column: Int) -> String { optionalText(column) ?? "" }

  func optionalText(_ column: Int) -> String? { if case .text(let text) = values[column] { text } else { nil } }

  /// 0 for NULL.
  func integer(_ column: Int) -> Int64 { optionalInteger(column) ?? 0 }

  func optionalInteger(_ column: Int) -> Int64? {
    if case .integer(let number) = values[column] { number } else { nil }
  }
}

/// What can be a parameter of a statement.
protocol Storable { var stored: StoredValue { get } }

extension String: Storable { var stored: StoredValue { .text(self) } }
extension Int: Storable { var stored: StoredValue { .integer(Int64(self)) } }
extension Int64: Storable { var stored: StoredValue { .integer(self) } }
extension Bool: Storable { var stored: StoredValue { .integer(self ? 1 : 0) } }
extension StoredValue: Storable { var stored: StoredValue { self } }
