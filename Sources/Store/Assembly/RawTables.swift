import Domain
import Ingest

/// The values of one field as read.
enum RawColumn {
  case text(TextColumn)
  /// Texts of which many are alike.
  case names(RawNames)
  /// Rows that texts point to; negative as ``Links`` says.
  case rows(Series<Int32>)
  case instants(Series<Instant>)
  case amounts(Series<Int64>)
  case numbers(Series<Double>)
  case flags(Series<Int8>)
}

/// Texts as positions in a list of the distinct ones, of which the first is the empty one.
struct RawNames {
  var distinct: [String] = [""]
  var codes: Series<Int32>

  /// The text of a row.
  subscript(row: Int) -> String { distinct[Int(codes[row])] }

  /// What each distinct text stands for, one a row.
  func spread<Value: BitwiseCopyable & Sendable>(_ values: [Value]) -> Series<Value> {
    Series(count: codes.count) { rows in
      codes.withUnsafeBufferPointer { codes in
        values.withUnsafeBufferPointer { values in
          for row in codes.indices { rows.initializeElement(at: row, to: values[Int(codes[row])]) }
        }
      }
    }
  }
}

/// The rows of one table as the store holds them, in the order of their first import, without the deleted ones.
struct RawTable: Sendable {
  let kind: RecordKind
  var count = 0
  /// By field; fields without any value may be absent.
  var columns: [String: RawColumn] = [:]
  /// JSON of the extra columns; nil if no row has any.
  var attributes: TextColumn?
  /// Of leads: true where a source has a column for the first response, so that an empty cell says "none yet".
  /// Of opportunities: true where a source has a column for the outcome or the closing date, so that empty cells say
  /// "still open". Empty for other tables.
  var states: Series<Bool> = []
  /// Numbers of the rows, of leads and opportunities.
  var records: Series<Int64> = []
  /// Identities of deleted rows: what points to them is hidden with them and points not into the void.
  var deleted = TextColumn()
  /// Pointers that lead to no row, by field; see ``LooseEnds/withoutPointer`` for rows without any.
  var loose: [String: LoosePointers] = [:]
  /// Fields that a source of any row has a column for.
  var givenFields: Set<String> = []
  /// Fields with a value in any row.
  var filledFields: Set<String> = []

  init(_ kind: RecordKind) { self.kind = kind }

  func texts(_ field: String) -> TextColumn {
    if case .text(let values) = columns[field] { return values }
    return TextColumn(bytes: [], ends: Series(repeating: 0, count: count))
  }

  func names(_ field: String) -> RawNames {
    if case .names(let values) = columns[field] { return values }
    return RawNames(codes: Series(repeating: 0, count: count))
  }

  func rows(_ field: String) -> Series<Int32> {
    if case .rows(let values) = columns[field] { values } else { Series(repeating: Links.nothing, count: count) }
  }

  /// `missing` stands in all rows of an absent field; see ``ColumnBuilder`` for cells without a value.
  func instants(_ field: String, missing: Instant) -> Series<Instant> {
    if case .instants(let values) = columns[field] { values } else { Series(repeating: missing, count: count) }
  }

  func amounts(_ field: String) -> Series<Int64> {
    if case .amounts(let values) = columns[field] { values } else { Series(repeating: Money.none, count: count) }
  }

  func numbers(_ field: String) -> Series<Double> {
    if case .numbers(let values) = columns[field] { values } else { Series(repeating: .nan, count: count) }
  }

  /// 1, 0, or -1 where there is no value.
  func flags(_ field: String) -> Series<Int8> {
    if case .flags(let values) = columns[field] { values } else { Series(repeating: -1, count: count) }
  }

  /// Puts the rows in another order: first row `order[0]`, then `order[1]`.
  mutating func reorder(_ order: Series<Int32>) {
    for field in columns.keys.sorted() {
      guard let column = columns.removeValue(forKey: field) else { continue }
      columns[field] = column.gathered(order)
    }
    attributes = attributes?.gathered(order)
    if !states.isEmpty { states = states.gathered(order) }
    if !records.isEmpty { records = records.gathered(order) }
  }
}

/// Everything that a data set is made of but for the four large tables.
struct RawContext {
  var directories = Directories(users: RawTable(.users), accounts: RawTable(.accounts))
  var targets = RawTable(.targets)
  /// Fields with a value, as `leads.created_at`.
  var presentFields: Set<String> = []
  /// Fields that hold dates without time.
  var dayFields: Set<String> = []
  /// Tables of which anything was read, if only a header.
  var readTables: Set<String> = []
  var ownOffset: Int?
  /// Rows by seconds east of UTC.
  var offsets: [Int: Int] = [:]
  /// How fields of opportunities changed, by record and within each by time.
  var changes: [RawChange] = []
  /// The same of leads.
  var leadChanges: [RawChange] = []
}

/// A change of a field as the store keeps it.
struct RawChange {
  var record: Int64
  var field: String
  var at: Instant
  var old: StoredValue
  var new: StoredValue
}
