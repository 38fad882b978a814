import Domain

/// Identifiers, each once, in the order in which they came.
struct IdentifierSet {
  private(set) var ids = TextColumn()
  /// Those that nobody has looked up yet.
  private(set) var pending = TextColumn()
  private var known = ByteIndex()

  var count: Int { ids.count }

  /// Adds identifiers that are to be looked up; the empty one is none.
  mutating func insert(_ column: TextColumn) {
    for row in 0..<column.count where add(row, of: column) {
      pending.append(utf8: column.bytes[column.range(row)])
    }
  }

  /// Adds those of some rows of a column, of which these rows are all that is to be known.
  mutating func insert(_ rows: [Int32], of column: TextColumn) {
    for row in rows { _ = add(Int(row), of: column) }
  }

  /// Gives out those to be looked up.
  mutating func takePending() -> TextColumn {
    defer { pending = TextColumn() }
    return pending
  }

  /// Returns true if it was not there before.
  private mutating func add(_ row: Int, of column: TextColumn) -> Bool {
    column.bytes.withUnsafeBufferPointer { bytes in
      let id = UnsafeBufferPointer(rebasing: bytes[column.range(row)])
      guard !id.isEmpty, Int(known.intern(id)) > ids.count else { return false }
      ids.append(utf8: id)
      return true
    }
  }
}

/// Rows of a table, each once.
struct RowSet {
  private(set) var rows: [Int32] = []
  private var known: Set<Int32> = []

  var count: Int { rows.count }

  func contains(_ row: Int32) -> Bool { known.contains(row) }

  /// Adds rows; negative ones are none. Returns those that were not there before.
  mutating func insert(_ added: [Int32]) -> [Int32] {
    let new = added.filter { $0 >= 0 && known.insert($0).inserted }
    rows += new
    return new
  }
}

/// Rows of a table, to be looked for in a column that points to them.
struct RowMarks {
  private var marks: [Bool]

  init(_ rows: [Int32], count: Int) {
    marks = [Bool](repeating: false, count: count)
    for row in rows { marks[Int(row)] = true }
  }

  /// Gives the places in a column that point to one of the rows.
  func forEach(in column: Series<Int32>, _ body: (Int) -> Void) {
    column.withUnsafeBufferPointer { column in
      marks.withUnsafeBufferPointer { marks in
        for place in column.indices where column[place] >= 0 && marks[Int(column[place])] { body(place) }
      }
    }
  }
}
