import Cells
import Domain
import MetricEngine

/// One metric on the whole screen: what the panel says with room to say it, who it comes from, and the leads or
/// deals that count against it.
enum PanelScreen: ScreenBehavior {
  /// What figures are broken down by, in this order, as far as the data has it.
  private static let dimensions: [Dimension] = [
    .team, .rep, .source, .region, .segment, .stage, .account, .manager, .pipeline, .kind, .country,
  ]

  static func title(_ state: PanelState, _ model: Model) -> String { Words.title(state.metric) }

  static func commands(_ state: PanelState, _ model: Model) -> [Command] {
    // Where the chart has no room beside the rest, the way to it is what the footer says first.
    let isNarrow = model.size.width < PanelLayout.wide
    let rest: [Command] = [.nextPart, .previousPart, .sort, .reverse, .filter, .mark, .columns, .export, .copy]
    // The list is not there to be gone through.
    if state.isAlone {
      return [.fullScreen, .open, .export, .copy, .nextPart, .previousPart, .left, .right, .up, .down]
    }
    return [.open] + (isNarrow ? [.fullScreen] + rest : rest + [.fullScreen])
      + [.left, .right, .nextMatch, .previousMatch] + ScrollState.commands
  }

  static func layout(_ state: PanelState, _ model: Model) -> PanelLayout {
    layout(state, Frame(size: model.size, model: model).body)
  }

  private static func layout(_ state: PanelState, _ rect: Rect) -> PanelLayout {
    PanelLayout(rect, showsBreakdown: state.prefersBreakdown, isAlone: state.isAlone)
  }

  // MARK: - Drawing

