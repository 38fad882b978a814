import AlertEngine
import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct AlertsState: Sendable, Equatable {
  /// The selected alert; nil selects the first.
  var selected: AlertKey?
  /// True while the keys move within the selected one.
  var isReading = false
  var scroll = ScrollState()
  /// The alert that is being copied: its items are asked for first, then their addresses.
  var copied: AlertKey?
  var copyRequest: Int?
  var copiedPage: Page?

  /// The screen as it opens: the worst on top, selected.
  public init() {}
}

/// All alerts: what is wrong, what may be soon, what somebody has, what ended lately, and the limits that hold; below,
/// the selected one in full.
enum AlertsScreen: ScreenBehavior {
  static func title(_ state: AlertsState, _ model: Model) -> String { Words.alerts }

  static func commands(_ state: AlertsState, _ model: Model) -> [Command] {
    [.open, .acknowledge, .snooze, .note, .undo, .copy, .export, .limits, .nextPart, .previousPart]
      + ScrollState.commands
  }

  // MARK: - Drawing

  static func draw(_ state: AlertsState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot else { return }
    let alerts = snapshot.listedAlerts
    let layout = layout(rect, alerts, snapshot)
    let rows = alerts.map { AlertRow($0, snapshot, model.keyMap) }
    // A bar stands off from the words.
    let inside = { (row: Rect) in
      Rect(x: row.x + 1, y: row.y, width: row.width - (layout.bar == nil ? 2 : 3), height: row.height)
    }
    let columns = AlertColumns(width: inside(layout.list).width, rows: rows, namesWhole: true)
    columns.drawTitles(in: inside(layout.list.row(0)), look, &canvas)
    let chosen = index(state, alerts)
    for (offset, line) in layout.lines.dropFirst(layout.firstShown(chosen)).prefix(layout.capacity).enumerated() {
      let row = layout.list.row(1 + offset)
      switch line {
      case .title(let title):
        canvas.put(title, x: row.x + 1, y: row.y, style: look[.dim], width: row.width - 2)
      case .alert(let place):
        columns.draw(rows[place], in: inside(row), look, &canvas)
        if place == chosen { columns.select(row, rows[place], look, &canvas) }
      }
    }
    layout.bar?.draw(top: layout.firstShown(chosen), on: &canvas, look: look)
    if alerts.indices.contains(chosen) {
      drawDetail(alerts[chosen], state, snapshot, model.keyMap, layout, look, &canvas)
    }
  }

  /// The lines with the column of their bar.
  private static func barred(_ text: Rect) -> Rect {
    Rect(x: text.x, y: text.y, width: text.width + 1, height: text.height)
  }

  private static func drawDetail(
    _ entry: AlertEntry, _ state: AlertsState, _ snapshot: Snapshot, _ keys: KeyMap, _ layout: AlertsLayout,
    _ look: Look, _ canvas: inout Canvas
  ) {
    guard let rect = layout.detail else { return }
    _ = PanelFrame.draw(
      rect, title: AlertText(entry, snapshot).title, state: PanelFrame.state(snapshot.standing(entry), look),
      isSelected: state.isReading, look, &canvas)
    let detail = AlertDetail(entry, snapshot, keys)
    let trend = detail.trend
    let hasSide = trend != nil && layout.chart != nil
    guard let text = layout.text(withChart: hasSide) else { return }
    let lines = detail.lines(width: text.width)
    for (offset, line) in lines.dropFirst(state.scroll.top).prefix(text.height).enumerated() {
      line.draw(in: text.row(offset), look, &canvas)
    }
    state.scroll.drawBar(in: barred(text), lines: lines.count, look, &canvas)
    guard let trend else { return }
    if hasSide, let chart = layout.chart { return trend.draw(chart, look, &canvas) }
    let left = text.height - lines.count - 1
    guard left >= trend.minimum else { return }
    let below = Rect(x: text.x, y: text.maxY - left, width: text.width, height: min(left, trend.ideal))
    trend.draw(below, look, &canvas)
  }

  // MARK: - Keys

  static func perform(_ command: Command, _ state: inout AlertsState, _ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    let alerts = snapshot.listedAlerts
    let chosen = index(state, alerts)
    guard alerts.indices.contains(chosen) else { return [] }
    switch command {
    case .nextPart, .previousPart: state.isReading.toggle()
    case .up, .down, .pageUp, .pageDown, .first, .last:
      if state.isReading {
        scroll(command, &state, model)
      } else {
        select(place(command, from: chosen, of: alerts, model), &state, alerts)
      }
    case .open: return model.open(alerts[chosen])
    case .acknowledge, .snooze, .note:
      // The line says who it is about while it is typed.
      state.selected = alerts[chosen].key
      return model.act(command, on: alerts[chosen])
    case .copy: return copy(alerts[chosen], &state, &model)
    case .export:
      return model.write(ScreenExport.alerts(alerts, snapshot), named: ListExport.fileName(Words.alerts, model))
    default: break
    }
    return []
  }

  private static func place(_ command: Command, from chosen: Int, of alerts: [AlertEntry], _ model: Model) -> Int {
    let page = model.snapshot.map { layout(Frame(size: model.size, model: model).body, alerts, $0).capacity } ?? 1
    switch command {
    case .up: return chosen - 1
    case .down: return chosen + 1
    case .pageUp: return chosen - page
    case .pageDown: return chosen + page
    case .first: return 0
    default: return alerts.count - 1
    }
  }

