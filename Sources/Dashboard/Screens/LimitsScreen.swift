import AlertEngine
import Cells
import Domain

/// The levels of one rule on what it measured in the last year: moving one shows at once how often it would have fired.
enum LimitsScreen: ScreenBehavior {
  static func title(_ state: LimitsState, _ model: Model) -> String { Words.limits }

  static func commands(_ state: LimitsState, _ model: Model) -> [Command] {
    [.save, .up, .down, .nextPart, .suggestion, .export, .left, .right, .pageUp, .pageDown, .first, .last]
  }

  // MARK: - Drawing

  static func draw(_ state: LimitsState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return }
    let title = state.isChanged ? [Span(text: LimitsWords.notSaved, role: .warning)] : []
    let inner = PanelFrame.draw(rect, title: state.rule.title, state: title, isSelected: true, look, &canvas)
    Block.draw(blocks(state, snapshot, look), in: inner, look, &canvas)
  }

  private static func blocks(_ state: LimitsState, _ snapshot: Snapshot, _ look: Look) -> [Block] {
    let text = LimitsText(state, snapshot)
    var blocks = text.lines.enumerated().map { Block.line(90 - $0.offset, $0.element) }
    guard let series = state.series else {
      return blocks + [.gap, .line(50, RichLine([[.dim(LimitsWords.measuring)]]))]
    }
    let marks = state.marks(snapshot)
    guard let chart = LimitsChart(state, series, text, marks: marks) else {
      return blocks + [.gap, .line(50, RichLine([[.dim(LimitsWords.nothingToMeasure)]]))]
    }
    blocks += [.gap, Block(priority: 80, minimum: 5, preferred: 7, ideal: 40) { rect, _ in chart.laidOut(in: rect) }]
    return blocks + text.readout(marks, look)
  }

  // MARK: - Behaviour

  static func appear(_ state: inout LimitsState, _ model: inout Model) -> [Effect] {
    guard state.series == nil, state.request == nil, model.snapshot != nil else { return [] }
    let number = model.requests.next()
    state.request = number
    return [.ruleHistory(state.rule, request: number)]
  }

  static func receive(_ message: Message, _ state: inout LimitsState, _ model: inout Model) -> [Effect] {
    guard case .ruleHistory(let series, let request) = message, request == state.request else { return [] }
    state.request = nil
    state.take(series)
    return []
  }

  static func perform(_ command: Command, _ state: inout LimitsState, _ model: inout Model) -> [Effect] {
    switch command {
    case .up: state.move(by: 1)
    case .down: state.move(by: -1)
    case .pageUp: state.move(by: 10)
    case .pageDown: state.move(by: -10)
    case .nextPart: state.selectOther()
    case .suggestion: state.takeSuggestion()
    case .left, .right, .first, .last: read(command, &state)
    case .save: return save(&state, &model)
    case .export:
      let table = ScreenExport.days(state)
      return model.write(table, named: ListExport.fileName("\(Words.limits) \(state.rule.title)", model))
    default: break
    }
    return []
  }

  /// Moves the day that is read out.
  private static func read(_ command: Command, _ state: inout LimitsState) {
    let last = max(0, (state.series?.ticks.count ?? 0) - 1)
    let day = state.day ?? last
    switch command {
    case .left: state.day = max(0, day - 1)
    case .right: state.day = min(last, day + 1)
    case .first: state.day = 0
    default: state.day = last
    }
  }

  private static func save(_ state: inout LimitsState, _ model: inout Model) -> [Effect] {
    guard state.isChanged else {
      model.tell(LimitsWords.nothingToSave)
      return []
    }
    let old = state.rule
    state.rule = state.levels.applied(to: old)
    (state.rule.limit, state.rule.learns) = (.set, false)
    return [.saveLevels(old, state.levels)]
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout LimitsState, _ model: inout Model
  ) -> [Effect] {
    switch event.kind {
    case .wheelUp: state.move(by: 1)
    case .wheelDown: state.move(by: -1)
    case .press:
      guard let snapshot = model.snapshot else { return [] }
      let inner = PanelFrame.inside(rect)
      let place = Block.place(atX: event.x, event.y, blocks(state, snapshot, .plain), in: inner, view: ChartView())
        .flatMap { place in state.series?.ticks.firstIndex { .day($0.utcDate) == place } }
      if let place { state.day = place }
    case .release, .drag: break
    }
    return []
  }
}

extension Model {
  /// Opens the limits of the rule that is selected, else of the first rule about the metric in view.
  mutating func openLimits() -> [Effect] {
    guard let rule = ruleInView else {
      tell(LimitsWords.noRule)
      return []
    }
    return pushUnlessThere(.limits(LimitsState(rule)))
  }

  private var ruleInView: AlertRule? {
    let findings = snapshot?.findings ?? []
    if let chosen = selectedRule, let found = findings.first(where: { $0.id == chosen }) { return found.rule }
    let own = findings.filter { $0.rule.request.metric == metricInView }.map(\.rule)
    return own.first { !$0.isItem } ?? own.first ?? findings.first?.rule
  }

  /// Id of the rule that is selected on the screen on top; nil where none is.
  private var selectedRule: String? {
    if case .alerts(let state) = screen {
      return (state.selected ?? snapshot?.listedAlerts.first?.key)?.rule
    }
    if case .overview = screen, case .alert(let key) = overview.part { return key.rule }
    return nil
  }
}
