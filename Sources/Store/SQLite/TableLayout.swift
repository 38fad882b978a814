import GRDB
import Ingest

/// How one canonical table lies in the database: one column a field, and a few of our own that start with `_`:
/// - `_extra`: JSON object of the columns that are no canonical field; NULL without any;
/// - `_seen`: when the row was first imported;
/// - `_origin`, `_reading`, `_line`: whence it was last changed, and in which pass over that file;
/// - `_since`: `updated_at` of the oldest version imported;
/// - `_given`: the fields that any import had a column for, one bit each, by position in the table;
/// - `_key`: the second half of the identity of a stage entry.
struct TableLayout: Sendable {
  let kind: RecordKind
  let fields: [Field]

  init(_ kind: RecordKind) {
    self.kind = kind
    fields = FieldCatalog.fields(of: kind)
  }

  static let all = RecordKind.allCases.map { TableLayout($0) }

  /// Quoted name of the table.
  var table: String { quoted(kind.rawValue) }

  /// Columns that tell one row from another.
  var identity: [String] {
    switch kind {
    case .leads: ["lead_id"]
    case .opportunities: ["opportunity_id"]
    case .activities: ["activity_id"]
    case .users: ["user_id"]
    case .accounts: ["account_id"]
    case .targets: ["owner", "team", "period", "measure"]
    case .stageHistory: ["opportunity_id", "_key"]
    }
  }

  /// The field without which a row cannot be kept; nil if any row can.
  var required: String? { kind == .targets ? nil : identity.first }

  /// Identity columns as expressions in which an empty value equals an empty value.
  var identityTerms: [String] { kind == .targets ? identity.map { "ifnull(\(quoted($0)), '')" } : identity.map(quoted) }

  /// Definitions of all columns of a new table.
  var columnDefinitions: [String] {
    ["\"row\" INTEGER PRIMARY KEY"] + fields.map(definition(of:)) + [
      "_extra TEXT", "_seen INTEGER NOT NULL", "_origin INTEGER NOT NULL", "_reading INTEGER NOT NULL",
      "_line INTEGER NOT NULL", "_given INTEGER NOT NULL", "_since INTEGER",
    ] + (kind == .stageHistory ? ["_key TEXT NOT NULL"] : [])
  }

  /// The definition of a field's column.
  func definition(of field: Field) -> String {
    let type =
      switch field.type {
      case .text: "TEXT"
      case .instant, .amount, .flag: "INTEGER"
      case .number: "REAL"
      }
    return "\(quoted(field.name)) \(type)"
  }

  /// The columns that a new row fills beside its fields.
  static let ownColumns = ["_extra", "_seen", "_origin", "_reading", "_line", "_given", "_since"]
}

/// The bits of `_given`: a field has that of its column's position, which never changes.
struct GivenBits {
  private let positions: [String]

  init(_ layout: TableLayout, in database: Database) throws {
    positions = try Schema.columns(of: layout, in: database)
  }

  subscript(field: String) -> Int64 { positions.firstIndex(of: field).map { 1 << min($0, 62) } ?? 0 }
}

/// A name as SQL writes it. All names come from the catalogue; none from the data.
func quoted(_ name: String) -> String { "\"\(name)\"" }
