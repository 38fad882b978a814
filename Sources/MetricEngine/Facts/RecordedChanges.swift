import Domain

extension Dataset {
  /// Gives leads and opportunities back what they held at an instant, as far as changes were recorded, and forgets later
  /// changes.
  mutating func undoChanges(after asOf: Instant) {
    for change in changes.takeLater(than: asOf) where opportunities.createdAt.indices.contains(change.row) {
      undo(change.field, change.row, change.old)
    }
    for change in leadChanges.takeLater(than: asOf) where leads.createdAt.indices.contains(change.row) {
      undoOfLead(change.field, change.row, change.old)
    }
  }

  private mutating func undoOfLead(_ field: ChangedField, _ row: Int, _ old: Int64) {
    switch field {
    case .rep: leads.rep[row] = code(old, .rep)
    case .team: leads.team[row] = code(old, .team)
    case .manager: leads.manager[row] = code(old, .manager)
    case .region: leads.region[row] = code(old, .region)
    case .segment: leads.segment[row] = code(old, .segment)
    case .amount, .expectedCloseOn, .nextStepAt, .stage: break
    }
  }

  private mutating func undo(_ field: ChangedField, _ row: Int, _ old: Int64) {
    switch field {
    case .amount: opportunities.amount[row] = old
    case .expectedCloseOn: opportunities.expectedCloseOn[row] = Instant(old)
    case .nextStepAt: opportunities.nextStepAt[row] = Instant(old)
    case .rep: opportunities.rep[row] = code(old, .rep)
    case .team: opportunities.team[row] = code(old, .team)
    case .manager: opportunities.manager[row] = code(old, .manager)
    case .region: opportunities.region[row] = code(old, .region)
    case .segment: opportunities.segment[row] = code(old, .segment)
    case .stage: opportunities.stage[row] = code(old, .stage)
    }
  }

  /// A code that the dimension has; anything else is none.
  private func code(_ value: Int64, _ dimension: Dimension) -> Code {
    value >= 0 && value < vocabulary(dimension).count ? Code(truncatingIfNeeded: value) : 0
  }
}

/// What a field held before it changed.
private struct UndoneChange {
  var row: Int
  var field: ChangedField
  var old: Int64
}

extension ChangeTable {
  /// Forgets changes after an instant.
  /// - Returns: those, the last one first, so that undoing them in turn leaves what the first of them says.
  fileprivate mutating func takeLater(than asOf: Instant) -> [UndoneChange] {
    guard at.contains(where: { $0 > asOf }) else { return [] }
    var (kept, taken) = (ChangeTable(), [UndoneChange]())
    for place in 0..<count {
      if at[place] > asOf {
        taken.append(UndoneChange(row: Int(row[place]), field: field[place], old: old[place]))
      } else {
        kept.append(row: row[place], field[place], at: at[place], old: old[place], new: new[place])
      }
    }
    self = kept
    return taken.reversed()
  }
}
