import Domain

/// A field that was changed: what it held before and from then on, nil where there was nothing.
public struct FieldEvent: Sendable, Equatable {
  /// Which field.
  public var field: ChangedField
  /// Before.
  public var old: ChangeValue?
  /// From then on.
  public var new: ChangeValue?

  /// A value; see the properties.
  public init(_ field: ChangedField, old: ChangeValue?, new: ChangeValue?) {
    self.field = field
    self.old = old
    self.new = new
  }

  /// By how many seconds the expected close moved out; nil for anything else.
  public var pushed: Int64? {
    guard field == .expectedCloseOn, case .date(let old) = old, case .date(let new) = new, new > old else { return nil }
    return new.since(old)
  }
}

extension Engine {
  /// What became of the fields of an opportunity. Stages are left to its visits, and what follows from another owner to
  /// the change of the owner.
  func fieldEvents(ofOpportunity row: Int) -> [TimelineEvent] {
    let currency = dataset.vocabulary(.currency)[dataset.opportunities.currency[row]]
    return fieldEvents(dataset.changes, row, currency: currency)
  }

  /// Who took a lead over from whom.
  func fieldEvents(ofLead row: Int) -> [TimelineEvent] { fieldEvents(dataset.leadChanges, row, currency: "") }

  private func fieldEvents(_ changes: ChangeTable, _ row: Int, currency: String) -> [TimelineEvent] {
    changes.rows(of: row).compactMap { place in
      let field = changes.field[place]
      func value(_ number: Int64) -> ChangeValue? {
        switch field {
        case .amount: number == Money.none ? nil : .amount(Money(hundredths: number, currency: currency))
        case .expectedCloseOn, .nextStepAt: Instant(number).isKnown ? .date(Instant(number)) : nil
        case .rep: name(number, .rep)
        case .segment: name(number, .segment)
        case .team, .manager, .region, .stage: nil
        }
      }
      let change = FieldEvent(field, old: value(changes.old[place]), new: value(changes.new[place]))
      guard change.old != change.new else { return nil }
      return TimelineEvent(
        at: changes.at[place], kind: .changed, text: "", who: "", deviation: change.pushed == nil ? nil : .pushedOut,
        change: change)
    }
  }

  private func name(_ code: Int64, _ dimension: Dimension) -> ChangeValue? {
    let names = dataset.vocabulary(dimension).names
    guard let place = Int(exactly: code), names.indices.contains(place), !names[place].isEmpty else { return nil }
    return .name(names[place])
  }
}
