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
    [.open, .nextPart, .previousPart, .sort, .reverse, .filter, .export, .copy]
      + [.left, .right, .up, .down, .first, .last, .pageUp, .pageDown]
  }

  /// The parts of the screen. Narrow screens leave the breakdown out.
  struct Layout {
    var figure: Rect
    var breakdown: Rect?
    var list: Rect

    init(_ rect: Rect) {
      let listHeight = max(5, rect.height * 2 / 5)
      let top = Rect(x: rect.x, y: rect.y, width: rect.width, height: max(0, rect.height - listHeight))
      let isWide = rect.width >= 100
      let left = isWide ? rect.width * 11 / 20 : rect.width
      figure = Rect(x: top.x, y: top.y, width: left, height: top.height)
      breakdown = isWide ? Rect(x: top.x + left, y: top.y, width: rect.width - left, height: top.height) : nil
      list = Rect(x: rect.x, y: top.maxY, width: rect.width, height: rect.height - top.height)
    }
  }

  static func draw(_ state: PanelState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return OverviewLoading.draw(model, rect, look, &canvas) }
    let layout = Layout(rect)
    drawFigure(state, snapshot, layout.figure, look, &canvas)
    if let part = layout.breakdown { BreakdownTable.draw(state, snapshot, part, look, &canvas) }
    let inner = PanelFrame.draw(
      layout.list, title: state.list.title, state: [], isSelected: true, look, &canvas)
    let wide = Rect(x: inner.x - 1, y: inner.y, width: inner.width + 2, height: inner.height)
    ListScreen.draw(state.list, model, wide, look, &canvas)
  }

  private static func drawFigure(
    _ state: PanelState, _ snapshot: Snapshot, _ rect: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let verdict = PanelVerdict(state.metric, snapshot)
    let inner = PanelFrame.draw(
      rect, title: "\(state.metric.number) \(Words.title(state.metric))", state: PanelFrame.state(verdict, look),
      isSelected: false, look, &canvas)
    var blocks = PanelCatalog.blocks(state.metric, snapshot, width: inner.width, look: look)
    if let readout = readout(state, snapshot) { blocks.append(.line(72, readout)) }
    Block.draw(blocks, in: inner, look, &canvas)
  }

  /// "week of 26 Oct: 52 % of 89   left and right read other weeks".
  private static func readout(_ state: PanelState, _ snapshot: Snapshot) -> RichLine? {
    let trend = snapshot.readings.trend(of: state.metric)
    guard !trend.isEmpty else { return nil }
    let point = trend[min(max(0, state.week ?? trend.count - 1), trend.count - 1)]
    let value = point.value.map { PanelWords.value($0, of: state.metric) } ?? Numbers.nothing
    return RichLine([
      [.dim("week of \(Dates.day(point.week)) \(point.week.year)  "), .strong(value)],
      [.dim("of \(Numbers.whole(point.count)) \(PanelWords.countTitle(state.metric))")],
      [.dim("left, right: other weeks")],
    ])
  }

  // MARK: - Asking

  static func appear(_ state: inout PanelState, _ model: inout Model) -> [Effect] {
    // The border takes two rows, the summary and the header one each.
    state.list.visibleRows = max(1, Layout(Frame(size: model.size, model: model).body).list.height - 4)
    return ListScreen.appear(&state.list, &model) + askBreakdown(&state, &model)
  }

  private static func available(_ model: Model) -> [Dimension] {
    dimensions.filter { (model.snapshot?.names[$0]?.count ?? 0) > 1 }
  }

  private static func askBreakdown(_ state: inout PanelState, _ model: inout Model) -> [Effect] {
    guard model.size.width >= 100, let first = available(model).first else { return [] }
    let dimension = state.dimension ?? first
    state.dimension = dimension
    let number = model.requests.next()
    state.breakdownRequest = number
    return [.breakdown(state.metric, dimension, model.shownQuery, request: number)]
  }

  static func receive(_ message: Message, _ state: inout PanelState, _ model: inout Model) -> [Effect] {
    if case .breakdown(let rows, let request) = message, request == state.breakdownRequest {
      state.breakdown = rows
      return []
    }
    return ListScreen.receive(message, &state.list, &model)
  }

  // MARK: - Keys and mouse

  static func perform(_ command: Command, _ state: inout PanelState, _ model: inout Model) -> [Effect] {
    switch command {
    case .open:
      guard state.list.total > 0 else { return [] }
      var list = state.list
      list.visibleRows = nil
      return model.push(.list(list))
    case .nextPart, .previousPart:
      let all = available(model)
      guard let current = state.dimension.flatMap({ all.firstIndex(of: $0) }) else { return [] }
      state.dimension = all[(current + (command == .nextPart ? 1 : all.count - 1)) % all.count]
      return askBreakdown(&state, &model)
    case .left, .right:
      let count = model.snapshot?.readings.trend(of: state.metric).count ?? 0
      state.week = max(0, min(count - 1, (state.week ?? count - 1) + (command == .left ? -1 : 1)))
      return []
    default: return ListScreen.perform(command, &state.list, &model)
    }
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout PanelState, _ model: inout Model
  ) -> [Effect] {
    ListScreen.typed(prompt, isFinal: isFinal, &state.list, &model)
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout PanelState, _ model: inout Model
  ) -> [Effect] {
    let inner = Layout(rect).list.inset(1, 1)
    guard inner.contains(x: event.x, y: event.y) else { return [] }
    return ListScreen.mouse(event, in: inner, &state.list, &model)
  }
}
