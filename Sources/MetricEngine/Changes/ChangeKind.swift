/// A way in which opportunities change, in the order in which screens name them.
public enum ChangeKind: String, Hashable, Sendable, Codable, CaseIterable {
  case won, lost, new, pushed
  case pulledIn = "pulled_in"
  case amountChanged = "amount_changed"
  case movedBack = "moved_back"
  case goneQuiet = "gone_quiet"
}

extension Changes {
  /// What changed in one way; nil where the data cannot tell.
  public subscript(kind: ChangeKind) -> ChangeGroup? {
    switch kind {
    case .won: won
    case .lost: lost
    case .new: new
    case .pushed: pushed
    case .pulledIn: pulledIn
    case .amountChanged: amountChanged
    case .movedBack: movedBack
    case .goneQuiet: goneQuiet
    }
  }

  /// How many open deals somebody should look at: pushed, cut, moved back or gone quiet, each counted once.
  public var deservingLook: Int {
    var rows = Set<Int32>()
    for kind in [ChangeKind.pushed, .movedBack, .goneQuiet] { rows.formUnion(self[kind]?.rows.map(\.row) ?? []) }
    rows.formUnion(amountChanged?.rows.filter(\.isCut).map(\.row) ?? [])
    return rows.count
  }
}

extension ChangeRow {
  /// True if there is less money in it than before.
  public var isCut: Bool {
    guard case .amount(let before) = old else { return false }
    guard case .amount(let after) = new else { return before.hundredths > 0 }
    return after.hundredths < before.hundredths
  }
}