  private static func select(_ place: Int, _ state: inout AlertsState, _ alerts: [AlertEntry]) {
    state.selected = alerts[max(0, min(alerts.count - 1, place))].key
    state.scroll = ScrollState()
  }

  private static func scroll(_ command: Command, _ state: inout AlertsState, _ model: Model) {
    guard let (lines, part) = extent(state, model) else { return }
    state.scroll.perform(command, lines: lines, height: part.height)
  }

  /// Lines of the selected alert, and where they stand with their bar.
  private static func extent(_ state: AlertsState, _ model: Model) -> (lines: Int, part: Rect)? {
    guard let snapshot = model.snapshot else { return nil }
    let alerts = snapshot.listedAlerts
    let chosen = index(state, alerts)
    guard alerts.indices.contains(chosen) else { return nil }
    let layout = layout(Frame(size: model.size, model: model).body, alerts, snapshot)
    let detail = AlertDetail(alerts[chosen], snapshot, model.keyMap)
    guard let text = layout.text(withChart: detail.trend != nil && layout.chart != nil) else { return nil }
    return (detail.lines(width: text.width).count, barred(text))
  }

  static func appear(_ state: inout AlertsState, _ model: inout Model) -> [Effect] {
    if let (lines, part) = extent(state, model) { state.scroll.clamp(lines: lines, height: part.height) }
    return []
  }

  // MARK: - Copying

  /// Asks for the leads or deals to name; of what is not wrong there are none.
  private static func copy(_ entry: AlertEntry, _ state: inout AlertsState, _ model: inout Model) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    guard entry.severity > .ok else { return [.copy(AlertMessage.text(entry, snapshot))] }
    let number = model.requests.next()
    (state.copied, state.copyRequest, state.copiedPage) = (entry.key, number, nil)
    let request = PageRequest(
      listing: entry.finding.listing, query: model.shownQuery, offset: 0, limit: AlertMessage.mostItems)
    return [.page(request, request: number)]
  }

  static func receive(_ message: Message, _ state: inout AlertsState, _ model: inout Model) -> [Effect] {
    switch message {
    case .page(let page, let number) where number == state.copyRequest:
      guard !page.ids.isEmpty else { return finishCopy(page, links: [:], &state, &model) }
      state.copiedPage = page
      let next = model.requests.next()
      state.copyRequest = next
      return [.recordLinks(isLead: page.request.listing.isLeads, ids: page.ids, request: next)]
    case .recordLinks(let links, let number) where number == state.copyRequest:
      return state.copiedPage.map { finishCopy($0, links: links, &state, &model) } ?? []
    default: return []
    }
  }

  private static func finishCopy(
    _ page: Page, links: [String: String], _ state: inout AlertsState, _ model: inout Model
  ) -> [Effect] {
    defer { (state.copied, state.copyRequest, state.copiedPage) = (nil, nil, nil) }
    guard let snapshot = model.snapshot, let entry = state.copied.flatMap({ snapshot.alerts[$0] }) else { return [] }
    let isLead = page.request.listing.isLeads
    let addresses = RecordAddress.all(page.ids, isLead: isLead, stored: links, snapshot.links)
    let text = AlertMessage.text(entry, snapshot, items: AlertMessage.items(page, links: addresses))
    model.tell(Words.copied(text))
    return [.copy(text)]
  }

  // MARK: - Mouse

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout AlertsState, _ model: inout Model
  ) -> [Effect] {
    guard let snapshot = model.snapshot else { return [] }
    let alerts = snapshot.listedAlerts
    let layout = layout(rect, alerts, snapshot)
    if let detail = layout.detail, detail.contains(x: event.x, y: event.y) {
      if event.kind == .press { state.isReading = true }
      if let (lines, bar) = extent(state, model) { _ = state.scroll.follow(event, in: bar, lines: lines, &model) }
      return []
    }
    let chosen = index(state, alerts)
    let first = layout.firstShown(chosen)
    if let top = model.pull(layout.bar, top: first, event) {
      // What is selected decides what is in view.
      if top != first { select(layout.alert(bringing: top, from: first), &state, alerts) }
      return []
    }
    switch event.kind {
    case .wheelUp: select(chosen - 1, &state, alerts)
    case .wheelDown: select(chosen + 1, &state, alerts)
    case .press:
      guard let alert = layout.alert(atY: event.y, chosen: chosen) else { return [] }
      state.isReading = false
      if alert == chosen { return model.open(alerts[alert]) }
      select(alert, &state, alerts)
    case .release, .drag: break
    }
    return []
  }

  // MARK: - Parts

  private static func layout(_ rect: Rect, _ alerts: [AlertEntry], _ snapshot: Snapshot) -> AlertsLayout {
    AlertsLayout(rect, sections: alerts.map { snapshot.standing($0).title })
  }

  private static func index(_ state: AlertsState, _ alerts: [AlertEntry]) -> Int {
    alerts.firstIndex { $0.key == state.selected } ?? 0
  }
}

extension Snapshot {
  /// The alerts to list, by how they stand and worst first: those about the whole organisation, and of those about its
  /// parts the ones that anything is to be said about.
  var listedAlerts: [AlertEntry] {
    let standings = alerts.entries.map { (entry: $0, section: standing($0).section, isCalm: standing($0).isCalm) }
    return standings.filter { item in
      if case .cleared = standing(item.entry) { return true }
      return item.entry.key.scope == .all || !item.isCalm
    }.enumerated().sorted { ($0.element.section, $0.offset) < ($1.element.section, $1.offset) }
      .map(\.element.entry)
  }
}
