import Domain
import MetricEngine

extension Model {
  /// Opens a screen on top.
  mutating func push(_ screen: Screen) -> [Effect] {
    stack.append(StackEntry(id: (stack.map(\.id).max() ?? 0) + 1, screen: screen))
    return appear()
  }

  /// Opens a screen unless one of its kind is on top already.
  mutating func pushUnlessThere(_ screen: Screen) -> [Effect] {
    guard self.screen.isSameKind(as: screen) else { return push(screen) }
    tell(Words.alreadyHere)
    return []
  }

  /// Closes the screen on top.
  mutating func pop() -> [Effect] {
    guard stack.count > 1 else { return [] }
    if case .themes(let state) = screen, let original = state.original { display.chosenTheme = original }
    stack.removeLast()
    return appear()
  }

  /// Back one step, first within the screen; on the overview drops the filter, then goes out to the whole organisation
  /// step by step, then comes back to the present.
  mutating func goBack() -> [Effect] {
    if stack.count > 1 { return stepBackOnScreen() ?? pop() }
    if !query.filter.isEmpty { return setFilter("", Filter()) }
    if let outer = query.scope.outer { return setScope(outer) }
    if query.travelledTo != nil { return travelHome() }
    tell(Words.nothingBehind(quit: keyMap.keyName(of: .quitOrBack)))
    return []
  }

  /// Selects a panel on the overview, or opens it if it is the selected one or left out. Elsewhere it goes to that panel.
  mutating func choosePanel(_ metric: MetricID) -> [Effect] {
    let isThere = overview.panels(hasChanges: false).contains(.panel(metric))
    if stack.count == 1, isThere, overview.part != .panel(metric) {
      overview.select(.panel(metric))
      return []
    }
    stack.removeLast(stack.count - 1)
    if isThere { overview.select(.panel(metric)) }
    return push(.panel(PanelState(metric: metric)))
  }

  /// The metric that the screen on top is about.
  var metricInView: MetricID {
    for entry in stack.reversed() {
      if case .panel(let state) = entry.screen { return state.metric }
      if case .waiting = entry.screen { return .leadResponse }
    }
    if case .alert(let key) = overview.part, let found = snapshot?.alerts[key] {
      return found.finding.rule.request.metric
    }
    return overview.metric
  }

  mutating func explainSelected() -> [Effect] {
    if case .claims = screen { return sendToScreen(.open) }
    if case .claim = screen { return [] }
    return pushUnlessThere(.explain(ExplainState(metric: metricInView)))
  }

  mutating func toggleMouse() -> [Effect] {
    display.mouseIsOn.toggle()
    tell(display.mouseIsOn ? Words.mouseOn : Words.mouseOff)
    return [.setMouse(display.mouseIsOn)]
  }
}

extension Screen {
  /// True if it shows the same wherever it was opened from.
  var isAboutEverything: Bool {
    switch self {
    case .waiting, .changes, .alerts, .sources, .claims, .themes, .help, .whose, .rep: true
    case .list(let state): state.isView
    case .overview, .panel, .opportunity, .lead, .explain, .claim, .limits, .columns: false
    }
  }

  func isSameKind(as other: Screen) -> Bool {
    switch (self, other) {
    case (.overview, .overview), (.panel, .panel), (.opportunity, .opportunity), (.lead, .lead),
      (.waiting, .waiting), (.explain, .explain), (.alerts, .alerts), (.sources, .sources), (.themes, .themes),
      (.help, .help), (.changes, .changes), (.claims, .claims), (.claim, .claim), (.limits, .limits),
      (.whose, .whose), (.rep, .rep):
      true
    case (.list(let left), .list(let right)):
      left.listing == right.listing && (left.isView ? left.title : "") == (right.isView ? right.title : "")
    default: false
    }
  }
}
