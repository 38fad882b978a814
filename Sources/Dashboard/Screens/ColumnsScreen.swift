import Cells
import Domain
import MetricEngine

/// What the choice of columns remembers.
public struct ColumnsState: Sendable, Equatable {
  /// A column and whether it is shown.
  struct Entry: Sendable, Equatable {
    var id: String
    var title: String
    var isShown: Bool
  }

  let listing: Listing
  /// Those shown first, from left to right.
  fileprivate(set) var entries: [Entry]
  fileprivate(set) var selected = 0

  /// The columns of a list as they are.
  init(_ list: ListState) {
    listing = list.listing
    entries = Self.entries(list.listing, shown: list.columns ?? ListColumns.usual(list.listing))
  }

  fileprivate static func entries(_ listing: Listing, shown: [String]) -> [Entry] {
    let all = ListColumns.all(listing)
    func entry(_ column: TableColumn, _ isShown: Bool) -> Entry {
      Entry(id: column.id, title: column.title, isShown: isShown)
    }
    return shown.compactMap { id in all.first { $0.id == id }.map { entry($0, true) } }
      + all.filter { !shown.contains($0.id) }.map { entry($0, false) }
  }

  /// What is shown, from left to right; nil for the usual.
  fileprivate var chosen: [String]? {
    let shown = entries.filter(\.isShown).map(\.id)
    return shown == ListColumns.usual(listing) ? nil : shown
  }
}

/// The columns of the list below, in a box over it: which, and in which order.
enum ColumnsScreen: ScreenBehavior {
  static func title(_ state: ColumnsState, _ model: Model) -> String { Words.columns }

  static func commands(_ state: ColumnsState, _ model: Model) -> [Command] {
    [.mark, .left, .right, .open, .up, .down, .first, .last]
  }

  // MARK: - Drawing

  private static let width = 44

  private static func box(_ state: ColumnsState, _ rect: Rect) -> Rect {
    let height = min(rect.height, state.entries.count + 5)
    let wide = min(rect.width, width)
    return Rect(x: rect.maxX - wide, y: rect.y, width: wide, height: height)
  }

  /// Rows of the box for columns, and the first of them in view.
  private static func view(_ state: ColumnsState, _ box: Rect) -> (top: Int, rows: Int) {
    let rows = max(1, box.height - 4)
    return (Table.offset(0, showing: state.selected, rowCount: state.entries.count + 1, capacity: rows), rows)
  }

  /// The bar on the right border; nil where all of it is in view.
  private static func bar(_ state: ColumnsState, _ box: Rect) -> ScrollBar? {
    let (_, rows) = view(state, box)
    return ScrollBar(
      Rect(x: box.maxX - 1, y: box.y + 1, width: 1, height: rows), lines: state.entries.count + 1, shown: rows)
  }

  static func draw(_ state: ColumnsState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    model.drawScreenBelow(rect, look, &canvas)
    let box = box(state, rect)
    canvas.fill(box, style: look[.text])
    canvas.box(box, style: look[.focus], glyphs: look.glyphs)
    canvas.put(" \(Words.columns) ", x: box.x + 2, y: box.y, style: look[.title])
    let (top, rows) = view(state, box)
    let usual = ColumnsState.Entry(id: "", title: ColumnWords.usual, isShown: false)
    for (offset, entry) in (state.entries + [usual]).dropFirst(top).prefix(rows).enumerated() {
      let y = box.y + 1 + offset
      canvas.put(entry.isShown ? look.mark(.marked) : " ", x: box.x + 2, y: y, style: look[.mark])
      canvas.put(
        entry.title, x: box.x + 4, y: y, style: look[entry.isShown ? .text : .dim], width: max(0, box.width - 6))
      if top + offset == state.selected {
        canvas.restyle(Rect(x: box.x + 1, y: y, width: box.width - 2, height: 1)) { _ in look[.selection] }
      }
    }
    bar(state, box)?.draw(top: top, on: &canvas, look: look)
    let hints = [ColumnWords.hint, ColumnWords.back]
    for (offset, hint) in hints.enumerated() {
      canvas.put(hint, x: box.x + 2, y: box.maxY - 3 + offset, style: look[.dim], width: max(0, box.width - 4))
    }
  }

