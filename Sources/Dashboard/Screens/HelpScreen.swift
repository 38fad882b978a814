import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct HelpState: Sendable, Equatable {
  var scroll = ScrollState()
  var search = ""

  public init() {}
}

/// All keys, from the registry that the keys themselves come from; searchable.
enum HelpScreen: ScreenBehavior {
  static func title(_ state: HelpState, _ model: Model) -> String { Words.help }

  static func commands(_ state: HelpState, _ model: Model) -> [Command] { [.filter] + ScrollState.commands }

  /// A line of the list: a heading, or keys with what they do.
  private struct Line {
    var keys: String
    var text: String
    var isHeading: Bool
  }

  private static func lines(_ state: HelpState, _ model: Model) -> [Line] {
    Binding.Section.allCases.flatMap { section -> [Line] in
      let bindings = model.keyMap.bindings.filter { $0.section == section && matches($0, state.search) }
      guard !bindings.isEmpty else { return [] }
      return [Line(keys: section.rawValue, text: "", isHeading: true)]
        + bindings.map {
          Line(keys: $0.keys.map(\.name).joined(separator: " "), text: $0.help, isHeading: false)
        }
    }
  }

  private static func matches(_ binding: Binding, _ search: String) -> Bool {
    let needle = search.lowercased()
    return needle.isEmpty || binding.help.lowercased().contains(needle) || binding.short.lowercased().contains(needle)
  }

  /// Two columns where there is room for them.
  private static func columns(_ rect: Rect) -> Int { rect.width >= 110 ? 2 : 1 }

  static func draw(_ state: HelpState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let lines = lines(state, model)
    let columns = columns(rect)
    let width = rect.width / columns
    let shown = lines.dropFirst(state.scroll.top * columns)
    let perColumn = max(rect.height, 1)
    for (index, line) in shown.prefix(perColumn * columns).enumerated() {
      let x = rect.x + 1 + index / perColumn * width
      let y = rect.y + index % perColumn
      if line.isHeading {
        canvas.put(line.keys, x: x, y: y, style: look[.title], width: width - 2)
        continue
      }
      canvas.put(line.keys, x: x, y: y, style: look[.key], width: 16)
      canvas.put(line.text, x: x + 18, y: y, style: look[.text], width: max(0, width - 20))
    }
    if lines.isEmpty { canvas.put("no key for that", x: rect.x + 1, y: rect.y, style: look[.dim]) }
  }

  static func perform(_ command: Command, _ state: inout HelpState, _ model: inout Model) -> [Effect] {
    if command == .filter {
      model.prompt = Prompt(kind: .screen, label: "find", text: state.search, hint: "what the key should do")
      return []
    }
    let rect = Frame(size: model.size, model: model).body
    let rows = (lines(state, model).count + columns(rect) - 1) / columns(rect)
    state.scroll.perform(command, lines: rows, height: rect.height)
    return []
  }

  static func typed(
    _ prompt: Prompt, isFinal: Bool, _ state: inout HelpState, _ model: inout Model
  ) -> [Effect] {
    state.search = prompt.text
    state.scroll = ScrollState()
    return []
  }

  static func mouse(
    _ event: MouseEvent, in rect: Rect, _ state: inout HelpState, _ model: inout Model
  ) -> [Effect] {
    switch event.kind {
    case .wheelUp: perform(.up, &state, &model)
    case .wheelDown: perform(.down, &state, &model)
    default: []
    }
  }
}
