import Cells
import Domain
import MetricEngine

/// What the screen remembers.
public struct HelpState: Sendable, Equatable {
  var scroll = ScrollState()
  var search = ""

  /// All keys, from the first.
  public init() {}
}

/// All keys, from the registry that the keys themselves come from; searchable.
enum HelpScreen: ScreenBehavior {
  static func title(_ state: HelpState, _ model: Model) -> String { Words.help }

  static func commands(_ state: HelpState, _ model: Model) -> [Command] {
    [.filter, .export] + ScrollState.commands
  }

  /// A line of the list: a heading, keys with what they do, or more of what they do.
  private struct Line {
    var keys = ""
    var text = ""
    var isHeading = false
  }

  /// From this width on the list stands in two columns.
  private static let twoColumns = 100

  private static func keyWidth(_ width: Int) -> Int { width < 50 ? 14 : 18 }

  /// The sections with what matches the search, wrapped to a width.
  private static func sections(_ state: HelpState, _ model: Model, width: Int) -> [[Line]] {
    let room = max(10, width - keyWidth(width) - 2)
    return found(state, model).map { section, bindings in
      [Line(keys: CommandWords.title(section), isHeading: true)]
        + bindings.flatMap { binding in
          TextFlow.wrap(binding.help, width: room).enumerated().map { index, text in
            Line(keys: index == 0 ? binding.keys.map(\.name).joined(separator: " ") : "", text: text)
          }
        }
    }
  }

  /// What matches the search, by section.
  private static func found(_ state: HelpState, _ model: Model) -> [(section: Binding.Section, bindings: [Binding])] {
    Binding.Section.allCases.compactMap { section in
      let bindings = model.keyMap.bindings.filter { $0.section == section && matches($0, state.search) }
      return bindings.isEmpty ? nil : (section, bindings)
    }
  }

  /// The sections in one or two columns of about the same height, an empty row between two sections.
  private static func columns(_ state: HelpState, _ model: Model, _ rect: Rect) -> [[Line]] {
    let isWide = rect.width >= twoColumns
    let all = sections(state, model, width: (rect.width - 2) / (isWide ? 2 : 1))
    func joined(_ sections: ArraySlice<[Line]>) -> [Line] { Array(sections.joined(separator: [Line()])) }
    guard isWide else { return [joined(all[...])] }
    let cuts = (0...all.count).map { cut in [joined(all[..<cut]), joined(all[cut...])] }
    return cuts.min { max($0[0].count, $0[1].count) < max($1[0].count, $1[1].count) } ?? []
  }

  private static func matches(_ binding: Binding, _ search: String) -> Bool {
    let text = "\(binding.help) \(binding.short) \(binding.keys.map(\.name).joined(separator: " "))".lowercased()
    return search.lowercased().split(separator: " ").allSatisfy { text.contains($0) }
  }

  static func draw(_ state: HelpState, _ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let columns = columns(state, model, rect)
    let rows = columns.map(\.count).max() ?? 0
    let width = (rect.width - 2) / max(1, columns.count)
    var scroll = state.scroll
    scroll.clamp(lines: rows, height: rect.height)
    for (place, lines) in columns.enumerated() {
      for (index, line) in lines.dropFirst(scroll.top).prefix(rect.height).enumerated() {
        let (x, y) = (rect.x + 1 + place * width, rect.y + index)
        let keys = keyWidth(width)
        let keyRole: Role = line.isHeading ? .title : .key
        canvas.put(line.keys, x: x, y: y, style: look[keyRole], width: line.isHeading ? width - 2 : keys - 1)
        canvas.put(line.text, x: x + keys, y: y, style: look[.text], width: max(0, width - keys - 1))
      }
    }
    if rows == 0 { canvas.put(HelpWords.noSuchKey, x: rect.x + 1, y: rect.y, style: look[.dim]) }
    scroll.drawBar(in: rect, lines: rows, look, &canvas)
  }

  // MARK: - Keys and mouse

  private static func rows(_ state: HelpState, _ model: Model, _ rect: Rect) -> Int {
    columns(state, model, rect).map(\.count).max() ?? 0
  }

  static func stepBack(_ state: inout HelpState, _ model: inout Model) -> [Effect]? {
    guard !state.search.isEmpty else { return nil }
    state = HelpState()
    model.tell(Words.filterDropped(back: model.keyMap.keyName(of: .back)))
    return []
  }

  static func perform(_ command: Command, _ state: inout HelpState, _ model: inout Model) -> [Effect] {
    if command == .filter {
      model.prompt = Prompt(kind: .screen, label: Words.find, text: state.search, hint: HelpWords.searchHint)
      return []
    }
    if command == .export {
      let table = ScreenExport.keys(found(state, model).flatMap(\.bindings))
      return model.write(table, named: ListExport.fileName(title(state, model), model))
    }
    let rect = Frame(size: model.size, model: model).body
    state.scroll.perform(command, lines: rows(state, model, rect), height: rect.height)
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
    _ = state.scroll.follow(event, in: rect, lines: rows(state, model, rect), &model)
    return []
  }
}
