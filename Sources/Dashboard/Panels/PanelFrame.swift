import Cells
import Domain

/// The border of a panel with its number, title and state on it.
enum PanelFrame {
  /// Columns of a trend on the border, two weeks in each: all of half a year, and fewer that still show where it goes.
  private static let trendWidths = 8...13

  /// Draws the border and returns what is inside, one column of air on each side.
  /// - Parameter trend: drawn behind the title, where there is room.
  static func draw(
    _ rect: Rect, title: String, state: [Span], isSelected: Bool, trend: Sparkline? = nil, _ look: Look,
    _ canvas: inout Canvas
  ) -> Rect {
    let border = look[isSelected ? .focus : .border]
    canvas.box(rect, style: border, glyphs: look.glyphs)
    let titleStyle = isSelected ? look[.focus].adding(.bold) : look[.title]
    let room = rect.width - 4
    let stateWidth = state.map(\.width).reduce(0, +)
    let showsState = stateWidth > 0 && stateWidth + 3 <= room
    let titleRoom = showsState ? room - stateWidth - 2 : room
    if titleRoom > 2 {
      let used = canvas.put(title, x: rect.x + 1, y: rect.y, style: titleStyle, width: titleRoom)
      canvas.put(" ", x: rect.x + 1 + used, y: rect.y, style: border)
      let width = min(trendWidths.upperBound, titleRoom - used - 2)
      if let trend, width >= trendWidths.lowerBound {
        let place = Rect(x: rect.x + used + 2, y: rect.y, width: width, height: 1)
        trend.draw(in: place, on: &canvas, look: look)
        canvas.put(" ", x: place.maxX, y: rect.y, style: border)
      }
    }
    if showsState {
      var x = rect.maxX - 2 - stateWidth
      canvas.put(" ", x: x - 1, y: rect.y, style: border)
      for span in state { x += canvas.put(span.text, x: x, y: rect.y, style: look[span.role]) }
      canvas.put(" ", x: x, y: rect.y, style: border)
    }
    return inside(rect)
  }

  /// What is inside the border, one column of air on each side.
  static func inside(_ rect: Rect) -> Rect { rect.inset(2, 1) }

  /// "■ CRITICAL 5 Nov", the glyph in its colour; what somebody has taken note of stands beside "● ok".
  static func state(_ verdict: PanelVerdict, since: String? = nil, _ look: Look, isShort: Bool = false) -> [Span] {
    var spans = [
      Span(text: look.mark(verdict.glyph), role: verdict.role),
      Span(text: " \(isShort ? verdict.shortWord : verdict.word)", role: verdict.isCalm ? .dim : .text),
    ]
    if case .seen = verdict, !isShort { spans = state(.ok, look) + [.dim("  ")] + spans }
    return spans + (since.map { [.dim(" \($0)")] } ?? [])
  }

  /// The state of an alert.
  static func state(_ standing: AlertStanding, _ look: Look) -> [Span] {
    [
      Span(text: look.mark(standing.glyph), role: standing.role),
      Span(text: " \(standing.longWord)", role: standing.isCalm ? .dim : .text),
    ]
  }
}

extension PanelVerdict {
  /// True if it asks for nothing.
  var isCalm: Bool { if case .breach = self { false } else { true } }
}
