import Cells
import Domain
import MetricEngine

/// A list of leads or opportunities: sorted by any column, searched, exported, each row opens.
enum ListScreen: ScreenBehavior {
  /// Rows asked for around those in view.
  private static let margin = 100

  static func title(_ state: ListState, _ model: Model) -> String { state.title }

  static func commands(_ state: ListState, _ model: Model) -> [Command] {
    let views: [Command] = state.isNameable ? [.views] : []
    let keep: [Command] = state.isNameable ? [.save] : []
    return [.open, .filter, .sort, .reverse] + views + [.mark, .columns, .export, .copy] + keep
      + [.left, .right, .nextMatch, .previousMatch] + ScrollState.commands
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
    let isKnown = model.snapshot.map { missing(state, $0) == nil } ?? true
    ListSummary.draw(state, rect, isKnown: isKnown, right: right, short: short, look, &canvas)
    guard let snapshot = model.snapshot, state.page != nil else { return }
    guard state.total > 0 else { return drawEmpty(state, snapshot, tableRect(rect), look, &canvas) }
    let table = ListTable(state, snapshot, now: model.now)
    table.table.draw(in: tableRect(rect), on: &canvas, look: look) { table.cells($0, snapshot, look) }
  }

  /// What the data lacks, in plain words, so that the list cannot have rows; nil where it can.
  static func missing(_ state: ListState, _ snapshot: Snapshot) -> String? {
    guard state.page != nil, state.total == 0 else { return nil }
    return state.listing.metric.flatMap { PanelCatalog.missing($0, snapshot) }
  }

