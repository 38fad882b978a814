import AlertEngine
import Cells
import Domain

/// The columns of "What is wrong". Each is as wide as the longest text of the rows shown; where there is less room the
/// texts share it fairly and are cut at the ends of words. Where there is little room whole columns go: first the
/// basis, then what is touched, then the cause.
struct FindingColumns {
  private enum Column: CaseIterable { case what, now, limit, since, cause, basis, touches, doNext }

  private struct Place {
    var column: Column
    var x: Int
    var width: Int
  }

  private var places: [Place] = []
  private let gap: Int
  private let isNarrow: Bool
  /// The column that gets what it needs before the others share the rest.
  private let first: Column

  /// From so many columns on there is room for nouns, dates and wider gaps.
  private static let roomy = 130
  /// The state takes the first columns.
  private static let start = 7
  /// Beyond it the first column shares what room there is with the others.
  private static let mostOfFirst = 46

  /// - Parameter namesWhole: true where the rows are told apart by their names, and what to do stands below.
  init(width: Int, rows: [FigureText], namesWhole: Bool = false) {
    first = namesWhole ? .what : .cause
    isNarrow = width < Self.roomy
    gap = isNarrow ? 1 : 2
    var longest: [Column: Int] = [:]
    for column in Column.allCases {
      let widest = rows.map { TextWidth.of(text(column, $0)) }.max() ?? 0
      if widest > 0 { longest[column] = max(widest, Self.title(column).count) }
    }
    place(widths(longest, room: width - Self.start), room: width - Self.start)
  }

  /// Columns that a text may be cut to and still tells enough to be worth its place; nil for those that are shown
  /// whole or not at all.
  private func least(_ column: Column) -> Int? {
    switch column {
    case .what: first == .what ? Self.mostOfFirst : 28
    case .cause: 32
    case .touches: 24
    case .doNext: 20
    case .now, .limit, .since, .basis: nil
    }
  }

  /// The columns that find room, the more important first, and how wide they are.
  private func widths(_ longest: [Column: Int], room: Int) -> [Column: Int] {
    var chosen: [Column: Int] = [:]
    var left = room
    for column in [Column.now, .limit, .what, .since, .doNext, .cause, .touches, .basis] {
      guard let wanted = longest[column] else { continue }
      let least = min(wanted, least(column) ?? wanted)
      let space = (column == .basis ? wanted + lacking(chosen, longest) : least) + (chosen.isEmpty ? 0 : gap)
      if space <= left || column == .what {
        chosen[column] = max(0, min(least, left - gap))
        left -= (chosen[column] ?? 0) + (chosen.count == 1 ? 0 : gap)
      }
    }
    return shared(left, chosen, longest)
  }

  /// What the columns chosen still lack to show all of their texts.
  private func lacking(_ chosen: [Column: Int], _ longest: [Column: Int]) -> Int {
    chosen.map { (longest[$0.key] ?? 0) - $0.value }.reduce(0, +)
  }

  /// Gives what is left to the first column, then to the narrowest of the columns that are cut, one column at a time,
  /// until none is.
  private func shared(_ left: Int, _ chosen: [Column: Int], _ longest: [Column: Int]) -> [Column: Int] {
    var widths = chosen
    var left = left
    if let least = widths[first], let wanted = longest[first] {
      let more = max(0, min(left, min(wanted, Self.mostOfFirst) - least))
      widths[first] = least + more
      left -= more
    }
    for _ in 0..<max(0, min(left, lacking(widths, longest))) {
      let cut = Column.allCases.filter { column in widths[column].map { $0 < longest[column] ?? 0 } ?? false }
      guard let poorest = cut.min(by: { (widths[$0] ?? 0) < (widths[$1] ?? 0) }) else { break }
      widths[poorest, default: 0] += 1
    }
    return widths
  }

  /// From left to right; what is left over widens the gaps a little.
  private mutating func place(_ widths: [Column: Int], room: Int) {
    let spare = room - widths.values.reduce(0, +) - gap * max(0, widths.count - 1)
    let wider = widths.count > 1 ? max(0, min(4, spare / (widths.count - 1))) : 0
    var x = Self.start
    for column in Column.allCases {
      guard let width = widths[column] else { continue }
      places.append(Place(column: column, x: x, width: width))
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

  func draw(_ words: FigureText, in row: Rect, _ look: Look, _ canvas: inout Canvas) {
    let verdict = words.finding.shownVerdict
    let used = canvas.put(look.mark(verdict.glyph), x: row.x, y: row.y, style: look[verdict.role])
    canvas.put(verdict.shortWord, x: row.x + used + 1, y: row.y, style: look[.text], width: Self.start - used - 1)
    for place in places {
      let text = WordCut.cut(text(place.column, words), to: place.width, glyphs: look.glyphs)
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

  // MARK: - Texts

  private static func title(_ column: Column) -> String {
    switch column {
    case .what: "what"
    case .now: "now"
    case .limit: "limit"
    case .since: "since"
    case .cause: "why"
    case .basis: "of"
    case .touches: "touches"
    case .doNext: "do next"
    }
  }

  private func text(_ column: Column, _ words: FigureText) -> String {
    switch column {
    case .what: words.finding.rule.title
    case .now: isNarrow ? words.value : words.countedValue
    case .limit: isNarrow ? words.signedLimit : words.limit
    case .since: (isNarrow ? words.reason?.sinceAge : words.reason?.since) ?? ""
    case .cause: words.why
    case .basis: words.basis
    // Where nothing is wrong nothing is at stake, and nothing to be done.
    case .touches: words.finding.severity > .ok ? words.touches : ""
    case .doNext: words.finding.severity > .ok ? words.doNext : ""
    }
  }
}
