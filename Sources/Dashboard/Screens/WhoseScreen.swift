import Cells
import Domain
import MetricEngine

/// The parts of the organisation beside each other, with their five figures: one walks in with Enter and out with Esc,
/// and the whole dashboard follows.
enum WhoseScreen: ScreenBehavior {
  static func title(_ state: WhoseState, _ model: Model) -> String { Words.whose }

  static func commands(_ state: WhoseState, _ model: Model) -> [Command] {
    [.open, .whose, .sort, .reverse, .filter, .copy, .export, .left, .right, .nextMatch, .previousMatch]
      + ScrollState.commands
  }

  // MARK: - Drawing

  static func draw(_ state: WhoseState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard let snapshot = model.snapshot, let people = state.people else {
      canvas.put(Words.reading, x: rect.x + 1, y: rect.y, style: look[.dim], width: rect.width - 2)
      return
    }
    let layout = WhoseLayout(rect)
    summary(state, people).draw(in: layout.summary, look, &canvas)
    let table = WhoseTable(state, people, snapshot, width: layout.table.width)
    table.table.draw(in: layout.table, on: &canvas, look: look) { table.cells($0, look) }
    if let detail = layout.detail, let element = state.element {
      ElementLines(element, people, snapshot).draw(way(people, model), in: detail, look, &canvas)
    }
  }

  /// "4 teams   ranked by lead response, what evidence speaks against first".
  private static func summary(_ state: WhoseState, _ people: People) -> RichLine {
    let count = DimensionWords.parts(state.order.count, people.dimension)
    let found = state.search.isEmpty ? nil : [Span.dim(Words.only("")), Span(text: state.search, role: .match)]
    let order = PeopleWords.order(by: Words.title(state.metric), bestFirst: state.isReversed)
    let isWidened = state.elements.contains { !$0.widened.isEmpty }
    let note = isWidened ? PeopleWords.widened(ElementWords.widenedMark, days: People.widenedDays) : ""
    return RichLine([[.strong(count)], found, [.dim(order)]], right: [.dim(note)])
  }

  /// "Enter its reps   w shows the dashboard for all teams".
  private static func way(_ people: People, _ model: Model) -> String {
    let open = model.keyMap.keyName(of: .open)
    let inside = people.dimension == .rep ? PeopleWords.theSheet : PeopleWords.goesIn
    return "\(open) \(inside)   \(model.keyMap.keyName(of: .whose)) \(Words.dashboard)"
  }

  private static func capacity(_ model: Model) -> Int {
    let layout = WhoseLayout(Frame(size: model.size, model: model).body)
    return Table(columns: [], rowCount: 0).capacity(in: layout.table)
  }

  // MARK: - Asking

  static func appear(_ state: inout WhoseState, _ model: inout Model) -> [Effect] {
    let effects = model.setScope(state.scope)
    state.select(state.selected, capacity: capacity(model))
    guard let dimension = model.snapshot.flatMap({ state.scope.parts(in: $0.names) }) else { return effects }
    return effects + state.question.ask(dimension, of: state.scope, &model)
  }

  static func receive(_ message: Message, _ state: inout WhoseState, _ model: inout Model) -> [Effect] {
    guard let people = state.question.answer(message), let snapshot = model.snapshot else { return [] }
    state.take(people, snapshot)
    state.select(state.selected, capacity: capacity(model))
    return []
  }

  // MARK: - Keys

  static func perform(_ command: Command, _ state: inout WhoseState, _ model: inout Model) -> [Effect] {
    let rows = capacity(model)
    switch command {
    case .up: state.select(state.selected - 1, capacity: rows)
    case .down: state.select(state.selected + 1, capacity: rows)
    case .pageUp: state.select(state.selected - rows, capacity: rows)
    case .pageDown: state.select(state.selected + rows, capacity: rows)
    case .first: state.select(0, capacity: rows)
    case .last: state.select(state.order.count - 1, capacity: rows)
    case .sort: state.rankByNext()
    case .reverse: state.reverse()
    case .open, .right: return enter(state, &model)
    case .left: return leave(&state, &model)
    case .filter:
      model.prompt = Prompt(kind: .screen, label: Words.find, text: state.search, hint: PeopleWords.searchHint)
    case .nextMatch, .previousMatch: goThrough(&state, &model, step: command == .nextMatch ? 1 : -1)
    case .copy: return copy(state, model)
    case .export: return export(state, &model)
    default: break
    }
    return []
  }

