import Cells

/// Where a text that is longer than the screen is scrolled to.
struct ScrollState: Sendable, Equatable {
  /// First line in view.
  var top = 0

  /// The commands that scroll.
  static let commands: [Command] = [.up, .down, .pageUp, .pageDown, .first, .last]

  /// Scrolls a text of so many lines in a part of so many rows.
  mutating func perform(_ command: Command, lines: Int, height: Int) {
    switch command {
    case .up: top -= 1
    case .down: top += 1
    case .pageUp: top -= max(1, height)
    case .pageDown: top += max(1, height)
    case .first: top = 0
    case .last: top = lines
    default: return
    }
    clamp(lines: lines, height: height)
  }

  /// Scrolls by what a turn of the wheel asks for; false if the event is no turn.
  mutating func turn(_ event: MouseEvent, lines: Int, height: Int) -> Bool {
    switch event.kind {
    case .wheelUp: top -= 3
    case .wheelDown: top += 3
    default: return false
    }
    clamp(lines: lines, height: height)
    return true
  }

  /// Scrolls just so far that these lines are in view.
  mutating func show(_ range: Range<Int>, lines: Int, height: Int) {
    top = min(max(top, range.upperBound - height), range.lowerBound)
    clamp(lines: lines, height: height)
  }

  /// Keeps the text in view when it or the screen changed.
  mutating func clamp(lines: Int, height: Int) { top = max(0, min(lines - height, top)) }

  /// Marks at the right edge of `rect` which part of the text is in view; nothing where all of it is.
  func drawBar(in rect: Rect, lines: Int, _ look: Look, _ canvas: inout Canvas) {
    Self.bar(in: rect, lines: lines)?.draw(top: top, on: &canvas, look: look)
  }

  /// The bar at the right edge of `rect`; nil where all lines are in view.
  static func bar(in rect: Rect, lines: Int) -> ScrollBar? {
    guard rect.width > 4 else { return nil }
    return ScrollBar(
      Rect(x: rect.maxX - 1, y: rect.y, width: 1, height: rect.height), lines: lines, shown: rect.height)
  }

  /// Scrolls by what the mouse does within `rect`, whose right edge is the bar: the wheel, or pulling that bar.
  /// - Returns: false if the event is neither.
  mutating func follow(_ event: MouseEvent, in rect: Rect, lines: Int, _ model: inout Model) -> Bool {
    if let pulled = model.pull(Self.bar(in: rect, lines: lines), top: top, event) {
      top = pulled
      clamp(lines: lines, height: rect.height)
      return true
    }
    return turn(event, lines: lines, height: rect.height)
  }
}
