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
    draw(state, model, rect, right: [], look, &canvas)
  }

  /// - Parameters:
  ///   - right: what stands at the right end of the line above the list.
  ///   - short: the same in fewer words.
  static func draw(
    _ state: ListState, _ model: Model, _ rect: Rect, right: RichLine.Segment, short: RichLine.Segment = [],
    _ look: Look, _ canvas: inout Canvas
  ) {
    guard rect.height > 0 else { return }
    ListSummary.draw(state, rect, right: right, short: short, look, &canvas)
    guard let snapshot = model.snapshot, state.page != nil else { return }
    guard state.total > 0 else {
      let text = state.search.isEmpty ? Words.nothingListed : "nothing matches \(state.search)"
      canvas.put(text, x: rect.x + 1, y: rect.y + 1, style: look[.dim], width: rect.width - 2)
      return
    }
    let table = ListTable(state, snapshot)
    table.table.draw(in: tableRect(rect), on: &canvas, look: look) { table.cells($0, snapshot, look) }
  }

  static func tableRect(_ rect: Rect) -> Rect {
    Rect(x: rect.x + 1, y: rect.y + 1, width: rect.width - 2, height: rect.height - 1)
  }

  /// Rows of the list that fit into a part of the screen.
  static func capacity(_ rect: Rect) -> Int { Table(columns: [], rowCount: 0).capacity(in: tableRect(rect)) }

  private static func capacity(_ state: ListState, _ model: Model) -> Int {
    state.visibleRows ?? capacity(Frame(size: model.size, model: model).body)
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
    let offset = offset(state)
    let limit = capacity(state, model) + 2 * margin
    return [.page(request(state, model, offset: offset, limit: limit), request: number)]
  }

  private static func offset(_ state: ListState) -> Int { max(0, state.top - margin) }

  private static func request(_ state: ListState, _ model: Model, offset: Int, limit: Int) -> PageRequest {
    PageRequest(
      listing: state.listing, query: model.shownQuery, sort: state.sort, descending: state.descending,
      search: state.search, offset: offset, limit: limit)
  }

  static func receive(_ message: Message, _ state: inout ListState, _ model: inout Model) -> [Effect] {
    guard case .page(let page, let number) = message else { return [] }
    if number == state.exportRequest {
      state.exportRequest = nil
      let csv = ListExport.csv(page, countsActivities: model.snapshot?.recordsActivities ?? true)
      return [.export(name: ListExport.fileName(state.title, model), text: csv)]
    }
    guard number == state.request else { return [] }
    state.request = nil
    let kept = state.selectedRow
    state.page = page
    let place = kept.flatMap { state.index(of: $0) } ?? state.selected
    let rows = capacity(state, model)
    state.select(place, capacity: rows)
    // While the answer was on its way the view may have moved on, or the list may have become shorter.
    let isUseless = !state.covers(capacity: rows) && page.request.offset != offset(state)
    return isUseless ? ask(&state, &model) : []
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
    case .copy: return ListExport.line(state).map { model.copy($0) } ?? []
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
    let ids = ListColumns.sortable(ListTable(state, model.snapshot), state.listing)
    let next = state.sort.flatMap { ids.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    state.sort = next < ids.count ? ids[next] : nil
    state.descending = ListColumns.startsDescending(state.sort, state.listing)
    return startOver(&state, &model)
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
    let (attributes, names) = (model.snapshot?.attributes, model.snapshot?.names ?? [:])
    if let problem = FilterParser.parse(prompt.text, attributes: attributes, names: names).problems.first {
      // Not understood yet: say why, and leave the rows as they are.
      model.prompt?.hint = problem
      if isFinal { model.tell(problem, isError: true) }
      return []
    }
    model.prompt?.hint = Words.filterExample
    guard prompt.text != state.search else { return [] }
    state.search = prompt.text
    return startOver(&state, &model)
  }

  // MARK: - Mouse

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ListState, _ model: inout Model
  ) -> [Effect] {
    let area = tableRect(rect)
    let table = ListTable(state, model.snapshot).table
    switch event.kind {
    case .wheelUp: return move(&state, &model, to: state.selected - 3)
    case .wheelDown: return move(&state, &model, to: state.selected + 3)
    case .press where table.isHeader(y: event.y, in: area):
      guard let column = table.column(atX: event.x, in: area), !ListColumns.unsortable.contains(column.id) else {
        return []
      }
      state.descending =
        state.sort == column.id ? !state.descending : ListColumns.startsDescending(column.id, state.listing)
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