  static func draw(_ state: PanelState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return OverviewLoading.draw(model, rect, look, &canvas) }
    let layout = layout(state, rect)
    drawFigure(state, model, snapshot, layout, look, &canvas)
    if let part = layout.breakdown { drawBreakdown(state, model, part, layout, look, &canvas) }
    guard layout.list.height > 0 else { return }
    if layout.hasBorders {
      _ = PanelFrame.draw(layout.list, title: state.list.title, state: [], isSelected: true, look, &canvas)
    }
    ListScreen.draw(state.list, model, layout.listInside, look, &canvas)
  }

  private static func drawFigure(
    _ state: PanelState, _ model: Model, _ snapshot: Snapshot, _ layout: PanelLayout, _ look: Look,
    _ canvas: inout Canvas
  ) {
    guard layout.figure.width > 0 else { return }
    let verdict = PanelFrame.state(PanelVerdict(state.metric, snapshot), look)
    let title = "\(state.metric.number) \(Words.title(state.metric))"
    drawTitle(title, verdict, layout.figure, layout, look, &canvas)
    let inner = layout.inside(layout.figure)
    Block.draw(
      blocks(state, snapshot, inner, look), in: inner, look, &canvas, view: PanelReading(state, snapshot).view(model))
  }

  /// What the figure shows in its place.
  static func blocks(_ state: PanelState, _ snapshot: Snapshot, _ inner: Rect, _ look: Look) -> [Block] {
    var blocks = PanelCatalog.blocks(state.metric, snapshot, width: inner.width, look: look)
    if state.isAlone {
      for index in blocks.indices where blocks[index].isChart { blocks[index].ideal = inner.height }
    }
    return blocks + PanelReading(state, snapshot).blocks(look)
  }

  private static func drawBreakdown(
    _ state: PanelState, _ model: Model, _ part: Rect, _ layout: PanelLayout, _ look: Look, _ canvas: inout Canvas
  ) {
    let all = available(model)
    let place = state.dimension.flatMap { all.firstIndex(of: $0) }
    let inside = layout.inside(part)
    let title = PanelWords.breakdown(
      by: state.dimension ?? .team, place: place.map { ($0 + 1, all.count) },
      rows: BreakdownTable.position(state, in: inside, look))
    let next = nextDimension(state, model, step: 1)
    let hint =
      all.isEmpty || next == state.dimension
      ? [] : [Span.dim(PanelWords.tab(next))]
    drawTitle(title, hint, part, layout, look, &canvas)
    BreakdownTable.draw(state, in: inside, look, &canvas)
  }

  /// The title of a part, on its border if it has one.
  private static func drawTitle(
    _ title: String, _ state: [Span], _ part: Rect, _ layout: PanelLayout, _ look: Look, _ canvas: inout Canvas
  ) {
    if layout.hasBorders {
      _ = PanelFrame.draw(part, title: title, state: state, isSelected: false, look, &canvas)
    } else {
      RichLine([[Span(text: title, role: .title)]], right: state)
        .draw(in: Rect(x: part.x + 1, y: part.y, width: part.width - 2, height: 1), look, &canvas)
    }
  }

  // MARK: - Asking

  static func appear(_ state: inout PanelState, _ model: inout Model) -> [Effect] {
    let effects = askBreakdown(&state, &model)
    state.list.visibleRows = max(1, ListScreen.capacity(layout(state, model).listInside))
    return ListScreen.appear(&state.list, &model) + effects
  }

  private static func available(_ model: Model) -> [Dimension] {
    dimensions.filter { (model.snapshot?.names[$0]?.count ?? 0) > 1 }
  }

  /// Where figure and breakdown stand side by side the first dimension is there from the beginning.
  private static func askBreakdown(_ state: inout PanelState, _ model: inout Model) -> [Effect] {
    if state.dimension == nil, model.size.width >= PanelLayout.wide { state.dimension = available(model).first }
    guard let dimension = state.dimension, model.snapshot != nil else { return [] }
    let number = model.requests.next()
    state.breakdownRequest = number
    return [.breakdown(state.metric, dimension, model.shownQuery, request: number)]
  }

  static func receive(_ message: Message, _ state: inout PanelState, _ model: inout Model) -> [Effect] {
    if case .breakdown(let rows, let request) = message {
      guard request == state.breakdownRequest else { return [] }
      state.breakdownRequest = nil
      state.breakdown = rows
      state.breakdownScroll.clamp(lines: rows.count, height: breakdownCapacity(state, model))
      return []
    }
    return ListScreen.receive(message, &state.list, &model)
  }

  // MARK: - Keys

  static func perform(_ command: Command, _ state: inout PanelState, _ model: inout Model) -> [Effect] {
    switch command {
    case .open:
      guard state.list.page == nil || state.list.total > 0 else {
        model.tell(Words.nothingListed)
        return []
      }
      var list = state.list
      list.visibleRows = nil
      return model.push(.list(list))
    case .nextPart, .previousPart: return turn(&state, &model, step: command == .nextPart ? 1 : -1)
    case .left, .right: read(command, &state, &model)
    case .up where state.isAlone, .down where state.isAlone: readOther(&state, &model)
    case .copy where state.isAlone: return copyReadout(state, &model)
    case .fullScreen:
      state.isAlone.toggle()
      return appear(&state, &model)
    case .export: return exportCharts(state, &model) + ListScreen.perform(command, &state.list, &model)
    case .pageUp, .pageDown:
      let (rows, fits) = (state.breakdown?.count ?? 0, breakdownCapacity(state, model))
      guard fits > 0, rows > fits else { return ListScreen.perform(command, &state.list, &model) }
      state.breakdownScroll.perform(command, lines: rows, height: fits)
    default: return ListScreen.perform(command, &state.list, &model)
    }
    return []
  }

  static func stepBack(_ state: inout PanelState, _ model: inout Model) -> [Effect]? {
    guard state.isAlone else { return ListScreen.stepBack(&state.list, &model) }
    state.isAlone = false
    return appear(&state, &model)
  }

  /// The dimension that Tab leads to; nil is the figure, where it has the breakdown's place.
  private static func nextDimension(_ state: PanelState, _ model: Model, step: Int) -> Dimension? {
    let isWide = model.size.width >= PanelLayout.wide
    let all: [Dimension?] = available(model) + (isWide ? [] : [nil])
    let shown = isWide || state.prefersBreakdown ? state.dimension : nil
    guard let place = all.firstIndex(of: shown) else { return all.first ?? nil }
    return all[(place + step + all.count) % all.count]
  }

  private static func turn(_ state: inout PanelState, _ model: inout Model, step: Int) -> [Effect] {
    let next = nextDimension(state, model, step: step)
    state.prefersBreakdown = next != nil
    state.isAlone = false
    guard next != state.dimension else { return [] }
    state.dimension = next
    state.breakdown = nil
    state.breakdownRequest = nil
    state.breakdownScroll = ScrollState()
    return askBreakdown(&state, &model)
  }

  private static func breakdownCapacity(_ state: PanelState, _ model: Model) -> Int {
    let layout = layout(state, model)
    return layout.breakdown.map { BreakdownTable.capacity(layout.inside($0)) } ?? 0
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout PanelState, _ model: inout Model
  ) -> [Effect] {
    ListScreen.typed(prompt, isFinal: isFinal, &state.list, &model)
  }

  // MARK: - Mouse

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout PanelState, _ model: inout Model
  ) -> [Effect] {
    let layout = layout(state, rect)
    if event.kind == .press, layout.figure.contains(x: event.x, y: event.y) {
      read(atX: event.x, event.y, layout, &state, model)
      return []
    }
    if let part = layout.breakdown, part.contains(x: event.x, y: event.y) {
      let inside = layout.inside(part)
      // The rows stand below their titles, the bar beside them.
      let rows = Rect(x: inside.x, y: inside.y + 1, width: inside.width, height: BreakdownTable.capacity(inside))
      let isTurn = state.breakdownScroll.follow(event, in: rows, lines: state.breakdown?.count ?? 0, &model)
      // A click on the title goes on to the next dimension, as the words there say.
      return !isTurn && event.kind == .press && event.y == part.y ? turn(&state, &model, step: 1) : []
    }
    guard layout.listInside.contains(x: event.x, y: event.y) else { return [] }
    return ListScreen.mouse(event, in: layout.listInside, &state.list, &model)
  }
}
