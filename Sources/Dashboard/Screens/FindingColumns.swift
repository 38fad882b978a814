import AlertEngine
import Cells
import Domain

/// The columns of "What is wrong", as wide as their longest text. Where there is little room first the basis goes, then
/// what is touched, then what to do; what is wrong is cut last.
struct FindingColumns {
  private enum Column: CaseIterable { case what, now, limit, since, cause, basis, touches, doNext }

  private struct Place {
    var column: Column
    var x: Int
    var width: Int
  }

  private var places: [Place] = []
  private let gap: Int

  /// The state takes the first columns.
  private static let start = 7
  private static let leastDoNext = 16
  private static let leastCause = 18

  init(width: Int, rows: [FigureText]) {
    gap = width >= 100 ? 2 : 1
    var widths: [Column: Int] = [:]
    for column in Column.allCases {
      let texts = rows.map { Self.text(column, $0) }
      let widest = texts.map { TextWidth.of($0) }.max() ?? 0
      if widest > 0 { widths[column] = max(widest, Self.title(column).count) }
    }
    var room = width - Self.start
    var chosen: Set<Column> = []
    for column in [Column.now, .limit, .what, .since, .doNext, .cause, .touches, .basis] {
      guard let wanted = widths[column] else { continue }
      let space = wanted + (chosen.isEmpty ? 0 : gap)
      if space <= room {
        chosen.insert(column)
        room -= space
      } else if column == .what || (column == .cause && room >= Self.leastCause + gap)
        || (column == .doNext && room >= Self.leastDoNext + gap)
      {
        widths[column] = max(0, room - gap)
        chosen.insert(column)
        room = 0
      }
    }
    place(chosen, widths, spare: room)
  }

  /// From left to right; what is left over widens the gaps a little.
  private mutating func place(_ chosen: Set<Column>, _ widths: [Column: Int], spare: Int) {
    let wider = chosen.count > 1 ? min(4, spare / (chosen.count - 1)) : 0
    var x = Self.start
    for column in Column.allCases where chosen.contains(column) {
      let width = widths[column] ?? 0
      places.append(Place(column: column, x: x, width: width))
      x += width + gap + wider
    }
  }

  /// Draws the titles above their columns.
  func drawTitles(in row: Rect, _ look: Look, _ canvas: inout Canvas) {
    for place in places {
      let title = Self.title(place.column)
      let x = row.x + place.x
      if place.column == .now {
        canvas.putRight(title, endingAt: x + place.width, y: row.y, style: look[.dim])
      } else {
        canvas.put(title, x: x, y: row.y, style: look[.dim], width: place.width)
      }
    }
  }

  func draw(_ words: FigureText, in row: Rect, _ look: Look, _ canvas: inout Canvas) {
    let verdict = words.finding.shownVerdict
    let used = canvas.put(look.mark(verdict.glyph), x: row.x, y: row.y, style: look[verdict.role])
    canvas.put(verdict.shortWord, x: row.x + used + 1, y: row.y, style: look[.text], width: Self.start - used - 1)
    for place in places {
      let text = Self.text(place.column, words)
      let x = row.x + place.x
      switch place.column {
      case .now:
        canvas.putRight(
          text, endingAt: x + place.width, y: row.y, style: look[verdict.isCalm ? .text : .breaching])
      case .doNext: drawNext(text, x: x, width: place.width, row.y, look, &canvas)
      case .limit, .basis, .since: canvas.put(text, x: x, y: row.y, style: look[.dim], width: place.width)
      case .what, .touches, .cause: canvas.put(text, x: x, y: row.y, style: look[.text], width: place.width)
      }
    }
  }

  /// A key that leads the line stands out.
  private func drawNext(_ text: String, x: Int, width: Int, _ y: Int, _ look: Look, _ canvas: inout Canvas) {
    guard let range = text.range(of: "  ") else {
      canvas.put(text, x: x, y: y, style: look[.text], width: width)
      return
    }
    let key = String(text[..<range.lowerBound])
    let column = TextWidth.of(key) + 2
    canvas.put(key, x: x, y: y, style: look[.key], width: min(width, column - 1))
    canvas.put(String(text[range.upperBound...]), x: x + column, y: y, style: look[.text], width: width - column)
  }

  private static func title(_ column: Column) -> String {
    switch column {
    case .what: "what"
    case .now: "now"
    case .limit: "limit"
    case .since: "since"
    case .cause: "main cause"
    case .basis: "of"
    case .touches: "touches"
    case .doNext: "do next"
    }
  }

  private static func text(_ column: Column, _ words: FigureText) -> String {
    switch column {
    case .what: words.finding.rule.title
    case .now: words.countedValue
    case .limit: words.limit
    case .since: words.reason?.since ?? ""
    case .cause: words.reason?.cause ?? ""
    case .basis: words.basis
    case .touches: words.touches
    case .doNext: words.finding.rule.doNext
    }
  }
}
