import Domain
import GRDB
import Ingest

/// Reads the tables out of SQLite, column by column, as they are or as they were known at an earlier instant.
struct TableReader {
  private let database: Database
  private let knownAt: Instant?
  private let everPresent: Set<String>

  init(_ database: Database, knownAt: Instant?) throws {
    self.database = database
    self.knownAt = knownAt
    everPresent = try Bookkeeping.fieldsEverPresent(database)
  }

  /// Everything but the four large tables.
  func readContext() throws -> RawContext {
    var context = RawContext()
    context.users = try read(.users)
    context.accounts = try read(.accounts)
    context.targets = try read(.targets)
    context.presentFields = try presentFields()
    context.dayFields = try Bookkeeping.dayFields(database)
    context.ownOffset = try Bookkeeping.ownOffset(database)
    context.offsets = try Bookkeeping.offsets(database)
    context.changes = try ChangeReader.changes(database, knownAt: knownAt)
    return context
  }

  /// The highest number of any row of a table.
  func lastRow(of kind: RecordKind) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT max(\"row\") FROM \(TableLayout(kind).table)") ?? 0
  }

  /// Fields that no data set has a place for; they are seen on record cards only.
  private static let cardOnly: Set<String> = [
    "link", "next_step", "probability", "updated_at", "subject", "contact", "from_stage", "ended_at", "active_from",
    "active_to",
  ]
  /// Tables whose deleted rows are kept.
  private static let kept: Set<RecordKind> = [.users, .accounts]

  /// Reads a table.
  /// - Parameters:
  ///   - range: numbers of the rows to read; nil for all.
  ///   - links: where the pointers of visits and activities lead.
  func read(_ kind: RecordKind, _ range: ClosedRange<Int64>? = nil, links: LinkSet? = nil) throws -> RawTable {
    let layout = TableLayout(kind)
    let fields = layout.fields.filter { field in
      field.name != "deleted" && !Self.cardOnly.contains(field.name) && everPresent.contains(field.path)
    }
    let known = try KnownValues(database, kind, at: knownAt)
    let statement = try RawStatement(database, select(layout, fields, range))
    var rows = RowTaker(layout, bits: try GivenBits(layout, in: database), keepsDeleted: Self.kept.contains(kind))
    let expected = try range.map { Int($0.upperBound - $0.lowerBound + 1) } ?? Int(lastRow(of: kind) + 1)
    let builders = fields.enumerated().map { index, field in
      ColumnBuilder(field, column: index + RowTaker.columns, rows: expected, links: links?[field.name])
    }
    let sinks = builders.map(\.sink)
    try withLittleMemory {
      while try statement.step() {
        let row = rows.count
        let earlier = known.values(of: statement)
        guard rows.take(statement, earlier) else { continue }
        guard let earlier else {
          for sink in sinks { sink.take(statement, row: row) }
          continue
        }
        for (field, sink) in zip(fields, sinks) {
          if let value = earlier.fields[field.name] {
            sink.take(value, row: row)
          } else {
            sink.take(statement, row: row)
          }
        }
      }
    }
    return rows.table(fields, builders)
  }

  /// Every page is read once: there is no use in remembering them.
  private func withLittleMemory(_ body: () throws -> Void) throws {
    let size = try Int.fetchOne(database, sql: "PRAGMA cache_size") ?? -65536
    try database.execute(sql: "PRAGMA cache_size = -2048")
    defer { try? database.execute(sql: "PRAGMA cache_size = \(size)") }
    try body()
  }

  private func select(_ layout: TableLayout, _ fields: [Field], _ range: ClosedRange<Int64>?) -> String {
    let hasAttributes = layout.kind == .leads || layout.kind == .opportunities
    let deleted = everPresent.contains("\(layout.kind.rawValue).deleted") ? "deleted" : "NULL"
    let own = ["\"row\"", deleted, hasAttributes ? "_extra" : "NULL", "_given"]
    var conditions: [String] = []
    if let range { conditions.append("\"row\" BETWEEN \(range.lowerBound) AND \(range.upperBound)") }
    if let knownAt { conditions.append("_seen <= \(knownAt.seconds)") }
    let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
    let columns = (own + fields.map { quoted($0.name) }).joined(separator: ",")
    return "SELECT \(columns) FROM \(layout.table) \(condition) ORDER BY \"row\""
  }

  private func presentFields() throws -> Set<String> {
    try Set(
      FieldCatalog.all.filter { field in
        try everPresent.contains(field.path) && exists("\(quoted(field.name)) IS NOT NULL", in: TableLayout(field.kind))
      }.map(\.path))
  }

  private func exists(_ condition: String, in layout: TableLayout) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT EXISTS (SELECT 1 FROM \(layout.table) WHERE \(condition) AND deleted IS NOT 1)") ?? false
  }
}

