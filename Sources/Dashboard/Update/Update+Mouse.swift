import Cells

extension Model {
  /// A press or a turn of the wheel: on the bar on top, on a key of the footer, or within the screen on top.
  mutating func mouse(_ event: MouseEvent) -> [Effect] {
    guard Frame.isUsable(size), let event = held(event) else { return [] }
    opening = nil
    let frame = Frame(size: size, model: self)
    if let line = prompt {
      if let choices { return mouse(event, on: PalettePlace(choices, line, frame), line) }
      return event.kind == .press && frame.body.contains(x: event.x, y: event.y) ? cancelPrompt() : []
    }
    if frame.body.contains(x: event.x, y: event.y) { return sendMouse(event, in: frame.body) }
    guard event.kind == .press else { return [] }
    toast = nil
    if frame.footer.contains(x: event.x, y: event.y) {
      return FooterBar.command(at: event.x, event.y, self, frame.footer).flatMap { keyMap.binding(of: $0) }.map {
        run($0)
      } ?? []
    }
    return frame.header.contains(x: event.x, y: event.y)
      ? follow(HeaderBar.target(atX: event.x, self, frame.header)) : []
  }

  /// Does what a click on the bar on top asks for.
  private mutating func follow(_ target: HeaderBar.Target?) -> [Effect] {
    switch target {
    case .command(let command): return keyMap.binding(of: command).map { run($0) } ?? []
    case .level(let level) where level < stack.count - 1:
      if case .themes(let state) = screen, let original = state.original { display.chosenTheme = original }
      stack.removeLast(stack.count - 1 - level)
      return appear()
    case .level, nil: return []
    }
  }
}

extension Model {
  /// Chooses by mouse what could be chosen by keys: the wheel and the bar move, a click takes, one elsewhere leaves.
  private mutating func mouse(_ event: MouseEvent, on place: PalettePlace, _ line: Prompt) -> [Effect] {
    if let top = pull(place.bar, top: place.top, event) {
      // What is selected decides what is in view.
      return top == place.top ? [] : editPrompt { $0.selected = top < place.top ? top : top + place.rows - 1 }
    }
    switch event.kind {
    case .wheelUp: return editPrompt { $0.selected = max(0, $0.selected - 1) }
    case .wheelDown: return editPrompt { $0.selected += 1 }
    case .press:
      if let choice = place.choice(atX: event.x, event.y) {
        prompt?.selected = choice
        return commitPrompt()
      }
      return place.box.contains(x: event.x, y: event.y) ? [] : cancelPrompt()
    case .release, .drag: return []
    }
  }
}

/// A scroll bar that the mouse holds.
struct Grip: Sendable, Equatable {
  /// Where the bar stands.
  var bar: Rect
  /// By how many rows its thumb is held below its beginning; nil in its middle.
  var offset: Int?
}

extension Model {
  /// The event as it counts: what holds a bar stays on that bar wherever it moves; moving means nothing else.
  private mutating func held(_ event: MouseEvent) -> MouseEvent? {
    switch event.kind {
    case .press, .wheelUp, .wheelDown:
      grip = nil
      return event
    case .release:
      grip = nil
      return nil
    case .drag:
      guard let bar = grip?.bar else { return nil }
      return MouseEvent(kind: .drag, x: bar.x, y: max(bar.y, min(bar.maxY - 1, event.y)))
    }
  }

  /// The line that comes into view first when a scroll bar is pulled.
  /// - Returns: nil if the event does not pull this bar.
  mutating func pull(_ bar: ScrollBar?, top: Int, _ event: MouseEvent) -> Int? {
    guard let bar, bar.rect.contains(x: event.x, y: event.y) else { return nil }
    switch event.kind {
    case .press:
      let offset = bar.grip(top: top, atY: event.y)
      grip = Grip(bar: bar.rect, offset: offset)
      // Who takes hold of the thumb has not moved it yet.
      return offset == nil ? bar.top(atY: event.y) : top
    case .drag where grip?.bar == bar.rect: return bar.top(atY: event.y, grip: grip?.offset)
    case .drag, .release, .wheelUp, .wheelDown: return nil
    }
  }
}
