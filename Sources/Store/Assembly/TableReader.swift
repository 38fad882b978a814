import Domain
import GRDB
import Ingest

/// Reads the tables out of SQLite, column by column, as they are or as they were known at an earlier instant.
struct TableReader {
  private let database: Database
  private let knownAt: Instant?
  private let everPresent: Set<String>
  private let witnesses: FieldWitnesses

  init(_ database: Database, knownAt: Instant?, witnesses: FieldWitnesses) throws {
    self.witnesses = witnesses
    self.database = database
    self.knownAt = knownAt
    everPresent = try Bookkeeping.fieldsEverPresent(database)
  }

  /// Everything but the four large tables.
  /// - Parameters:
  ///   - directories: users and accounts, if they are known; nil to read them.
  ///   - records: numbers of the rows of a kind whose history is wanted; nil for all.
  func readContext(directories: Directories? = nil, records: ((RecordKind) -> [Int64])? = nil) throws -> RawContext {
    var context = RawContext()
    context.directories = try directories ?? Directories(users: read(.users), accounts: read(.accounts))
    context.targets = try read(.targets)
    context.presentFields = try presentFields()
    context.dayFields = try Bookkeeping.dayFields(database)
    context.readTables = try Bookkeeping.readTables(database)
    context.ownOffset = try Bookkeeping.ownOffset(database)
    context.offsets = try Bookkeeping.offsets(database)
    for (reader, changes) in [
      (ChangeReader.opportunities, \RawContext.changes), (.leads, \.leadChanges),
    ] {
      context[keyPath: changes] = try reader.changes(database, knownAt: knownAt, of: records?(reader.kind))
    }
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
  ///   - choice: which rows to read.
  ///   - links: where the pointers of visits and activities lead.
  func read(_ kind: RecordKind, _ choice: RowChoice = .all, links: LinkSet? = nil) throws -> RawTable {
    let layout = TableLayout(kind)
    let fields = layout.fields.filter { field in
      field.name != "deleted" && !Self.cardOnly.contains(field.name) && everPresent.contains(field.path)
    }
    let known = try KnownValues(database, kind, at: knownAt)
    let statement = try RawStatement(database, select(layout, fields, choice))
    let numbers = choice.numbers
    if let numbers { statement.bind(1, numbers) }
    var rows = RowTaker(layout, bits: try GivenBits(layout, in: database), keepsDeleted: Self.kept.contains(kind))
    let expected = try choice.count ?? Int(lastRow(of: kind) + 1)
    let builders = fields.enumerated().map { index, field in
      ColumnBuilder(field, column: index + RowTaker.columns, rows: expected, links: links?[field.name])
    }
    let sinks = builders.map(\.sink)
    let pointers = kind == .activities ? builders.filter(\.isLink).map(\.sink) : nil
    try reading(choice) {
      while try statement.step() {
        let row = rows.count
        let earlier = known.values(of: statement)
        guard rows.take(statement, earlier) else { continue }
        guard let earlier else {
          for sink in sinks { sink.take(statement, row: row) }
          rows.note(statement, row: row, pointers)
          continue
        }
        for (field, sink) in zip(fields, sinks) {
          if let value = earlier.fields[field.name] {
            sink.take(value, row: row, record: RowTaker.record(of: statement))
          } else {
            sink.take(statement, row: row)
          }
        }
        rows.note(statement, row: row, pointers)
      }
    }
    withExtendedLifetime(numbers) {}
    return rows.table(fields, builders)
  }

  /// Where every page is read once there is no use in remembering them.
  private func reading(_ choice: RowChoice, _ body: () throws -> Void) throws {
    if choice.numbers != nil { return try body() }
    let size = try Int.fetchOne(database, sql: "PRAGMA cache_size") ?? -65536
    try database.execute(sql: "PRAGMA cache_size = -2048")
    defer { try? database.execute(sql: "PRAGMA cache_size = \(size)") }
    try body()
  }

  private func select(_ layout: TableLayout, _ fields: [Field], _ choice: RowChoice) -> String {
    let hasAttributes = layout.kind == .leads || layout.kind == .opportunities
    let deleted = everPresent.contains("\(layout.kind.rawValue).deleted") ? "deleted" : "NULL"
    let own = ["\"row\"", deleted, hasAttributes ? "_extra" : "NULL", "_given"]
    let columns = (own + fields.map { quoted($0.name) }).joined(separator: ",")
    if case .these = choice {
      return "SELECT \(columns) FROM \(MemoryRows.table)(?) CROSS JOIN \(layout.table) ON \"row\" = c0"
    }
    var conditions: [String] = []
    if case .range(let range) = choice {
      conditions.append("\"row\" BETWEEN \(range.lowerBound) AND \(range.upperBound)")
    }
    if let knownAt { conditions.append("_seen <= \(knownAt.seconds)") }
    let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND "))"
    return "SELECT \(columns) FROM \(layout.table) \(condition) ORDER BY \"row\""
  }

  private func presentFields() throws -> Set<String> {
    try Set(
      FieldCatalog.all.filter { field in
        try everPresent.contains(field.path)
          && witnesses.anyRow(
            field.path, of: TableLayout(field.kind), where: "\(quoted(field.name)) IS NOT NULL", in: database)
      }.map(\.path))
  }

  /// True if a field, as `leads.created_at`, has or once had a value.
  func wasEverPresent(_ field: String) -> Bool { everPresent.contains(field) }

  /// Which of some fields a source of any row has a column for.
  func givenFields(of context: RawContext, among fields: Set<String>) throws -> Set<String> {
    let small = [context.directories.users, context.directories.accounts, context.targets]
    var given = small.reduce(Set()) { $0.union($1.givenFields) }
    for layout in TableLayout.all where !small.contains(where: { $0.kind == layout.kind }) {
      let bits = try GivenBits(layout, in: database)
      for field in layout.fields where fields.contains(field.path) {
        let isGiven = try witnesses.anyRow(
          field.path + " given", of: layout, where: "_given & \(bits[field.name]) <> 0", in: database)
        if isGiven { given.insert(field.path) }
      }
    }
    return given
  }
}

/// Which rows of a table to read.
enum RowChoice {
  case all
  /// By their numbers.
  case range(ClosedRange<Int64>)
  /// By their numbers, ascending.
  case these([Int64])