  /// Says why there is no row.
  static func drawEmpty(
    _ state: ListState, _ snapshot: Snapshot, _ rect: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let empty = state.search.isEmpty ? Words.nothingListed : Words.nothingMatches(state.search)
    TextFlow.draw(missing(state, snapshot) ?? empty, in: rect, on: &canvas, style: look[.dim])
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
    // New figures name other rows.
    if let now = state.alert.flatMap({ model.snapshot?.alerts[$0] }) { state.listing = now.finding.listing }
    state.columns = state.columns ?? model.columns[ListColumns.Kind(state.listing).name]
    if state.isKept { state.remember(model.lists) }
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
      search: state.search, marks: state.marks, offset: offset, limit: limit)
  }

  /// Asks for all rows, or for those that are marked, to take them along.
  private static func askForAll(
    _ purpose: ListState.Whole.Purpose, _ state: inout ListState, _ model: inout Model
  ) -> [Effect] {
    var question = request(state, model, offset: 0, limit: .max)
    question.only = state.marked > 0 ? state.marks : []
    let number = model.requests.next()
    state.whole = ListState.Whole(number: number, purpose: purpose)
    return [.page(question, request: number)]
  }

  private static func takeAlong(
    _ page: Page, _ purpose: ListState.Whole.Purpose, _ state: ListState, _ model: inout Model
  ) -> [Effect] {
    switch purpose {
    case .copy: return model.copy(ListExport.lines(page))
    case .export:
      let table = ListExport.table(page, countsActivities: model.snapshot?.recordsActivities ?? true)
      return model.write(table, named: ListExport.fileName(state.title, model))
    }
  }

  static func receive(_ message: Message, _ state: inout ListState, _ model: inout Model) -> [Effect] {
    if case .recordLinks(let links, state.linksRequest) = message { state.links.merge(links) { $1 } }
    guard case .page(let page, let number) = message else { return [] }
    if let whole = state.whole, whole.number == number {
      state.whole = nil
      return takeAlong(page, whole.purpose, state, &model)
    }
    guard number == state.request else { return [] }
    state.request = nil
    let kept = state.selectedRow
    state.take(page, model.snapshot)
    state.links = RecordAddress.all(page.ids, isLead: state.listing.isLeads, model.snapshot?.links ?? RecordLinks())
    let place = kept.flatMap { state.index(of: $0) } ?? state.selected
    let rows = capacity(state, model)
    state.select(place, capacity: rows)
    // While the answer was on its way the view may have moved on, or the list may have become shorter.
    let isUseless = !state.covers(capacity: rows) && page.request.offset != offset(state)
    if model.opening == number, !isUseless { return open(state, &model) }
    return isUseless ? ask(&state, &model) : askLinks(page, &state, &model)
  }

  /// Asks where the rows stand in the CRM, if the data says that of any.
  private static func askLinks(_ page: Page, _ state: inout ListState, _ model: inout Model) -> [Effect] {
    let isLead = state.listing.isLeads
    guard let snapshot = model.snapshot, snapshot.facts.gives(isLead ? "leads.link" : "opportunities.link"),
      !page.ids.isEmpty
    else { return [] }
    let number = model.requests.next()
    state.linksRequest = number
    return [.recordLinks(isLead: isLead, ids: page.ids, request: number)]
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
    case .nextMatch, .previousMatch: return goThrough(&state, &model, step: command == .nextMatch ? 1 : -1)
    case .sort, .right: return sort(step: 1, &state, &model)
    case .left: return sort(step: -1, &state, &model)
    case .mark:
      guard state.id(at: state.selected) != nil else { return tellMissing(state, &model) }
      state.toggleMark()
      if state.isKept { model.lists.keep(marks: state.marks, of: state.title) }
      return move(&state, &model, to: state.selected + 1)
    case .columns: return model.push(.columns(ColumnsState(state)))
    case .save: return model.startNamingView()
    case .reverse:
      state.descending.toggle()
      return startOver(&state, &model)
    case .filter:
      model.prompt = Prompt(kind: .screen, label: Words.search, text: state.search, hint: Words.filterExample)
      return []
    case .copy where state.marked == 0:
      return ListExport.line(state).map { model.copy($0) } ?? tellMissing(state, &model)
    case .copy: return askForAll(.copy, &state, &model)
    case .export: return askForAll(.export, &state, &model)
    default: return []
    }
  }

  private static func move(_ state: inout ListState, _ model: inout Model, to index: Int) -> [Effect] {
    let rows = capacity(state, model)
    state.select(index, capacity: rows)
    return state.covers(capacity: rows) ? [] : ask(&state, &model)
  }

  private static func scroll(_ state: inout ListState, _ model: inout Model, to top: Int) -> [Effect] {
    let rows = capacity(state, model)
    state.scroll(to: top, capacity: rows)
    return state.covers(capacity: rows) ? [] : ask(&state, &model)
  }

  private static func open(_ state: ListState, _ model: inout Model) -> [Effect] {
    if let row = state.opportunity(at: state.selected) {
      return model.push(.opportunity(OpportunityState(row: row.row, name: row.name.isEmpty ? row.id : row.name)))
    }
    if let row = state.lead(at: state.selected) {
      return model.push(.lead(LeadState(row: row.row, name: row.name.isEmpty ? row.id : row.name)))
    }
    // It opens with the page that is on its way.
    model.opening = state.request
    return tellMissing(state, &model)
  }

  /// Says why there is no row to do something with.
  private static func tellMissing(_ state: ListState, _ model: inout Model) -> [Effect] {
    model.tell(state.page != nil && state.total == 0 ? Words.nothingListed : Words.reading)
    return []
  }

  /// Goes to the row that matches next; around the end.
  private static func goThrough(_ state: inout ListState, _ model: inout Model, step: Int) -> [Effect] {
    guard !state.search.isEmpty, state.total > 0 else {
      model.tell(Words.noSearch(filter: model.keyMap.keyName(of: .filter)))
      return []
    }
    return move(&state, &model, to: (state.selected + step + state.total) % state.total)
  }

  static func stepBack(_ state: inout ListState, _ model: inout Model) -> [Effect]? {
    guard state.search != state.ownSearch else { return nil }
    state.search = state.ownSearch
    model.tell(Words.filterDropped(back: model.keyMap.keyName(of: .back)))
    return startOver(&state, &model)
  }

  /// Sorts by a column beside the present one; beyond the last and before the first comes the list's own order.
  private static func sort(step: Int, _ state: inout ListState, _ model: inout Model) -> [Effect] {
    let ids: [String?] = [nil] + ListColumns.sortable(ListTable(state, model.snapshot), state.listing)
    let place = ids.firstIndex(of: state.sort) ?? 0
    state.sort = ids[(place + step + ids.count) % ids.count]
    state.descending = ListColumns.startsDescending(state.sort, state.listing)
    return startOver(&state, &model)
  }

  /// Another order or another search begins at the top.
  private static func startOver(_ state: inout ListState, _ model: inout Model) -> [Effect] {
    state.selected = 0
    state.selectedRow = nil
    state.top = 0
    if state.isKept { model.lists.keepOrder(of: state) }
    return ask(&state, &model)
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout ListState, _ model: inout Model
  ) -> [Effect] {
    let (attributes, names) = (model.snapshot?.attributes, model.snapshot?.names ?? [:])
    let text = FilterInput.plain(prompt.text)
    if let problem = FilterParser.parse(text, attributes: attributes, names: names).problems.first.map(FilterWords.text)
    {
      // Not understood yet: say why, and leave the rows as they are.
      model.prompt?.hint = problem
      if isFinal { model.tell(problem, isError: true) }
      return []
    }
    model.prompt?.hint = Words.filterExample
    guard text != state.search else { return [] }
    state.search = text
    return startOver(&state, &model)
  }

  // MARK: - Mouse

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ListState, _ model: inout Model
  ) -> [Effect] {
    let area = tableRect(rect)
    let table = ListTable(state, model.snapshot).table
    if let top = model.pull(table.scrollBar(in: area), top: state.top, event) { return scroll(&state, &model, to: top) }
    switch event.kind {
    case .wheelUp: return scroll(&state, &model, to: state.top - 3)
    case .wheelDown: return scroll(&state, &model, to: state.top + 3)
    case .press where table.isHeader(y: event.y, in: area):
      guard let column = table.column(atX: event.x, in: area) else { return [] }
      guard !ListColumns.unsortable.contains(column.id) else {
        model.tell(ListWords.unsortable(column.title))
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
