import Domain

extension Assembler {
  /// How fields of opportunities changed, from the history of their rows.
  mutating func addChanges() {
    guard !context.changes.isEmpty else { return }
    let records = Set(context.changes.map(\.record))
    var rows: [Int64: Int] = [:]
    for (row, record) in opportunities.records.enumerated() where records.contains(record) { rows[record] = row }
    var histories = context.changes.chunked { $0.record == $1.record }.compactMap { changes -> (Int, [RawChange])? in
      changes.first.flatMap { rows[$0.record] }.map { ($0, Array(changes)) }
    }
    histories.sort { $0.0 < $1.0 }
    for (row, changes) in histories { add(changes, row: row) }
  }

  private mutating func add(_ changes: [RawChange], row: Int) {
    var owner = OwnerHistory(changes, opportunities, row: row)
    for change in changes {
      switch change.field {
      case "amount": add(row, .amount, change, change.old.integer ?? Money.none, change.new.integer ?? Money.none)
      case "expected_close_on": addInstants(row, .expectedCloseOn, change)
      case "next_step_at": addInstants(row, .nextStepAt, change)
      case "segment": addCodes(row, .segment, change, .segment)
      case "stage": addCodes(row, .stage, change, .stage)
      default:
        let before = owned(owner)
        owner.take(change)
        let after = owned(owner)
        for (old, new) in zip(before, after) where old.code != new.code {
          add(row, old.field, change, Int64(old.code), Int64(new.code))
        }
      }
    }
  }

  private mutating func addInstants(_ row: Int, _ field: ChangedField, _ change: RawChange) {
    let none = Instant.never.seconds
    add(row, field, change, change.old.integer ?? none, change.new.integer ?? none)
  }

  private mutating func addCodes(_ row: Int, _ field: ChangedField, _ change: RawChange, _ dimension: Dimension) {
    add(
      row, field, change, Int64(names.code(change.old.string, dimension)),
      Int64(names.code(change.new.string, dimension)))
  }

  private mutating func add(_ row: Int, _ field: ChangedField, _ change: RawChange, _ old: Int64, _ new: Int64) {
    dataset.changes.opportunity.append(Int32(row))
    dataset.changes.field.append(field)
    dataset.changes.at.append(change.at)
    dataset.changes.old.append(old)
    dataset.changes.new.append(new)
  }

  /// Who is in charge, and what follows from that, as ``Staff`` has it.
  private mutating func owned(_ owner: OwnerHistory) -> [(field: ChangedField, code: Code)] {
    let user = people.directory.entry(owner.rep)
    let team = owner.team.isEmpty ? user.map { people.teams[$0] } ?? "" : owner.team
    let region = owner.region.isEmpty ? user.map { people.regions[$0] } ?? "" : owner.region
    return [
      (.rep, names.code(people.directory.name(owner.rep), .rep)), (.team, names.code(team, .team)),
      (.manager, names.code(user.map { people.managers[$0] } ?? "", .manager)),
      (.region, names.code(region, .region)),
    ]
  }
}

/// Owner, team and region of a row as it states them, from its first version on.
private struct OwnerHistory {
  private(set) var rep: String
  private(set) var team: String
  private(set) var region: String

  init(_ changes: [RawChange], _ table: RawTable, row: Int) {
    func first(_ field: String) -> String {
      changes.first { $0.field == field }?.old.string ?? table.names(field)[row]
    }
    (rep, team, region) = (first("rep"), first("team"), first("region"))
  }

  mutating func take(_ change: RawChange) {
    switch change.field {
    case "rep": rep = change.new.string
    case "team": team = change.new.string
    case "region": region = change.new.string
    default: break
    }
  }
}

extension StoredValue {
  fileprivate var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
  fileprivate var string: String { if case .text(let text) = self { text } else { "" } }
}

extension Array {
  /// Runs of neighbours that belong together.
  fileprivate func chunked(by belong: (Element, Element) -> Bool) -> [ArraySlice<Element>] {
    var chunks: [ArraySlice<Element>] = []
    var start = startIndex
    for index in indices where index > start && !belong(self[index - 1], self[index]) {
      chunks.append(self[start..<index])
      start = index
    }
    if start < endIndex { chunks.append(self[start...]) }
    return chunks
  }
}