  /// Goes in: to the parts of the selected element, or to the sheet of a rep.
  private static func enter(_ state: WhoseState, _ model: inout Model) -> [Effect] {
    guard let people = state.people, let element = state.element, let names = model.snapshot?.names else { return [] }
    let scope = state.scope.entering(element.name, of: people.dimension)
    if people.dimension == .rep { return model.push(.rep(RepState(scope))) }
    guard scope.parts(in: names) != nil else { return model.setScope(scope) + model.openWhose() }
    return model.push(.whose(WhoseState(scope)))
  }

  /// Goes out: back where it came from, else one step further than where it was opened.
  private static func leave(_ state: inout WhoseState, _ model: inout Model) -> [Effect] {
    if case .whose = model.screenBelow { return model.pop() }
    guard let outer = state.scope.outer else { return [] }
    state = WhoseState(outer)
    return appear(&state, &model)
  }

  static func stepBack(_ state: inout WhoseState, _ model: inout Model) -> [Effect]? {
    guard !state.search.isEmpty else { return nil }
    state.find("")
    state.select(0, capacity: capacity(model))
    model.tell(Words.filterDropped(back: model.keyMap.keyName(of: .back)))
    return []
  }

  /// Goes to the name that matches next; around the end.
  private static func goThrough(_ state: inout WhoseState, _ model: inout Model, step: Int) {
    guard !state.search.isEmpty, !state.order.isEmpty else {
      return model.tell(Words.noSearch(filter: model.keyMap.keyName(of: .filter)))
    }
    state.select((state.selected + step + state.order.count) % state.order.count, capacity: capacity(model))
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout WhoseState, _ model: inout Model
  ) -> [Effect] {
    state.find(prompt.text)
    state.select(0, capacity: capacity(model))
    return []
  }

  private static func copy(_ state: WhoseState, _ model: Model) -> [Effect] {
    guard let people = state.people, let snapshot = model.snapshot, let element = state.element else { return [] }
    return [.copy(ElementLines(element, people, snapshot).text)]
  }

  private static func export(_ state: WhoseState, _ model: inout Model) -> [Effect] {
    guard let people = state.people, let snapshot = model.snapshot else { return [] }
    let parts = state.elements.map { element in
      FiguresExport.Part(
        name: DimensionWords.name(people.dimension, element.name), figures: element.figures, widened: element.widened)
    }
    let table = FiguresExport.table(parts, period: FiguresExport.period(snapshot))
    return model.write(table, named: ListExport.fileName(DimensionWords.plural(people.dimension), model))
  }

  // MARK: - Mouse

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout WhoseState, _ model: inout Model
  ) -> [Effect] {
    guard let people = state.people, let snapshot = model.snapshot else { return [] }
    let (layout, rows) = (WhoseLayout(rect), capacity(model))
    let table = WhoseTable(state, people, snapshot, width: layout.table.width).table
    if let top = model.pull(table.scrollBar(in: layout.table), top: state.top, event) {
      state.scroll(to: top, capacity: rows)
      return []
    }
    switch event.kind {
    case .wheelUp: state.scroll(to: state.top - 3, capacity: rows)
    case .wheelDown: state.scroll(to: state.top + 3, capacity: rows)
    case .press where table.isHeader(y: event.y, in: layout.table):
      let column = table.column(atX: event.x, in: layout.table)
      if let metric = column.flatMap({ MetricID(rawValue: $0.id) }) { state.rank(by: metric) }
    case .press:
      guard let row = table.row(atY: event.y, in: layout.table) else { return [] }
      if row == state.selected { return enter(state, &model) }
      state.select(row, capacity: rows)
    case .release, .drag: break
    }
    return []
  }
}

/// Where the parts of the screen stand.
struct WhoseLayout {
  let summary: Rect
  let table: Rect
  /// The selected element in words; nil where there is no room.
  let detail: Rect?

  init(_ rect: Rect) {
    let inner = Rect(x: rect.x + 1, y: rect.y, width: max(0, rect.width - 2), height: rect.height)
    summary = inner.row(0)
    let wanted = ElementLines.rows
    let shows = rect.height >= wanted + 6
    let height = max(0, rect.height - 1 - (shows ? wanted : 0))
    table = Rect(x: inner.x, y: rect.y + 1, width: inner.width, height: height)
    detail = shows ? Rect(x: inner.x, y: table.maxY, width: inner.width, height: wanted) : nil
  }
}
