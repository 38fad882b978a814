import Domain
import Ingest

/// Takes the cells of rows from left to right: one description of the tables serves files and batches alike.
protocol RowWriter {
  mutating func text(_ value: String)
  /// Empty if `never`.
  mutating func instant(_ value: Instant)
  /// A date without time; empty if `never`.
  mutating func date(_ value: Instant)
  /// Hundredths.
  mutating func amount(_ value: Int64)
  mutating func number(_ value: Int)
  mutating func endRow()
}

/// The columns of the synthetic tables, in the order in which ``RowAuthor`` writes their cells.
enum RowLayout {
  /// In the order in which a source delivers them.
  static let kinds: [RecordKind] = [.users, .accounts, .leads, .opportunities, .stageHistory, .activities]

  static func columns(of kind: RecordKind) -> [String] {
    switch kind {
    case .users: ["user_id", "name", "team", "region", "manager_id", "active_from"]
    case .accounts: ["account_id", "name", "segment", "region", "country"]
    case .leads:
      [
        "lead_id", "created_at", "first_response_at", "source", "region", "segment", "team", "rep", "qualified_at",
        "disqualified_at", "opportunity_id", "assigned_at", "name", "company", "email", "kind",
      ]
    case .opportunities:
      [
        "opportunity_id", "lead_id", "created_at", "closed_at", "outcome", "source", "region", "segment", "team",
        "rep", "amount", "name", "account_id", "currency", "link", "next_step", "next_step_at", "expected_close_on",
        "forecast_category", "lost_reason", "stage", "kind", "country", "city",
      ]
    case .stageHistory: ["opportunity_id", "seq", "entered_at", "stage", "changed_by"]
    case .activities: ["activity_id", "opportunity_id", "occurred_at", "kind", "rep", "subject"]
    case .targets: []
    }
  }

  /// Columns whose values are dates without time.
  static let dates: Set<String> = ["expected_close_on"]
}
