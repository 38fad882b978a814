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
    return [.open] + (isNarrow ? [.fullScreen] + rest : rest + [.fullScreen])
      + [.left, .right, .up, .down, .first, .last, .pageUp, .pageDown]
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
      blocks(state, snapshot, inner, look), in: inner, look, &canvas, view: chartView(state, model, snapshot))
  }

  /// What the figure shows in its place.
  private static func blocks(_ state: PanelState, _ snapshot: Snapshot, _ inner: Rect, _ look: Look) -> [Block] {
    var blocks = PanelCatalog.blocks(state.metric, snapshot, width: inner.width, look: look)
    if state.isAlone {
      for index in blocks.indices where blocks[index].isChart { blocks[index].ideal = inner.height }
    }
    return blocks + readout(state, snapshot, look)
  }

  private static func chartView(_ state: PanelState, _ model: Model, _ snapshot: Snapshot) -> ChartView {
    ChartView(weeks: model.overview.weeks, week: state.week.flatMap { _ in point(state, snapshot)?.week })
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

  /// "week of 26 Oct: 52 % of 89   left and right read other weeks", below what was said of it in alerts then.
  private static func readout(_ state: PanelState, _ snapshot: Snapshot, _ look: Look) -> [Block] {
    let trend = weeks(state, snapshot)
    guard let place = place(state, trend) else { return [] }
    let point = trend[place]
    let value = point.value.map { PanelWords.value($0, of: state.metric) } ?? Numbers.nothing
    let rows = state.metric == .timeToClose ? PanelWords.wins : PanelWords.countTitle(state.metric)
    let figure: [RichLine.Segment?] = [
      [.dim("\(PanelWords.week(Dates.full(point.week)))  "), .strong(value)],
      [.dim(PanelWords.of(Numbers.whole(point.count), rows))],
    ]
    let line = RichLine(figure + [chance(point.week, state, snapshot), [.dim(PanelWords.otherWeeks)]])
    let marks = snapshot.marks(of: state.metric)
    let here = marks.falling(on: place, of: trend)
    // What signs mean is of no use where the chart itself found no room.
    return [.line(72, line)] + (marks.readout(here, look).map { [.line(here.isEmpty ? 12 : 71, $0)] } ?? [])
  }

  /// The week that is read out, counted from the left; nil without any.
  private static func place(_ state: PanelState, _ trend: [TrendPoint]) -> Int? {
    trend.isEmpty ? nil : min(max(0, state.week ?? trend.count - 1), trend.count - 1)
  }

  private static func point(_ state: PanelState, _ snapshot: Snapshot) -> TrendPoint? {
    let trend = weeks(state, snapshot)
    return place(state, trend).map { trend[$0] }
  }

  /// The weeks that can be read out: of wins those of single weeks, which the chart shows.
  private static func weeks(_ state: PanelState, _ snapshot: Snapshot) -> [TrendPoint] {
    let single = state.metric == .timeToClose ? snapshot.readings.close.control?.weeks : nil
    return single ?? snapshot.readings.trend(of: state.metric)
  }

  /// "chance alone 45–59 %, beyond it".
  private static func chance(_ week: CivilDate, _ state: PanelState, _ snapshot: Snapshot) -> RichLine.Segment? {
    guard let limits = snapshot.readings.controlLimits(of: state.metric),
      let point = limits.weeks.first(where: { $0.week == week }), let low = point.low, let high = point.high
    else { return nil }
    let words = Span.dim(PanelWords.chance(PanelWords.range(low, high, of: state.metric)))
    if point.isBeyond { return [words, .dim(", "), .strong(PanelWords.beyond)] }
    return point.endsRun ? [words, .dim(", "), .plain(PanelWords.oneSided)] : [words]
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
      guard state.list.total > 0 else { return [] }
      var list = state.list
      list.visibleRows = nil
      return model.push(.list(list))
    case .nextPart, .previousPart: return turn(&state, &model, step: command == .nextPart ? 1 : -1)
    case .left, .right:
      let count = model.snapshot.map { weeks(state, $0).count } ?? 0
      let first = max(0, count - model.overview.weeks)
      state.week = max(first, min(count - 1, (state.week ?? count - 1) + (command == .left ? -1 : 1)))
      return []
    case .fullScreen:
      state.isAlone.toggle()
      return appear(&state, &model)
    case .export: return exportWeeks(state, &model) + ListScreen.perform(command, &state.list, &model)
    case .pageUp, .pageDown:
      let (rows, fits) = (state.breakdown?.count ?? 0, breakdownCapacity(state, model))
      guard fits > 0, rows > fits else { return ListScreen.perform(command, &state.list, &model) }
      state.breakdownScroll.perform(command, lines: rows, height: fits)
      return []
    default: return ListScreen.perform(command, &state.list, &model)
    }
  }

  /// The weeks of the chart go to a file of their own beside the list.
  private static func exportWeeks(_ state: PanelState, _ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    let trend = weeks(state, snapshot)
    guard !trend.isEmpty else { return [] }
    let table = ScreenExport.weeks(trend, snapshot.readings.controlLimits(of: state.metric))
    return model.write(table, named: ListExport.fileName(PanelWords.byWeek(state.metric), model))
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
      return readWeek(atX: event.x, event.y, layout, &state, &model)
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

  /// Brings the upright line to the week that was clicked in the chart.
  private static func readWeek(
    atX x: Int, _ y: Int, _ layout: PanelLayout, _ state: inout PanelState, _ model: inout Model
  ) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    let inner = layout.inside(layout.figure)
    let week = Block.day(
      atX: x, y, blocks(state, snapshot, inner, .plain), in: inner, view: chartView(state, model, snapshot))
    let place = week.flatMap { week in weeks(state, snapshot).firstIndex { $0.week == week } }
    if let place { state.week = place }
    return []
  }
}
