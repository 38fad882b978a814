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
    guard lines > rect.height, rect.height > 1, rect.width > 4 else { return }
    let length = max(1, rect.height * rect.height / lines)
    let start = (rect.height - length) * min(top, lines - rect.height) / (lines - rect.height)
    for row in 0..<rect.height {
      let isThumb = row >= start && row < start + length
      canvas.put(
        look.mark(isThumb ? .thumb : .track), x: rect.maxX - 1, y: rect.y + row,
        style: look[isThumb ? .dim : .axis])
    }
  }
}
