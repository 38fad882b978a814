import Domain

extension Assembler {
  /// How fields of leads and opportunities changed, from the history of their rows.
  mutating func addChanges() {
    dataset.changes = changes(context.changes, opportunities)
    dataset.leadChanges = changes(context.leadChanges, leads)
  }

  private mutating func changes(_ changes: [RawChange], _ table: RawTable) -> ChangeTable {
    var made = ChangeTable()
    guard !changes.isEmpty else { return made }
    let records = Set(changes.map(\.record))
    var rows: [Int64: Int] = [:]
    for (row, record) in table.records.enumerated() where records.contains(record) { rows[record] = row }
    var histories = changes.chunked { $0.record == $1.record }.compactMap { changes -> (Int, [RawChange])? in
      changes.first.flatMap { rows[$0.record] }.map { ($0, Array(changes)) }
    }
    histories.sort { $0.0 < $1.0 }
    for (row, changes) in histories {
      var owner = OwnerHistory(changes, table, row: row)
      for change in changes { add(change, of: &owner, row: row, to: &made) }
    }
    return made
  }

  private mutating func add(_ change: RawChange, of owner: inout OwnerHistory, row: Int, to made: inout ChangeTable) {
    func add(_ field: ChangedField, _ old: Int64, _ new: Int64) {
      made.append(row: Int32(row), field, at: change.at, old: old, new: new)
    }
    let (none, never) = (Money.none, Instant.never.seconds)
    switch change.field {
    case "amount": add(.amount, change.old.integer ?? none, change.new.integer ?? none)
    case "expected_close_on": add(.expectedCloseOn, change.old.integer ?? never, change.new.integer ?? never)
    case "next_step_at": add(.nextStepAt, change.old.integer ?? never, change.new.integer ?? never)
    case "segment": add(.segment, code(change.old, .segment), code(change.new, .segment))
    case "stage": add(.stage, code(change.old, .stage), code(change.new, .stage))
    default:
      let before = owned(owner)
      owner.take(change)
      let after = owned(owner)
      for (old, new) in zip(before, after) where old.code != new.code {
        add(old.field, Int64(old.code), Int64(new.code))
      }
    }
  }

  private mutating func code(_ value: StoredValue, _ dimension: Dimension) -> Int64 {
    Int64(names.code(value.string, dimension))
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
