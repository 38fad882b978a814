import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct ThemesState: Sendable, Equatable {
  /// The theme when the picker was opened; Esc goes back to it.
  var original: String??
  var selected = 0
  var scroll = ScrollState()

  /// The picker before it knows the theme in use.
  public init() {}
}

/// Choosing a theme; the whole screen shows the selected one at once, the overview beside it.
enum ThemePickerScreen: ScreenBehavior {
  static func title(_ state: ThemesState, _ model: Model) -> String { Words.themes }

  static func commands(_ state: ThemesState, _ model: Model) -> [Command] {
    [.open, .export] + ScrollState.commands
  }

  static func draw(_ state: ThemesState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let themes = model.display.themes
    let list = listRect(rect)
    guard !themes.isEmpty else {
      canvas.put(ThemeWords.none, x: list.x + 1, y: list.y, style: look[.dim], width: rect.width - 3)
      return
    }
    for (index, theme) in themes.enumerated().dropFirst(state.scroll.top).prefix(list.height) {
      let isSelected = index == state.selected
      let row = Rect(x: list.x, y: list.y + index - state.scroll.top, width: list.width - 2, height: 1)
      if isSelected { canvas.fill(row, style: look[.selection]) }
      canvas.put(
        " \(theme.name)", x: row.x, y: row.y, style: look[isSelected ? .selection : .text], width: row.width - 6)
      canvas.putRight(
        (theme.isDark ? ThemeWords.dark : ThemeWords.light) + " ", endingAt: row.maxX, y: row.y,
        style: look[isSelected ? .selection : .dim])
    }
    state.scroll.drawBar(in: list, lines: themes.count, look, &canvas)
    let sample = Rect(
      x: list.maxX + 3, y: rect.y + 1, width: rect.maxX - list.maxX - 4, height: rect.height - 2)
    if model.snapshot != nil, sample.width >= 60, sample.height >= 14 {
      OverviewScreen.draw(0, model, sample, look, &canvas)
    } else {
      drawSample(sample, look, &canvas)
    }
  }

  private static func listRect(_ rect: Rect) -> Rect {
    let top = rect.height > 8 ? 1 : 0
    return Rect(x: rect.x + 1, y: rect.y + top, width: min(32, rect.width - 2), height: rect.height - top)
  }

  /// What matters on screen, in the theme that is tried, where there is no room for the figures themselves.
  private static func drawSample(_ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard rect.width >= 24, rect.height >= 9 else { return }
    canvas.box(
      Rect(x: rect.x, y: rect.y, width: min(48, rect.width), height: 9), style: look[.border], glyphs: look.glyphs)
    canvas.put(" 1 \(Words.title(.leadResponse)) ", x: rect.x + 2, y: rect.y, style: look[.title])
    let lines: [(Glyph?, String, Role)] = [
      (nil, ThemeWords.sampleFigure, .breaching), (nil, ThemeWords.sampleLimit, .dim),
      (.critical, VerdictWords.critical, .critical), (.warning, VerdictWords.warning, .warning),
      (.ok, VerdictWords.ok, .ok), (.seen, VerdictWords.seen, .seen),
    ]
    for (index, line) in lines.enumerated() {
      let mark = line.0.map { look.mark($0) + " " } ?? ""
      canvas.put(mark + line.1, x: rect.x + 2, y: rect.y + 1 + index, style: look[line.2], width: 44)
    }
  }

  static func appear(_ state: inout ThemesState, _ model: inout Model) -> [Effect] {
    if state.original == nil { state.original = .some(model.display.chosenTheme) }
    let names = model.display.themes.map(\.name)
    state.selected =
      names.firstIndex { $0 == model.display.themeName } ?? min(state.selected, max(0, names.count - 1))
    keepInView(&state, model)
    return []
  }

  private static func keepInView(_ state: inout ThemesState, _ model: Model) {
    let height = listRect(Frame(size: model.size, model: model).body).height
    state.scroll.show(state.selected..<state.selected + 1, lines: model.display.themes.count, height: height)
  }

  static func perform(_ command: Command, _ state: inout ThemesState, _ model: inout Model) -> [Effect] {
    let count = model.display.themes.count
    switch command {
    case .up: state.selected = max(0, state.selected - 1)
    case .down: state.selected = max(0, min(count - 1, state.selected + 1))
    case .first: state.selected = 0
    case .last: state.selected = max(0, count - 1)
    case .pageUp, .pageDown:
      let page = listRect(Frame(size: model.size, model: model).body).height
      state.selected = max(0, min(count - 1, state.selected + (command == .pageUp ? -page : page)))
    case .open:
      // Leaving goes back to the theme before; this one is meant to stay.
      let chosen = model.display.themeName
      let effects = model.pop()
      model.display.chosenTheme = chosen
      return [.saveState(model.screenState)] + effects
    case .export:
      return model.write(
        ScreenExport.themes(model.display), named: ListExport.fileName(title(state, model), model))
    default: return []
    }
    keepInView(&state, model)
    preview(state, &model)
    return []
  }

  private static func preview(_ state: ThemesState, _ model: inout Model) {
    guard model.display.themes.indices.contains(state.selected) else { return }
    model.display.chosenTheme = model.display.themes[state.selected].name
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout ThemesState, _ model: inout Model
  ) -> [Effect] {
    let list = listRect(rect)
    if state.scroll.follow(event, in: list, lines: model.display.themes.count, &model) { return [] }
    switch event.kind {
    case .press:
      let index = event.y - list.y + state.scroll.top
      guard list.contains(x: event.x, y: event.y), model.display.themes.indices.contains(index) else { return [] }
      if index == state.selected { return perform(.open, &state, &model) }
      state.selected = index
      preview(state, &model)
      return []
    default: return []
    }
  }
}
