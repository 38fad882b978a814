import Domain

extension Model {
  /// The next layout of the overview; the chosen one only where panels were left out.
  mutating func showNextLayout() -> [Effect] {
    let layouts = OverviewState.Layout.allCases.filter { $0 != .chosen || !overview.leftOut.isEmpty }
    let index = layouts.firstIndex(of: overview.layout) ?? 0
    overview.layout = layouts[(index + 1) % layouts.count]
    keepSelectionOnLayout()
    tell(Words.layout(overview.layout))
    return [.saveState(screenState)]
  }

  /// Leaves the selected panel out and shows the others, or takes it back where all are shown.
  mutating func leaveOutSelected() -> [Effect] {
    let part = overview.part
    let key = keyMap.keyName(of: .layout)
    if case .alert = part {
      tell(Words.noPanelSelected)
      return []
    }
    if overview.leftOut.remove(part) != nil {
      tell(Words.takenBack(isLast: overview.leftOut.isEmpty, key: key))
    } else {
      var without = overview
      without.leftOut.insert(part)
      without.layout = .chosen
      guard !without.panels(hasChanges: false).isEmpty else {
        tell(Words.lastPanel)
        return []
      }
      overview = without
      tell(Words.leftOut(key: key))
    }
    keepSelectionOnLayout()
    return [.saveState(screenState)]
  }

  /// Puts the selection on a panel that the layout shows.
  private mutating func keepSelectionOnLayout() {
    let panels = overview.panels(hasChanges: snapshot?.changes != nil)
    if !panels.contains(.panel(overview.metric)), let first = panels.first { overview.select(first) }
    if case .alert = overview.part { return }
    if !panels.contains(overview.part) { overview.select(.panel(overview.metric)) }
  }
}
