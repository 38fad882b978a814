import AlertEngine
import Cells
import Domain
import MetricEngine

/// The screen at the bottom: what is wrong on top, the five panels below.
enum OverviewScreen: ScreenBehavior {
  static func title(_ state: Int, _ model: Model) -> String { "" }

  static func commands(_ state: Int, _ model: Model) -> [Command] {
    let acts: [Command] = model.selectedAlert == nil ? [] : [.acknowledge, .snooze, .note]
    return [.open] + acts + [
      .panel1, .nextPart, .previousPart, .up, .down, .left, .right, .first, .last, .fullScreen, .copy, .export, .layout,
      .leaveOut,
    ]
  }

  static func draw(_ state: Int, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return OverviewLoading.draw(model, rect, look, &canvas) }
    let layout = OverviewLayout(rect, model)
    if let goals = layout.goals { OverviewGoals.draw(snapshot, goals, look, &canvas) }
    OverviewAlerts.draw(model, layout, look, &canvas)
    for place in layout.panels {
      switch (layout.kind, place.part) {
      case (.wide, .panel(let metric)), (.medium, .panel(let metric)):
        drawPanel(metric, model, snapshot, place, look, &canvas)
      case (.narrow, .panel(let metric)), (.tiny, .panel(let metric)):
        OverviewLines.draw(metric, model, snapshot, place.rect, isTiny: layout.kind == .tiny, look, &canvas)
      case (.wide, .changes), (.medium, .changes): drawChanges(model, snapshot, place, look, &canvas)
      case (_, .changes): OverviewLines.drawChanges(model, snapshot, place.rect, look, &canvas)
      case (_, .alert): break
      }
    }
    if let loading = model.loading { OverviewLoading.drawLine(loading, rect, look, &canvas) }
  }

  private static func drawPanel(
    _ metric: MetricID, _ model: Model, _ snapshot: Snapshot, _ place: OverviewLayout.Place, _ look: Look,
    _ canvas: inout Canvas
  ) {
    let verdict = PanelVerdict(metric, snapshot)
    let inner = PanelFrame.inside(place.rect)
    let blocks = PanelCatalog.blocks(metric, snapshot, width: inner.width, look: look)
    let hasChart = Block.layout(blocks, height: inner.height).contains { $0.0.isChart }
    let isKnown = PanelCatalog.missing(metric, snapshot) == nil
    _ = PanelFrame.draw(
      place.rect, title: "\(metric.number) \(Words.title(metric))",
      state: PanelFrame.state(verdict, since: snapshot.breachDay(of: metric), look),
      isSelected: model.overview.part == place.part,
      trend: hasChart || !isKnown ? nil : PanelCatalog.panel(metric).headline(snapshot).sparkline(hasColumns: false),
      look, &canvas)
    Block.draw(blocks, in: inner, look, &canvas, view: model.chartView)
  }

  private static func drawChanges(
    _ model: Model, _ snapshot: Snapshot, _ place: OverviewLayout.Place, _ look: Look, _ canvas: inout Canvas
  ) {
    guard let changes = snapshot.changes else { return }
    let key = model.keyMap.keyName(of: .changes)
    let inner = PanelFrame.draw(
      place.rect, title: "\(key) \(Words.whatChanged)", state: ChangesPanel.note(changes),
      isSelected: model.overview.part == place.part, look, &canvas)
    Block.draw(ChangesPanel.blocks(changes, snapshot, isOverview: true), in: inner, look, &canvas)
  }

  // MARK: - Commands

  static func perform(_ command: Command, _ state: inout Int, _ model: inout Model) -> [Effect] {
    switch command {
    case .up, .down, .left, .right: model.moveOnOverview(command)
    case .nextPart, .previousPart: model.stepOnOverview(command == .nextPart ? 1 : -1)
    case .first: model.overviewLayout.parts.first.map { model.overview.select($0) }
    case .last: model.overviewLayout.parts.last.map { model.overview.select($0) }
    case .open: return model.openSelectedPart()
    case .acknowledge, .snooze, .note: return model.act(command, on: model.selectedAlert)
    case .fullScreen: return model.push(.panel(PanelState(metric: model.metricInView)))
    case .layout: return model.showNextLayout()
    case .leaveOut: return model.leaveOutSelected()
    case .copy: return [.copy(model.selectedPartAsText)]
    case .export:
      guard let snapshot = model.snapshot else { return [] }
      return model.write(
        FiguresExport.everybody(model, snapshot), named: ListExport.fileName("overview", model))
    default: break
    }
    return []
  }

  static func mouse(_ event: MouseEvent, in rect: Rect, _ state: inout Int, _ model: inout Model) -> [Effect] {
    switch event.kind {
    case .wheelUp: model.moveOnOverview(.up)
    case .wheelDown: model.moveOnOverview(.down)
    case .press:
      guard let part = OverviewLayout(rect, model).part(atX: event.x, y: event.y) else { return [] }
      if model.overview.part == part { return model.openSelectedPart() }
      model.overview.select(part)
    case .release, .drag: break
    }
    return []
  }
}

extension Look {
  /// Without colours, for text that leaves the program.
  static var plain: Look { Look(theme: Theme(name: "plain", isDark: true, styles: [:]), glyphs: .braille) }
}