/// Gathers what the store itself notes about rows.
private struct RowTaker {
  /// Result columns before those of the fields: row, deleted, extra columns, given fields. The identity comes next.
  static let columns = 4
  static let record = 0
  private let layout: TableLayout
  private let bits: GivenBits
  private let keepsDeleted: Bool
  private let stating: Int64
  private var raw: RawTable
  private var attributes = TextColumn()
  private var given: Int64 = 0

  /// Rows taken.
  var count: Int { raw.count }

  init(_ layout: TableLayout, bits: GivenBits, keepsDeleted: Bool) {
    self.layout = layout
    self.bits = bits
    self.keepsDeleted = keepsDeleted
    stating =
      switch layout.kind {
      case .leads: bits["first_response_at"]
      case .opportunities: bits["outcome"] | bits["closed_at"]
      default: 0
      }
    raw = RawTable(layout.kind)
  }

  /// Returns false if the row is deleted.
  @inline(__always)
  mutating func take(_ statement: RawStatement, _ earlier: EarlierValues?) -> Bool {
    let isDeleted = earlier?.fields["deleted"].map { $0 == .integer(1) } ?? (statement.integer(1) == 1)
    if isDeleted, !keepsDeleted {
      raw.deleted.append(utf8: statement.bytes(Self.columns))
      return false
    }
    raw.count += 1
    takeAttributes(statement, earlier)
    let mine = statement.integer(3)
    given |= mine
    if stating != 0 { raw.states.append(mine & stating != 0) }
    if layout.kind == .opportunities { raw.records.append(statement.integer(Self.record)) }
    return true
  }

  /// The column of attributes begins with the first row that has any.
  @inline(__always)
  private mutating func takeAttributes(_ statement: RawStatement, _ earlier: EarlierValues?) {
    let json = statement.bytes(2)
    if let earlier, !earlier.attributes.isEmpty {
      fillAttributes()
      return attributes.append(earlier.attributes(over: json))
    }
    if json.isEmpty, attributes.count == 0 { return }
    fillAttributes()
    attributes.append(utf8: json)
  }

  private mutating func fillAttributes() {
    while attributes.count < raw.count - 1 { attributes.append("") }
  }

  func table(_ fields: [Field], _ builders: [ColumnBuilder]) -> RawTable {
    var table = raw
    table.columns = Dictionary(
      zip(fields.map(\.name), builders.map { $0.column(rows: raw.count) }), uniquingKeysWith: { first, _ in first })
    table.attributes = attributes.count > 0 ? attributes : nil
    table.givenFields = Set(layout.fields.filter { given & bits[$0.name] != 0 }.map(\.path))
    table.filledFields = Set(zip(fields, builders).filter { $1.hasValue }.map { $0.0.path })
    return table
  }
}

extension RawTable {
  /// Adds the rows of a later part of the same table, which loses each column as soon as it is added.
  mutating func append(_ other: inout RawTable) {
    for field in columns.keys.sorted() {
      guard var mine = columns.removeValue(forKey: field), let theirs = other.columns.removeValue(forKey: field) else {
        continue
      }
      mine.append(theirs)
      columns[field] = mine
    }
    if attributes != nil || other.attributes != nil {
      var all = attributes ?? TextColumn(bytes: [], ends: Series(repeating: 0, count: count))
      all.append(other.attributes ?? TextColumn(bytes: [], ends: Series(repeating: 0, count: other.count)))
      attributes = all
    }
    states.append(contentsOf: other.states)
    records.append(contentsOf: other.records)
    deleted.append(other.deleted)
    givenFields.formUnion(other.givenFields)
    filledFields.formUnion(other.filledFields)
    count += other.count
  }
}