  // MARK: - Keys

  static func perform(_ command: Command, _ state: inout ColumnsState, _ model: inout Model) -> [Effect] {
    let last = state.entries.count
    switch command {
    case .up: state.selected = max(0, state.selected - 1)
    case .down: state.selected = min(last, state.selected + 1)
    case .first: state.selected = 0
    case .last: state.selected = last
    case .open: return model.pop()
    case .mark: return toggle(&state, &model)
    case .left: return move(-1, &state, &model)
    case .right: return move(1, &state, &model)
    default: break
    }
    return []
  }

  /// Shows or hides the selected column; below them all the usual ones come back.
  private static func toggle(_ state: inout ColumnsState, _ model: inout Model) -> [Effect] {
    if state.entries.indices.contains(state.selected) {
      state.entries[state.selected].isShown.toggle()
    } else {
      state.entries = ColumnsState.entries(state.listing, shown: ListColumns.usual(state.listing))
    }
    return apply(state, &model)
  }

  /// Exchanges the selected column with the one beside it.
  private static func move(_ step: Int, _ state: inout ColumnsState, _ model: inout Model) -> [Effect] {
    let place = state.selected + step
    guard state.entries.indices.contains(place), state.entries.indices.contains(state.selected) else { return [] }
    state.entries.swapAt(state.selected, place)
    state.selected = place
    return apply(state, &model)
  }

  /// Shows the choice at once, and keeps it for all lists of the kind; a list without any column is none.
  private static func apply(_ state: ColumnsState, _ model: inout Model) -> [Effect] {
    guard state.entries.contains(where: \.isShown) else {
      model.tell(ColumnWords.oneNeeded)
      return []
    }
    model.columns[ListColumns.Kind(state.listing).name] = state.chosen
    model.changeListBelow { $0.columns = state.chosen }
    return [.saveState(model.screenState)]
  }

  // MARK: - Mouse

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ColumnsState, _ model: inout Model
  ) -> [Effect] {
    let box = box(state, rect)
    let (first, shown) = view(state, box)
    if let top = model.pull(bar(state, box), top: first, event) {
      // What is selected decides what is in view.
      if top != first { state.selected = top < first ? top : top + shown - 1 }
      return []
    }
    switch event.kind {
    case .wheelUp: return perform(.up, &state, &model)
    case .wheelDown: return perform(.down, &state, &model)
    case .press where !box.contains(x: event.x, y: event.y): return model.pop()
    case .press:
      let row = event.y - box.y - 1
      guard (0..<shown).contains(row), first + row <= state.entries.count else { return [] }
      state.selected = first + row
      return perform(.mark, &state, &model)
    case .release, .drag: return []
    }
  }
}

extension Screen {
  /// The list on it that has the keys; nil where there is none.
  var list: ListState? {
    get {
      switch self {
      case .list(let state): state
      case .waiting(let state): state.list
      case .panel(let state): state.list
      case .rep(let state): RepState.list(state.part).map { state[keyPath: $0] }
      default: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .list: self = .list(newValue)
      case .waiting(var state):
        state.list = newValue
        self = .waiting(state)
      case .panel(var state):
        state.list = newValue
        self = .panel(state)
      case .rep(var state):
        if let path = RepState.list(state.part) { state[keyPath: path] = newValue }
        self = .rep(state)
      default: break
      }
    }
  }
}

extension Model {
  /// Changes the list that a box on top leaves to be seen.
  mutating func changeListBelow(_ change: (inout ListState) -> Void) {
    guard stack.count > 1, var list = stack[stack.count - 2].screen.list else { return }
    change(&list)
    stack[stack.count - 2].screen.list = list
  }
}
