/// The canonical tables. Raw values name them in files, mappings and messages.
public enum RecordKind: String, CaseIterable, Sendable, Codable {
  case leads, opportunities, activities, users, accounts, targets
  case stageHistory = "stage_history"
}

/// What the values of a field are.
public enum FieldType: String, Sendable, Codable {
  case text, instant, amount, number, flag
}

/// One canonical column.
public struct Field: Hashable, Sendable {
  /// The table it belongs to.
  public let kind: RecordKind
  /// Its column name, such as `created_at`.
  public let name: String
  /// What its values are.
  public let type: FieldType

  /// A column of a table.
  public init(_ kind: RecordKind, _ name: String, _ type: FieldType) {
    self.kind = kind
    self.name = name
    self.type = type
  }

  /// `opportunities.created_at`.
  public var path: String { "\(kind.rawValue).\(name)" }
}

/// Every canonical field, in the order of the documentation.
public enum FieldCatalog {
  /// All fields of all tables.
  public static let all: [Field] = RecordKind.allCases.flatMap { fields(of: $0) }

  /// The fields of one table; the first is its identity where it has one.
  public static func fields(of kind: RecordKind) -> [Field] {
    let names: [(String, FieldType)] =
      switch kind {
      case .leads: leads
      case .opportunities: opportunities
      case .stageHistory: stageHistory
      case .activities: activities
      case .users: users
      case .accounts: accounts
      case .targets: targets
      }
    return (names + common).map { Field(kind, $0.0, $0.1) }
  }

  /// A field by table and column name.
  public static func field(_ kind: RecordKind, _ name: String) -> Field? {
    fields(of: kind).first { $0.name == name }
  }

  private static let common: [(String, FieldType)] = [("updated_at", .instant), ("deleted", .flag)]

  private static let leads: [(String, FieldType)] = [
    ("lead_id", .text), ("created_at", .instant), ("assigned_at", .instant), ("first_response_at", .instant),
    ("source", .text), ("region", .text), ("segment", .text), ("team", .text), ("rep", .text),
    ("qualified_at", .instant), ("disqualified_at", .instant), ("opportunity_id", .text), ("name", .text),
    ("company", .text), ("email", .text), ("link", .text), ("kind", .text),
  ]
  private static let opportunities: [(String, FieldType)] = [
    ("opportunity_id", .text), ("lead_id", .text), ("created_at", .instant), ("closed_at", .instant),
    ("outcome", .text), ("source", .text), ("region", .text), ("segment", .text), ("team", .text), ("rep", .text),
    ("amount", .amount), ("name", .text), ("account_id", .text), ("currency", .text), ("link", .text),
    ("next_step", .text), ("next_step_at", .instant), ("expected_close_on", .instant),
    ("forecast_category", .text), ("probability", .number), ("lost_reason", .text), ("stage", .text),
    ("pipeline", .text), ("kind", .text), ("country", .text), ("city", .text),
  ]
  private static let stageHistory: [(String, FieldType)] = [
    ("opportunity_id", .text), ("seq", .number), ("entered_at", .instant), ("stage", .text),
    ("from_stage", .text), ("changed_by", .text),
  ]
  private static let activities: [(String, FieldType)] = [
    ("activity_id", .text), ("opportunity_id", .text), ("occurred_at", .instant), ("kind", .text), ("rep", .text),
    ("lead_id", .text), ("ended_at", .instant), ("subject", .text), ("direction", .text), ("automatic", .flag),
    ("done", .flag), ("contact", .text), ("held", .flag),
  ]
  private static let users: [(String, FieldType)] = [
    ("user_id", .text), ("name", .text), ("team", .text), ("region", .text), ("manager_id", .text),
    ("automatic", .flag), ("active_from", .instant), ("active_to", .instant),
  ]
  private static let accounts: [(String, FieldType)] = [
    ("account_id", .text), ("name", .text), ("segment", .text), ("region", .text), ("country", .text),
    ("link", .text),
  ]
  private static let targets: [(String, FieldType)] = [
    ("owner", .text), ("team", .text), ("period", .text), ("measure", .text), ("value", .number),
  ]
}
