import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct ThemesState: Sendable, Equatable {
  /// The theme when the picker was opened; Esc goes back to it.
  var original: String??
  var selected = 0

  public init() {}
}

/// Choosing a theme; the whole screen shows the selected one at once.
enum ThemePickerScreen: ScreenBehavior {
  static func title(_ state: ThemesState, _ model: Model) -> String { Words.themes }

  static func commands(_ state: ThemesState, _ model: Model) -> [Command] {
    [.open, .up, .down, .first, .last]
  }

  static func draw(_ state: ThemesState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let themes = model.display.themes
    let listWidth = min(30, rect.width - 2)
    for (index, theme) in themes.prefix(rect.height - 1).enumerated() {
      let isSelected = index == state.selected
      let y = rect.y + 1 + index
      let row = Rect(x: rect.x + 1, y: y, width: listWidth, height: 1)
      if isSelected { canvas.fill(row, style: look[.selection]) }
      canvas.put(
        " \(theme.name)", x: row.x, y: y, style: look[isSelected ? .selection : .text], width: listWidth - 6)
      canvas.putRight(
        theme.isDark ? "dark " : "light ", endingAt: row.maxX, y: y, style: look[isSelected ? .selection : .dim])
    }
    let sample = Rect(
      x: rect.x + listWidth + 4, y: rect.y + 1, width: rect.width - listWidth - 6, height: rect.height - 2)
    drawSample(sample, look, &canvas)
  }

  /// What matters on screen, in the theme that is tried.
  private static func drawSample(_ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    guard rect.width >= 24, rect.height >= 9 else { return }
    canvas.box(Rect(x: rect.x, y: rect.y, width: min(48, rect.width), height: 9), style: look[.border], glyphs: look.glyphs)
    canvas.put(" 1 Lead response ", x: rect.x + 2, y: rect.y, style: look[.title])
    let lines: [(Glyph?, String, Role)] = [
      (nil, "31 % answered in 5 min", .breaching), (nil, "limit 45 %   2 412 leads", .dim),
      (.critical, "CRITICAL", .critical), (.warning, "WARNING", .warning), (.ok, "ok", .ok), (.seen, "seen", .seen),
    ]
    for (index, line) in lines.enumerated() {
      let mark = line.0.map { look.mark($0) + " " } ?? ""
      canvas.put(mark + line.1, x: rect.x + 2, y: rect.y + 1 + index, style: look[line.2], width: 44)
    }
  }

  static func appear(_ state: inout ThemesState, _ model: inout Model) -> [Effect] {
    if state.original == nil { state.original = .some(model.display.chosenTheme) }
    let names = model.display.themes.map(\.name)
    state.selected = names.firstIndex { $0 == model.display.chosenTheme } ?? min(state.selected, max(0, names.count - 1))
    return []
  }

  static func perform(_ command: Command, _ state: inout ThemesState, _ model: inout Model) -> [Effect] {
    let count = model.display.themes.count
    switch command {
    case .up: state.selected = max(0, state.selected - 1)
    case .down: state.selected = max(0, min(count - 1, state.selected + 1))
    case .first: state.selected = 0
    case .last: state.selected = max(0, count - 1)
    case .open:
      // Leaving goes back to the theme before; this one is meant to stay.
      let chosen = model.display.chosenTheme
      let effects = model.pop()
      model.display.chosenTheme = chosen
      return [.saveState(model.screenState)] + effects
    default: return []
    }
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
    switch event.kind {
    case .wheelUp: return perform(.up, &state, &model)
    case .wheelDown: return perform(.down, &state, &model)
    case .press:
      let index = event.y - rect.y - 1
      guard model.display.themes.indices.contains(index) else { return [] }
      if index == state.selected { return perform(.open, &state, &model) }
      state.selected = index
      preview(state, &model)
      return []
    default: return []
    }
  }
}
