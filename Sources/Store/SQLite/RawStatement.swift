import GRDB
import GRDBSQLite

/// A prepared statement stepped without the layers of GRDB, for the loops that touch every row.
/// It owns its handle: nothing dangles as long as it is referenced. Use it only inside the access it was made in.
final class RawStatement {
  private let handle: OpaquePointer
  private let connection: OpaquePointer

  init(_ database: Database, _ sql: String) throws {
    guard let connection = database.sqliteConnection else { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle else { throw Self.error(code, connection) }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  /// Columns of the result.
  var columnCount: Int { Int(sqlite3_column_count(handle)) }

  /// Runs to the next row; false at the end.
  func step() throws -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code:
      let error = Self.error(code, connection)
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs a statement that gives no rows, and makes it ready to run again.
  func run() throws {
    _ = try step()
    sqlite3_reset(handle)
  }

  /// Makes it ready to run again; what is bound stays bound.
  func reset() { sqlite3_reset(handle) }

  /// Rows changed by the last run of any statement of the connection.
  var changes: Int { Int(sqlite3_changes(connection)) }

  private static func error(_ code: Int32, _ connection: OpaquePointer) -> DatabaseError {
    DatabaseError(resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)))
  }
}

/// Parameters count from 1, as in SQL.
extension RawStatement {
  func bindNull(_ index: Int) { sqlite3_bind_null(handle, Int32(truncatingIfNeeded: index)) }

  func bind(_ index: Int, _ value: Int64) { sqlite3_bind_int64(handle, Int32(truncatingIfNeeded: index), value) }

  func bind(_ index: Int, _ value: Double) { sqlite3_bind_double(handle, Int32(truncatingIfNeeded: index), value) }

  /// Binds bytes without copying them: they must stay where they are until the statement has run.
  func bind(_ index: Int, bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return bindNull(index) }
    base.withMemoryRebound(to: CChar.self, capacity: bytes.count) { start in
      _ = sqlite3_bind_text(handle, Int32(truncatingIfNeeded: index), start, Int32(clamping: bytes.count), nil)
    }
  }

  /// Binds a pointer that only functions and tables of ours can take out again, by `kind`, which must live for ever.
  func bindPointer(_ index: Int, _ pointer: UnsafeMutableRawPointer, _ kind: UnsafePointer<CChar>) {
    sqlite3_bind_pointer(handle, Int32(truncatingIfNeeded: index), pointer, kind, nil)
  }

  /// Asks SQLite to copy what is bound: `SQLITE_TRANSIENT`, a macro that Swift does not import.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

  /// Binds a copy of a string; the empty one as NULL.
  func bind(_ index: Int, copying text: String) {
    guard !text.isEmpty else { return bindNull(index) }
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { start in
        _ = sqlite3_bind_text(
          handle, Int32(truncatingIfNeeded: index), start.baseAddress, Int32(clamping: start.count), Self.copied)
      }
    }
  }

  func bind(_ index: Int, _ value: StoredValue) {
    switch value {
    case .null: bindNull(index)
    case .integer(let number): bind(index, number)
    case .real(let number): bind(index, number)
    case .text(let text) where text.isEmpty:
      sqlite3_bind_text(handle, Int32(truncatingIfNeeded: index), "", 0, Self.copied)
    case .text(let text): bind(index, copying: text)
    }
  }
}

/// Columns count from 0, as in SQLite.
extension RawStatement {
  func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(truncatingIfNeeded: column)) == SQLITE_NULL }

  func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(truncatingIfNeeded: column)) }

  func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(truncatingIfNeeded: column)) }

  /// The bytes of a text, valid until the next step or reset.
  func bytes(_ column: Int) -> UnsafeBufferPointer<UInt8> {
    let index = Int32(truncatingIfNeeded: column)
    let start = sqlite3_column_text(handle, index)
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, index)))
  }

  func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }

  func value(_ column: Int) -> StoredValue {
    switch sqlite3_column_type(handle, Int32(truncatingIfNeeded: column)) {
    case SQLITE_INTEGER: .integer(integer(column))
    case SQLITE_FLOAT: .real(real(column))
    case SQLITE_NULL: .null
    default: .text(text(column))
    }
  }
}

/// One value as SQLite keeps it.
enum StoredValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
}
