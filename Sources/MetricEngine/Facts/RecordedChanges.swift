import Domain

extension Dataset {
  /// Gives opportunities back what they held at an instant, as far as changes were recorded, and forgets later changes.
  /// - Returns: the earliest change that was undone; `never` without any.
  mutating func undoChanges(after asOf: Instant) -> Instant {
    let recorded = changes
    guard recorded.at.contains(where: { $0 > asOf }) else { return .never }
    var (earliest, kept) = (Instant.never, ChangeTable())
    // Backwards, so that the first change after the instant has the last word.
    for change in (0..<recorded.count).reversed() where recorded.at[change] > asOf {
      earliest = min(earliest, recorded.at[change])
      let row = Int(recorded.opportunity[change])
      if opportunities.createdAt.indices.contains(row) { undo(recorded.field[change], row, recorded.old[change]) }
    }
    for change in 0..<recorded.count where recorded.at[change] <= asOf {
      kept.opportunity.append(recorded.opportunity[change])
      kept.field.append(recorded.field[change])
      kept.at.append(recorded.at[change])
      kept.old.append(recorded.old[change])
      kept.new.append(recorded.new[change])
    }
    changes = kept
    return earliest
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
