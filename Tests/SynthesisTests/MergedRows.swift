import Domain
import Ingest

/// Rows as a store would hold them: the last version of each, by identity.
struct MergedRows: Equatable {
  private var rows: [String: [String: String]] = [:]
  private var kinds: [RecordKind: Int] = [:]

  func count(_ kind: RecordKind) -> Int { kinds[kind] ?? 0 }

  mutating func merge(_ batch: Batch) {
    for row in 0..<batch.count {
      var cells: [String: String] = [:]
      for (name, column) in batch.columns { cells[name] = Self.text(column, row) }
      let key = "\(batch.kind.rawValue) \(Self.identity(of: batch.kind).compactMap { cells[$0] })"
      if rows.updateValue(cells, forKey: key) == nil { kinds[batch.kind, default: 0] += 1 }
    }
  }

  private static func identity(of kind: RecordKind) -> [String] {
    switch kind {
    case .users: ["user_id"]
    case .accounts: ["account_id"]
    case .leads: ["lead_id"]
    case .opportunities: ["opportunity_id"]
    case .stageHistory: ["opportunity_id", "seq"]
    case .activities: ["activity_id"]
    case .targets: ["owner", "period", "measure"]
    }
  }

  private static func text(_ column: Column, _ row: Int) -> String {
    switch column {
    case .text(let values): values[row]
    case .instants(let values): "\(values[row].seconds)"
    case .amounts(let values): "\(values[row])"
    case .numbers(let values): "\(values[row])"
    case .flags(let values): "\(values[row])"
    }
  }
}
