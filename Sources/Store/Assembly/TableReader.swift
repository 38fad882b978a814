import Domain
import GRDB
import Ingest

/// Reads the tables out of SQLite, column by column.
struct TableReader {
  private let database: Database
  private let everPresent: Set<String>

  init(_ database: Database) throws {
    self.database = database
    everPresent = try Bookkeeping.fieldsEverPresent(database)
  }

  func readAll() throws -> RawTables {
    var raw = RawTables()
    raw.presentFields = try presentFields()
    raw.leads = try read(.leads, &raw)
    raw.opportunities = try read(.opportunities, &raw)
    raw.visits = try read(.stageHistory, &raw)
    raw.activities = try read(.activities, &raw)
    raw.users = try read(.users, &raw, keepingDeleted: true)
    raw.accounts = try read(.accounts, &raw, keepingDeleted: true)
    raw.targets = try read(.targets, &raw)
    raw.dayFields = try Bookkeeping.dayFields(database)
    raw.ownOffset = try Bookkeeping.ownOffset(database)
    raw.offsets = try Bookkeeping.offsets(database)
    return raw
  }

  /// Fields that no data set has a place for; they are seen on record cards only.
  private static let cardOnly: Set<String> = ["link", "next_step", "probability", "updated_at", "subject", "contact"]

  private func read(_ kind: RecordKind, _ raw: inout RawTables, keepingDeleted: Bool = false) throws -> RawTable {
    let layout = TableLayout(kind)
    let present = keepingDeleted ? everPresent : raw.presentFields
    let fields = layout.fields.filter { field in
      field.name != "deleted" && !Self.cardOnly.contains(field.name) && present.contains(field.path)
    }
    let hasExtras = try exists("_extra IS NOT NULL", in: layout)
    let bits = try GivenBits(layout, in: database)
    let (answered, ended) = (bits["first_response_at"], bits["outcome"] | bits["closed_at"])
    let own = ["deleted", layout.identity[0], hasExtras ? "_extra" : "NULL", "_given"]
    let statement = try RawStatement(
      database,
      "SELECT \((own + fields.map { quoted($0.name) }).joined(separator: ",")) FROM \(layout.table) ORDER BY \"row\"")
    var table = RawTable(kind: kind)
    let builders = fields.map { ColumnBuilder.make($0.type) }
    var attributes = TextColumn()
    var givenByAny: Int64 = 0
    while try statement.step() {
      if !keepingDeleted, statement.integer(0) == 1 {
        table.deleted.append(utf8: statement.bytes(1))
        continue
      }
      table.count += 1
      if hasExtras { attributes.append(utf8: statement.bytes(2)) }
      let given = statement.integer(3)
      givenByAny |= given
      if answered != 0 { table.statesFirstResponse.append(given & answered != 0) }
      if ended != 0 { table.statesEnd.append(given & ended != 0) }
      for (index, builder) in builders.enumerated() { builder.take(statement, index + own.count) }
    }
    table.columns = Dictionary(uniqueKeysWithValues: zip(fields.map(\.name), builders.map { $0.column }))
    table.attributes = hasExtras ? attributes : nil
    raw.givenFields.formUnion(layout.fields.filter { givenByAny & bits[$0.name] != 0 }.map(\.path))
    raw.rowsRead[kind.rawValue] = table.count + table.deleted.count
    return table
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

/// Gathers the values of one result column.
private class ColumnBuilder {
  var column: Ingest.Column { .flags([]) }
  func take(_ statement: RawStatement, _ index: Int) {}

  static func make(_ type: FieldType) -> ColumnBuilder {
    switch type {
    case .text: TextBuilder()
    case .instant: InstantBuilder()
    case .amount: AmountBuilder()
    case .number: NumberBuilder()
    case .flag: FlagBuilder()
    }
  }
}

private final class TextBuilder: ColumnBuilder {
  private var values = TextColumn()
  override var column: Ingest.Column { .text(values) }
  override func take(_ statement: RawStatement, _ index: Int) { values.append(utf8: statement.bytes(index)) }
}

private final class InstantBuilder: ColumnBuilder {
  private var values: [Instant] = []
  override var column: Ingest.Column { .instants(values) }
  override func take(_ statement: RawStatement, _ index: Int) {
    values.append(statement.isNull(index) ? .never : Instant(statement.integer(index)))
  }
}

private final class AmountBuilder: ColumnBuilder {
  private var values: [Int64] = []
  override var column: Ingest.Column { .amounts(values) }
  override func take(_ statement: RawStatement, _ index: Int) {
    values.append(statement.isNull(index) ? Money.none : statement.integer(index))
  }
}

private final class NumberBuilder: ColumnBuilder {
  private var values: [Double] = []
  override var column: Ingest.Column { .numbers(values) }
  override func take(_ statement: RawStatement, _ index: Int) {
    values.append(statement.isNull(index) ? .nan : statement.real(index))
  }
}

private final class FlagBuilder: ColumnBuilder {
  private var values: [Int8] = []
  override var column: Ingest.Column { .flags(values) }
  override func take(_ statement: RawStatement, _ index: Int) {
    values.append(statement.isNull(index) ? -1 : Int8(truncatingIfNeeded: statement.integer(index)))
  }
}
