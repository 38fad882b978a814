import Domain
import Ingest

/// What is done with a row to fill one field. An object, because rows go through millions of them and copying
/// a value with several names costs more than the step itself.
final class RowStep: Sendable {
  enum Action: Sendable {
    case text, lowercased, joined, direction
    case constant
    case status, stageName, flags
    case instant, onceClosed, whileOpen
    case amount, currency, number
    case flag(done: Bool)
    case anyTrue
    case activityID
  }

  let field: Field
  let columns: [Int]
  let action: Action
  /// Where the field's values are kept among those of its type.
  let slot: Int
  /// True if a row without a value is set aside.
  let isRequired: Bool
  /// What `constant` writes into every row.
  let constant: String

  init(_ rule: FieldRule, action: Action, slot: Int, isRequired: Bool) {
    field = rule.field
    columns = rule.columns
    self.action = action
    self.slot = slot
    self.isRequired = isRequired
    if case .constant(let text) = rule.form { constant = text } else { constant = "" }
  }
}

/// The steps of a file, in the order in which they need each other, and the columns they fill.
struct RowSteps {
  private(set) var steps: [RowStep] = []
  /// Columns that are no field: where each goes among the texts.
  private(set) var extras: [(column: Int, slot: Int)] = []
  private(set) var store = CellStore()

  init(_ mapping: TableMapping, headers: [String]) {
    let required = Self.requiredFields(mapping.kind)
    for rule in mapping.rules.sorted(by: { Self.rank($0) < Self.rank($1) }) {
      add(rule, isRequired: required.contains(rule.field.name))
    }
    if mapping.kind == .activities, mapping.rule("activity_id") == nil {
      let rule = FieldRule(field: Field(.activities, "activity_id", .text), columns: [], evidence: "")
      add(rule, isRequired: false)
    }
    let used = mapping.usedColumns.union(mapping.stageColumns.map(\.column))
    for column in headers.indices where !used.contains(column) {
      extras.append((column, store.texts.count))
      store.texts.append(TextCells())
    }
  }

  /// Where a field's values are kept; nil if the file lacks it.
  func slot(_ field: String) -> Int? { steps.first { $0.field.name == field }?.slot }

  private mutating func add(_ rule: FieldRule, isRequired: Bool) {
    let slot: Int
    switch rule.field.type {
    case .text:
      slot = store.texts.count
      store.texts.append(TextCells())
    case .instant:
      slot = store.instants.count
      store.instants.append([])
    case .amount:
      slot = store.amounts.count
      store.amounts.append([])
    case .number:
      slot = store.numbers.count
      store.numbers.append([])
    case .flag:
      slot = store.flags.count
      store.flags.append([])
    }
    steps.append(RowStep(rule, action: Self.action(rule), slot: slot, isRequired: isRequired))
  }

  /// The outcome first, because dates depend on it; the currency after the amount; derived ids last.
  private static func rank(_ rule: FieldRule) -> Int {
    switch rule.field.name {
    case "outcome": 0
    case "currency": 2
    case "activity_id": 3
    default: 1
    }
  }

  private static func action(_ rule: FieldRule) -> RowStep.Action {
    switch rule.form {
    case .joined: return .joined
    case .constant: return .constant
    case .status: return .status
    case .stageName: return .stageName
    case .flags: return .flags
    case .onceClosed: return .onceClosed
    case .whileOpen: return .whileOpen
    case .anyTrue: return .anyTrue
    case .value: break
    }
    switch rule.field.type {
    case .instant: return .instant
    case .amount: return .amount
    case .number: return .number
    case .flag: return .flag(done: rule.field.name == "done" || rule.field.name == "held")
    case .text: break
    }
    switch rule.field.name {
    case "activity_id": return .activityID
    case "currency": return .currency
    case "direction": return .direction
    case "kind": return rule.field.kind == .activities ? .lowercased : .text
    default: return .text
    }
  }

  /// Fields without which a row means nothing.
  private static func requiredFields(_ kind: RecordKind) -> Set<String> {
    switch kind {
    case .leads: ["lead_id"]
    case .opportunities: ["opportunity_id"]
    case .stageHistory: ["opportunity_id", "stage", "entered_at"]
    case .activities: []
    case .users: ["user_id"]
    case .accounts: ["account_id"]
    case .targets: ["period", "value"]
    }
  }
}
