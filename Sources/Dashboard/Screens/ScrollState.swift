/// Where a text that is longer than the screen is scrolled to.
struct ScrollState: Sendable, Equatable {
  /// First line in view.
  var top = 0

  /// The commands that scroll.
  static let commands: [Command] = [.up, .down, .pageUp, .pageDown, .first, .last]

  /// Scrolls a text of so many lines in a part of so many rows.
  mutating func perform(_ command: Command, lines: Int, height: Int) {
    let bottom = max(0, lines - height)
    switch command {
    case .up: top -= 1
    case .down: top += 1
    case .pageUp: top -= height
    case .pageDown: top += height
    case .first: top = 0
    case .last: top = bottom
    default: return
    }
    top = max(0, min(bottom, top))
  }
}
