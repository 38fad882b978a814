import Domain
import GRDB
import GRDBSQLite

/// Rows in memory that SQL can read as a table, so that one statement inserts them all. A statement for each row takes
/// more than twice as long: it opens the table and its indexes anew each time and forgets where the last row went.
///
/// The columns must stay where they are as long as this lives.
final class MemoryRows {
  /// Columns that the table has; those beyond the ones given are never asked for.
  static let columnLimit = 64

  fileprivate let view: RowView
  private let arena: CellArena

  /// - Parameters:
  ///   - chosen: which rows of the columns to read, in this order; nil for all of them.
  ///   - arena: where columns lie that are to live as long as this.
  init(_ columns: [CellValues], count: Int, chosen: [Int]? = nil, keeping arena: CellArena = CellArena()) {
    self.arena = arena
    view = RowView(
      columns: arena.keep(columns), columnCount: columns.count, chosen: chosen.map { arena.keep($0) },
      count: chosen?.count ?? count)
  }

  /// A single column of numbers.
  convenience init(numbers: [Int64]) {
    let arena = CellArena()
    self.init([.integers(arena.keep(numbers), empty: .max)], count: numbers.count, keeping: arena)
  }

  /// A single column of texts.
  convenience init(texts: TextColumn) {
    let arena = CellArena()
    self.init([.text(arena.keep(texts.bytes), ends: arena.keep(texts.ends))], count: texts.count, keeping: arena)
  }

  /// `memory_rows(?)` in SQL, with columns `c0`, `c1` and so on; its parameter is bound by
  /// ``RawStatement/bind(_:_:)-(Int,MemoryRows)``.
  static let table = "memory_rows"
}

extension RawStatement {
  /// Names the kind of pointer to SQLite, which compares it when the pointer comes out again.
  fileprivate static let pointerKind: StaticString = "dealtop rows"

  fileprivate static var pointerName: UnsafePointer<CChar> {
    UnsafeRawPointer(pointerKind.utf8Start).assumingMemoryBound(to: CChar.self)
  }

  /// Binds rows, which must live until the statement has run.
  func bind(_ index: Int, _ rows: MemoryRows) {
    bindPointer(index, Unmanaged.passUnretained(rows).toOpaque(), Self.pointerName)
  }
}

// MARK: The table as SQLite sees it

/// Nothing but pointers, so that no references are counted for each cell.
private struct RowView {
  var columns: UnsafePointer<CellValues>
  var columnCount: Int
  var chosen: UnsafePointer<Int>?
  /// Rows to read.
  var count: Int

  @inline(__always)
  func give(_ column: Int, of position: Int, to result: OpaquePointer?) {
    guard column < columnCount else { return sqlite3_result_null(result) }
    let row = chosen?[position] ?? position
    switch columns[column] {
    case .text(let start, let ends):
      let from = row == 0 ? 0 : Int(ends[row - 1])
      let count = Int(ends[row]) - from
      guard count > 0 else { return sqlite3_result_null(result) }
      let text = UnsafeRawPointer(start + from).assumingMemoryBound(to: CChar.self)
      sqlite3_result_text(result, text, Int32(clamping: count), nil)
    case .integers(let values, let empty):
      if values[row] == empty { sqlite3_result_null(result) } else { sqlite3_result_int64(result, values[row]) }
    case .numbers(let values):
      if values[row].isNaN { sqlite3_result_null(result) } else { sqlite3_result_double(result, values[row]) }
    case .flags(let values):
      if values[row] < 0 { sqlite3_result_null(result) } else { sqlite3_result_int64(result, Int64(values[row])) }
    case .lines(let values): sqlite3_result_int64(result, Int64(values[row]))
    case .constant(let value): sqlite3_result_int64(result, value)
    }
  }
}

/// SQLite's own part comes first, as it expects.
private struct OpenTable {
  var base = sqlite3_vtab()
}

private struct OpenCursor {
  var base = sqlite3_vtab_cursor()
  var rows: RowView?
  var position = 0
}

extension MemoryRows {
  /// Makes the table known to a connection.
  static func register(in database: Database) throws {
    let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    module.initialize(to: makeModule())
    let code = sqlite3_create_module_v2(database.sqliteConnection, table, module, module) { $0?.deallocate() }
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }

  private static var declaration: String {
    "CREATE TABLE x(\((0..<columnLimit).map { "c\($0)" }.joined(separator: ",")), _memory HIDDEN)"
  }

  private static func makeModule() -> sqlite3_module {
    var module = sqlite3_module()
    module.xConnect = { connection, _, _, _, table, _ in
      let code = sqlite3_declare_vtab(connection, MemoryRows.declaration)
      guard code == SQLITE_OK, let table else { return code }
      let made = UnsafeMutablePointer<OpenTable>.allocate(capacity: 1)
      made.initialize(to: OpenTable())
      table.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      table.map { UnsafeMutableRawPointer($0).deallocate() }
      return SQLITE_OK
    }
    module.xBestIndex = { _, plan in MemoryRows.askForSource(plan) }
    module.xOpen = { _, cursor in
      let made = UnsafeMutablePointer<OpenCursor>.allocate(capacity: 1)
      made.initialize(to: OpenCursor())
      cursor?.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    module.xClose = { cursor in
      cursor.map { UnsafeMutableRawPointer($0).deallocate() }
      return SQLITE_OK
    }
    addReading(to: &module)
    return module
  }

  /// The table is nothing without its parameter.
  private static func askForSource(_ plan: UnsafeMutablePointer<sqlite3_index_info>?) -> Int32 {
    guard let plan = plan?.pointee, let constraints = plan.aConstraint, let usage = plan.aConstraintUsage else {
      return SQLITE_CONSTRAINT
    }
    for index in 0..<Int(plan.nConstraint) {
      let constraint = constraints[index]
      guard constraint.iColumn == Int32(columnLimit), constraint.usable != 0 else { continue }
      guard constraint.op == UInt8(SQLITE_INDEX_CONSTRAINT_EQ) else { continue }
      usage[index].argvIndex = 1
      usage[index].omit = 1
      return SQLITE_OK
    }
    return SQLITE_CONSTRAINT
  }

  private static func addReading(to module: inout sqlite3_module) {
    module.xFilter = { cursor, _, _, _, arguments in
      guard let cursor = MemoryRows.open(cursor) else { return SQLITE_MISUSE }
      let rows = sqlite3_value_pointer(arguments?[0], RawStatement.pointerName)
      cursor.pointee.rows = rows.map { Unmanaged<MemoryRows>.fromOpaque($0).takeUnretainedValue().view }
      cursor.pointee.position = 0
      return SQLITE_OK
    }
    module.xNext = { cursor in
      MemoryRows.open(cursor)?.pointee.position += 1
      return SQLITE_OK
    }
    module.xEof = { cursor in
      guard let cursor = MemoryRows.open(cursor)?.pointee, let rows = cursor.rows else { return 1 }
      return cursor.position < rows.count ? 0 : 1
    }
    module.xColumn = { cursor, result, column in
      guard let cursor = MemoryRows.open(cursor)?.pointee, let rows = cursor.rows else { return SQLITE_MISUSE }
      rows.give(Int(column), of: cursor.position, to: result)
      return SQLITE_OK
    }
    module.xRowid = { cursor, number in
      number?.pointee = Int64(MemoryRows.open(cursor)?.pointee.position ?? 0)
      return SQLITE_OK
    }
  }

  @inline(__always)
  private static func open(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> UnsafeMutablePointer<OpenCursor>? {
    UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: OpenCursor.self)
  }
}