  /// Rows at most; nil for all there are.
  var count: Int? {
    switch self {
    case .all: nil
    case .range(let range): Int(range.upperBound - range.lowerBound + 1)
    case .these(let numbers): numbers.count
    }
  }

  /// The numbers as a table.
  var numbers: MemoryRows? {
    if case .these(let numbers) = self { MemoryRows(numbers: numbers) } else { nil }
  }
}

/// Gathers what the store itself notes about rows.
struct RowTaker {
  /// Result columns before those of the fields: row, deleted, extra columns, given fields. The identity comes next.
  static let columns = 4

  /// The number of the row that a statement stands on.
  static func record(of statement: RawStatement) -> Int64 { statement.integer(0) }

  private let layout: TableLayout
  private let bits: GivenBits
  private let keepsDeleted: Bool
  private let stating: Int64
  private var raw: RawTable
  private var attributes = TextColumn()
  private var given: Int64 = 0
  private var pointerless = LoosePointers()

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
    if layout.kind == .opportunities || layout.kind == .leads { raw.records.append(Self.record(of: statement)) }
    return true
  }

  /// Notes a row that points to nothing.
  /// - Parameter pointers: its columns of pointers; nil where none are expected.
  @inline(__always)
  mutating func note(_ statement: RawStatement, row: Int, _ pointers: [CellSink]?) {
    guard let pointers else { return }
    for pointer in pointers where !pointer.isEmptyLink(row) { return }
    pointerless.add(
      Self.record(of: statement), UnsafeBufferPointer(start: nil, count: 0), row: row, link: Links.nothing)
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
    for (field, builder) in zip(fields, builders) where builder.isLink { table.loose[field.name] = builder.loose }
    table.loose[LooseEnds.withoutPointer] = pointerless
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
    for (field, theirs) in other.loose { loose[field, default: LoosePointers()].append(theirs, before: count) }
    givenFields.formUnion(other.givenFields)
    filledFields.formUnion(other.filledFields)
    count += other.count
  }
}
