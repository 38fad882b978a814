import Domain
import Ingest

/// The rows of one table as the store holds them, in the order of their first import, without the deleted ones.
struct RawTable {
  var kind: RecordKind
  var count = 0
  /// By field; fields without any value may be absent.
  var columns: [String: Column] = [:]
  /// JSON of the extra columns; nil if no row has any.
  var attributes: TextColumn?
  /// Of leads: true where a source has a column for the first response, so that an empty cell says "none yet".
  var statesFirstResponse: [Bool] = []
  /// Of opportunities: true where a source has a column for the outcome or the closing date, so that empty cells say
  /// "still open".
  var statesEnd: [Bool] = []
  /// Identities of deleted rows: what points to them is hidden with them and points not into the void.
  var deleted = TextColumn()

  func texts(_ field: String) -> TextColumn {
    if case .text(let values) = columns[field] { return values }
    return TextColumn(bytes: [], ends: Series(repeating: 0, count: count))
  }

  /// `missing` stands where there is no value.
  func instants(_ field: String, missing: Instant) -> [Instant] {
    guard case .instants(let values) = columns[field] else { return [Instant](repeating: missing, count: count) }
    return missing == .never ? values : values.map { $0 == .never ? missing : $0 }
  }

  func amounts(_ field: String) -> [Int64] {
    if case .amounts(let values) = columns[field] { values } else { [Int64](repeating: Money.none, count: count) }
  }

  func numbers(_ field: String) -> [Double] {
    if case .numbers(let values) = columns[field] { values } else { [Double](repeating: .nan, count: count) }
  }

  /// 1, 0, or -1 where there is no value.
  func flags(_ field: String) -> [Int8] {
    if case .flags(let values) = columns[field] { values } else { [Int8](repeating: -1, count: count) }
  }
}

/// Everything that a data set is made of.
struct RawTables {
  var leads = RawTable(kind: .leads)
  var opportunities = RawTable(kind: .opportunities)
  var visits = RawTable(kind: .stageHistory)
  var activities = RawTable(kind: .activities)
  /// Users and accounts keep their deleted rows: old deals still need their names.
  var users = RawTable(kind: .users)
  var accounts = RawTable(kind: .accounts)
  var targets = RawTable(kind: .targets)
  /// Fields with a value, as `leads.created_at`.
  var presentFields: Set<String> = []
  /// Fields that a source of any row has a column for.
  var givenFields: Set<String> = []
  /// Fields that hold dates without time.
  var dayFields: Set<String> = []
  var ownOffset: Int?
  /// Rows by seconds east of UTC.
  var offsets: [Int: Int] = [:]
  /// Rows of each table, deleted ones included.
  var rowsRead: [String: Int] = [:]
}
