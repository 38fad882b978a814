import Cells
import Domain
import MetricEngine

/// A list of leads or opportunities: sorted by any column, searched, exported, each row opens.
enum ListScreen: ScreenBehavior {
  /// Rows asked for around those in view.
  private static let margin = 100

  static func title(_ state: ListState, _ model: Model) -> String { state.title }

  static func commands(_ state: ListState, _ model: Model) -> [Command] {
    [
      .open, .filter, .sort, .reverse, .export, .copy, .up, .down, .first, .last, .pageUp, .pageDown,
    ]
  }

  static func draw(_ state: ListState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    ListSummary.draw(state, model, rect.row(0), look, &canvas)
    guard let snapshot = model.snapshot else { return }
    if state.page != nil, state.total == 0 {
      canvas.put(emptyText(state), x: rect.x + 1, y: rect.y + 2, style: look[.dim])
      return
    }
    let table = table(state)
    table.draw(in: tableRect(rect), on: &canvas, look: look) { index in
      if let row = state.opportunity(at: index) { return ListColumns.cells(row, snapshot) }
      if let row = state.lead(at: index) { return ListColumns.cells(row, snapshot) }
      return [TableCell("…", .dim)]
    }
  }

  private static func emptyText(_ state: ListState) -> String {
    state.search.isEmpty ? "nothing here" : "nothing matches \(state.search)"
  }

  static func table(_ state: ListState) -> Table {
    Table(
      columns: ListColumns.columns(state.listing), rowCount: state.total,
      selected: state.total == 0 ? nil : state.selected, offset: state.top, sortedBy: state.sort,
      descending: state.descending)
  }

  static func tableRect(_ rect: Rect) -> Rect {
    Rect(x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 1)
  }

  private static func capacity(_ state: ListState, _ model: Model) -> Int {
    state.visibleRows ?? table(state).capacity(in: tableRect(Frame(size: model.size, model: model).body))
  }

  // MARK: - Asking

  static func appear(_ state: inout ListState, _ model: inout Model) -> [Effect] {
    if state.page != nil { state.select(state.selected, capacity: capacity(state, model)) }
    return ask(&state, &model)
  }

  private static func ask(_ state: inout ListState, _ model: inout Model) -> [Effect] {
    guard model.snapshot != nil else { return [] }
    let number = model.requests.next()
    state.request = number
    let offset = max(0, state.top - margin)
    let limit = capacity(state, model) + 2 * margin
    return [.page(request(state, model, offset: offset, limit: limit), request: number)]
  }

  private static func request(_ state: ListState, _ model: Model, offset: Int, limit: Int) -> PageRequest {
    PageRequest(
      listing: state.listing, query: model.shownQuery, sort: state.sort, descending: state.descending,
      search: state.search, offset: offset, limit: limit)
  }

  static func receive(_ message: Message, _ state: inout ListState, _ model: inout Model) -> [Effect] {
    guard case .page(let page, let number) = message else { return [] }
    if number == state.exportRequest {
      state.exportRequest = nil
      return [.export(name: ListExport.fileName(state.title, model), text: ListExport.csv(page))]
    }
    guard number == state.request else { return [] }
    state.request = nil
    let kept = state.selectedRow
    state.page = page
    let place = kept.flatMap { state.index(of: $0) } ?? state.selected
    state.select(place, capacity: capacity(state, model))
    return []
  }

  // MARK: - Keys

  static func perform(_ command: Command, _ state: inout ListState, _ model: inout Model) -> [Effect] {
    let rows = capacity(state, model)
    switch command {
    case .up: return move(&state, &model, to: state.selected - 1)
    case .down: return move(&state, &model, to: state.selected + 1)
    case .pageUp: return move(&state, &model, to: state.selected - rows)
    case .pageDown: return move(&state, &model, to: state.selected + rows)
    case .first: return move(&state, &model, to: 0)
    case .last: return move(&state, &model, to: state.total - 1)
    case .open: return open(state, &model)
    case .sort: return sortByNext(&state, &model)
    case .reverse:
      state.descending.toggle()
      return startOver(&state, &model)
    case .filter:
      model.prompt = Prompt(kind: .screen, label: "search", text: state.search, hint: Words.filterExample)
      return []
    case .copy: return ListExport.line(state).map { [.copy($0)] } ?? []
    case .export:
      let number = model.requests.next()
      state.exportRequest = number
      return [.page(request(state, model, offset: 0, limit: .max), request: number)]
    default: return []
    }
  }

  private static func move(_ state: inout ListState, _ model: inout Model, to index: Int) -> [Effect] {
    let rows = capacity(state, model)
    state.select(index, capacity: rows)
    return state.covers(capacity: rows) ? [] : ask(&state, &model)
  }

  private static func open(_ state: ListState, _ model: inout Model) -> [Effect] {
    if let row = state.opportunity(at: state.selected) {
      return model.push(.opportunity(OpportunityState(row: row.row, name: row.name.isEmpty ? row.id : row.name)))
    }
    if let row = state.lead(at: state.selected) {
      return model.push(.lead(LeadState(row: row.row, name: row.name.isEmpty ? row.id : row.name)))
    }
    return []
  }

  private static func sortByNext(_ state: inout ListState, _ model: inout Model) -> [Effect] {
    let ids = ListColumns.columns(state.listing).map(\.id).filter { $0 != "reason" }
    let next = state.sort.flatMap { ids.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    state.sort = next < ids.count ? ids[next] : nil
    state.descending = isNumber(state.sort, state.listing)
    return startOver(&state, &model)
  }

  private static func isNumber(_ id: String?, _ listing: Listing) -> Bool {
    ListColumns.columns(listing).first { $0.id == id }?.alignment == .right
  }

  /// Another order or another search begins at the top.
  private static func startOver(_ state: inout ListState, _ model: inout Model) -> [Effect] {
    state.selected = 0
    state.selectedRow = nil
    state.top = 0
    return ask(&state, &model)
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout ListState, _ model: inout Model
  ) -> [Effect] {
    guard prompt.text != state.search else { return [] }
    state.search = prompt.text
    return startOver(&state, &model)
  }

  // MARK: - Mouse

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ListState, _ model: inout Model
  ) -> [Effect] {
    let table = table(state)
    let area = tableRect(rect)
    switch event.kind {
    case .wheelUp: return move(&state, &model, to: state.selected - 3)
    case .wheelDown: return move(&state, &model, to: state.selected + 3)
    case .press where table.isHeader(y: event.y, in: area):
      guard let column = table.column(atX: event.x, in: area), column.id != "reason" else { return [] }
      state.descending = state.sort == column.id ? !state.descending : isNumber(column.id, state.listing)
      state.sort = column.id
      return startOver(&state, &model)
    case .press:
      guard let index = table.row(atY: event.y, in: area) else { return [] }
      if index == state.selected { return open(state, &model) }
      return move(&state, &model, to: index)
    default: return []
    }
  }
}
