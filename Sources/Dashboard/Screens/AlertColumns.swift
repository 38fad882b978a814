import AlertEngine
import Cells
import Domain

/// The columns of "What is wrong" and of the list of alerts. Every text has a full and a short form. Columns are as
/// wide as their short forms first; in the order of their worth they widen for as many full ones as find room. What
/// still does not fit is cut at the ends of words, or left out as a whole column.
struct AlertColumns {
  enum Column: CaseIterable { case what, now, limit, since, why, basis, touches, next }

  private struct Place {
    var column: Column
    var x: Int
    var width: Int
    /// True if no row may show its full form.
    var isShort: Bool
  }

  private var places: [Place] = []
  private let isMerged: Bool
  /// Where the texts begin: behind the state.
  private let start: Int
  private let gap: Int

  /// From so many columns on there is room for wider gaps.
  private static let roomy = 130

  /// - Parameters:
  ///   - namesWhole: true where the rows are told apart by their names, and what to do stands below.
  ///   - titled: true where titles stand above the columns.
  init(width: Int, rows: [AlertRow], namesWhole: Bool = false, titled: Bool = true) {
    start = 3 + (rows.map { TextWidth.of($0.standing.word) }.max() ?? 4)
    gap = width < Self.roomy ? 1 : 2
    let measure = AlertColumnMeasure(rows, room: width - start, gap: gap, namesWhole: namesWhole, titled: titled)
    isMerged = measure.isMerged
    place(measure, room: width - start)
  }

  /// From left to right; what is left over widens the gaps a little.
  private mutating func place(_ measure: AlertColumnMeasure, room: Int) {
    let spare = room - measure.total
    let wider = measure.widths.count > 1 ? max(0, min(4, spare / (measure.widths.count - 1))) : 0
    var x = start
    for column in Column.allCases {
      guard let width = measure.widths[column] else { continue }
      places.append(Place(column: column, x: x, width: width, isShort: measure.isShort(column)))
      x += width + gap + wider
    }
  }

  // MARK: - Drawing

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

  func draw(_ alert: AlertRow, in row: Rect, _ look: Look, _ canvas: inout Canvas) {
    let standing = alert.standing
    let used = canvas.put(look.mark(standing.glyph), x: row.x, y: row.y, style: look[standing.role])
    let word = look[standing.isCalm || standing == .snoozed ? .dim : .text]
    canvas.put(standing.word, x: row.x + used + 1, y: row.y, style: word, width: start - used - 1)
    let shown = isMerged ? alert.merged : alert
    for place in places {
      let text = shown[place.column].fitted(to: place.width, isShort: place.isShort, look.glyphs)
      let x = row.x + place.x
      switch place.column {
      case .now:
        canvas.putRight(text, endingAt: x + place.width, y: row.y, style: look[Self.role(ofValue: standing)])
      case .next where standing.isFiring: drawNext(text, x: x, width: place.width, row.y, look, &canvas)
      case .limit, .basis, .since: canvas.put(text, x: x, y: row.y, style: look[.dim], width: place.width)
      case .what, .touches, .why, .next:
        let role: Role = standing.isUnjudged || standing == .snoozed ? .dim : .text
        canvas.put(text, x: x, y: row.y, style: look[role], width: place.width)
      }
    }
  }

  /// Marks a row as selected; its sign keeps its colour.
  /// - Parameter row: one column wider at both sides than what was drawn.
  func select(_ row: Rect, _ alert: AlertRow, _ look: Look, _ canvas: inout Canvas) {
    let selection = look[.selection]
    canvas.restyle(row) { _ in selection }
    guard !selection.attributes.contains(.reverse) else { return }
    let style = look[alert.standing.role].on(selection.background)
    canvas.put(look.mark(alert.standing.glyph), x: row.x + 1, y: row.y, style: style)
  }

  private static func role(ofValue standing: AlertStanding) -> Role {
    standing.isFiring ? .breaching : standing.isUnjudged ? .dim : .text
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

  // MARK: - Titles

  static func title(_ column: Column) -> String {
    switch column {
    case .what: AlertWords.what
    case .now: Words.now
    case .limit: AlertWords.limit
    case .since: AlertWords.since
    case .why: AlertWords.why
    case .basis: AlertWords.of
    case .touches: AlertWords.touches
    case .next: AlertWords.doNext
    }
  }
}
