import Cells

/// The rows below: freshness and rows set aside, then the keys that work here, a toast or the line being typed.
enum FooterBar {
  static func draw(_ model: Model, _ rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    canvas.fill(rect, style: look[.footer])
    if rect.height > 1 { DataLine.draw(model, rect.row(0), look, &canvas) }
    let line = rect.row(rect.height - 1)
    if let prompt = model.prompt {
      draw(prompt, line, look, &canvas)
    } else if let toast = model.toast {
      canvas.put(
        toast.text, x: line.x + 1, y: line.y, style: look[toast.isError ? .error : .strong], width: line.width - 2)
    } else {
      for hint in hints(model, line) { draw(hint, line.y, look, &canvas) }
    }
  }

  /// A key and what it does, at its place.
  struct Hint: Equatable {
    var command: Command
    var key: String
    var word: String
    var x: Int
    var width: Int { TextWidth.of(key) + 1 + TextWidth.of(word) }
  }

  /// The hints that fit, from the commands of the screen on top and those that always matter.
  static func hints(_ model: Model, _ line: Rect) -> [Hint] {
    let offered = model.offeredCommands.filter { !moving.contains($0) }
    // What the screen itself can do comes before the ways to other screens; on the overview the ways come first.
    var wanted = model.stack.count > 1 ? offered : offered.filter { !late.contains($0) }
    for command in always + offered where !wanted.contains(command) { wanted.append(command) }
    let closing: [Command] = line.width < 60 ? [.help, .quitOrBack] : [.palette, .help, .quitOrBack]
    let here = Set(model.offeredCommands)
    let all = wanted.filter { !closing.contains($0) }.compactMap { hint($0, model, offered: here) }
    let last = closing.compactMap { hint($0, model, offered: here) }
    var room = line.width - 2 - last.map { $0.width + 2 }.reduce(0, +)
    var chosen: [Hint] = []
    for hint in all where hint.width + 2 <= room {
      chosen.append(hint)
      room -= hint.width + 2
    }
    var x = line.x + 1
    return (chosen + last).compactMap { hint in
      guard x + hint.width <= line.maxX else { return nil }
      var placed = hint
      placed.x = x
      x += hint.width + 2
      return placed
    }
  }

  /// The command of the hint under the pointer.
  static func command(at x: Int, _ y: Int, _ model: Model, _ rect: Rect) -> Command? {
    guard y == rect.maxY - 1, model.prompt == nil, model.toast == nil else { return nil }
    return hints(model, rect.row(rect.height - 1)).first { x >= $0.x && x < $0.x + $0.width }?.command
  }

  private static let moving: Set<Command> = [
    .up, .down, .left, .right, .first, .last, .pageUp, .pageDown, .nextPart, .previousPart, .panel2, .panel3, .panel4,
    .panel5, .back, .nextMatch, .previousMatch,
  ]

  /// On the overview shown after those that lead to other screens.
  private static let late: Set<Command> = [.fullScreen, .copy, .export, .note, .link, .layout, .leaveOut]

  private static let always: [Command] = [
    .alerts, .waiting, .changes, .whose, .opportunities, .filter, .period, .dayBack, .explain, .comparison, .claims,
    .sources,
    .themes, .pause,
  ]

  private static func hint(_ command: Command, _ model: Model, offered: Set<Command>) -> Hint? {
    guard let binding = model.keyMap.binding(of: command), binding.place == .anywhere || offered.contains(command)
    else { return nil }
    guard command == .dayBack || binding.disabledReason(model) == nil else { return nil }
    let key = keyText(command, model)
    guard !key.isEmpty else { return nil }
    return Hint(command: command, key: key, word: word(command, binding, model), x: 0)
  }

  private static func keyText(_ command: Command, _ model: Model) -> String {
    switch command {
    case .panel1: panelKeys(model)
    case .dayBack: "\(model.keyMap.keyName(of: .dayBack)) \(model.keyMap.keyName(of: .dayOn))"
    case .quitOrBack where model.stack.count > 1: model.keyMap.keyName(of: .back)
    default: model.keyMap.keyName(of: command)
    }
  }

  /// "1-5", or the first of them where somebody gave panels other keys.
  private static func panelKeys(_ model: Model) -> String {
    let keys = [Command.panel1, .panel2, .panel3, .panel4, .panel5].map(model.keyMap.keyName)
    return keys == ["1", "2", "3", "4", "5"] ? "1-5" : keys[0]
  }

  private static func word(_ command: Command, _ binding: Binding, _ model: Model) -> String {
    switch command {
    case .dayBack: CommandWords.dayBackAndOn
    case .quitOrBack where model.stack.count > 1: CommandWords.short(.back)
    default: binding.short
    }
  }

  private static func draw(_ hint: Hint, _ y: Int, _ look: Look, _ canvas: inout Canvas) {
    let used = canvas.put(hint.key, x: hint.x, y: y, style: look[.key].within(look[.footer]))
    canvas.put(hint.word, x: hint.x + used + 1, y: y, style: look[.footer])
  }

  /// The line being typed; what lies left of the edge is hidden when it is long.
  private static func draw(_ prompt: Prompt, _ line: Rect, _ look: Look, _ canvas: inout Canvas) {
    let label = prompt.kind == .palette ? prompt.label : "\(prompt.label): "
    var x = line.x + 1 + canvas.put(label, x: line.x + 1, y: line.y, style: look[.key].within(look[.footer]))
    let before = String(prompt.text.prefix(prompt.cursor))
    let room = max(4, line.maxX - x - 1)
    let hidden = max(0, TextWidth.of(before) - room + 1)
    let shown = hidden == 0 ? prompt.text : String(prompt.text.dropFirst(hidden))
    let start = x
    x += canvas.put(shown, x: x, y: line.y, style: look[.strong].within(look[.footer]), width: room)
    canvas.cursor = (start + TextWidth.of(before) - hidden, line.y)
    if x + 4 < line.maxX {
      canvas.put(
        prompt.hint, x: x + 3, y: line.y, style: look[.dim].within(look[.footer]), width: line.maxX - x - 4)
    }
  }
}
