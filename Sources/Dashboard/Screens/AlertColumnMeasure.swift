import Cells

/// How wide the columns about alerts are.
struct AlertColumnMeasure {
  typealias Column = AlertColumns.Column

  private var rows: [AlertRow]
  private let room: Int
  private let gap: Int
  private let namesWhole: Bool
  private var short: [Column: Int]
  /// The columns shown.
  private(set) var widths: [Column: Int]
  /// True if what it touches stands in the place of a cause that is not known, for want of room.
  private(set) var isMerged = false

  /// The first to be given room for its full texts comes first.
  private static let worth: [Column] = [.what, .next, .why, .touches, .since, .limit, .now]
  /// Columns in which all rows show the same form, so that numbers compare.
  private static let uniform: Set<Column> = [.now, .limit, .since]
  /// The widest that names, and any full texts, become before all columns have their place.
  private static let longestName = 40

  /// - Parameter titled: true where titles stand above the columns.
  init(_ rows: [AlertRow], room: Int, gap: Int, namesWhole: Bool, titled: Bool) {
    self.rows = rows
    self.room = room
    self.gap = gap
    self.namesWhole = namesWhole
    var short: [Column: Int] = [:]
    for column in Column.allCases {
      let widest = rows.map { TextWidth.of($0[column].short) }.max() ?? 0
      if widest > 0 { short[column] = max(widest, titled ? AlertColumns.title(column).count : 0) }
    }
    self.short = short
    widths = short.filter { $0.key != .basis }
    if namesWhole { widths[.what] = max(widths[.what] ?? 0, widest(.what, upTo: Self.longestName)) }
    shrink()
    regrow()
    widen()
    let basis = rows.map { TextWidth.of($0.basis) }.max() ?? 0
    if basis > 0, total + basis + gap <= room { widths[.basis] = basis }
  }

  /// All columns and the blanks between them.
  var total: Int { widths.values.reduce(0, +) + gap * max(0, widths.count - 1) }

  /// The widest full text that is not wider than this.
  private func widest(_ column: Column, upTo limit: Int) -> Int {
    rows.map { TextWidth.of($0[column].full) }.filter { $0 <= limit }.max() ?? 0
  }

  /// Steps by which the columns become narrower, until all fit: cut to what still tells enough, or left out.
  private enum Step {
    case cut(Column, to: Int)
    case drop(Column)
    /// One column for cause and what it touches.
    case merge
  }

  /// Where all that is to be said stands below, names go before words.
  private var steps: [Step] {
    let names: [Step] =
      namesWhole
      ? [.cut(.next, to: 18), .drop(.next), .cut(.what, to: 27)] : [.cut(.what, to: 12), .cut(.next, to: 18)]
    let last: [Step] = [.drop(.limit), .drop(.next), .drop(.since), .drop(.why), .drop(.touches), .cut(.what, to: 1)]
    return [.cut(.why, to: 16), .merge] + names + [.cut(.why, to: 12)] + last
  }

  private mutating func shrink() {
    for step in steps where total > room {
      switch step {
      case .drop(let column): widths[column] = nil
      case .merge: merge()
      case .cut(let column, let least):
        guard let width = widths[column], width > least else { continue }
        widths[column] = max(least, width - (total - room))
      }
    }
  }

  /// Says what an alert touches only where nothing is known of its cause.
  private mutating func merge() {
    guard widths[.why] != nil, widths[.touches] != nil else { return }
    isMerged = true
    rows = rows.map(\.merged)
    widths[.touches] = nil
    short[.why] = rows.map { TextWidth.of($0.why.short) }.max()
    widths[.why] = short[.why]
  }

  /// Gives back what was cut, as far as leaving others out made room.
  private mutating func regrow() {
    for column in [Column.next, .what, .why] {
      guard let width = widths[column], let wanted = short[column], width < wanted else { continue }
      widths[column] = min(wanted, width + max(0, room - total))
    }
  }

  /// Widens columns for as many full texts as find room; very long ones wait until all others had their turn.
  private mutating func widen() {
    for longest in [Self.longestName, .max] { widen(upTo: longest) }
  }

  private mutating func widen(upTo longest: Int) {
    for column in Self.worth {
      guard let width = widths[column] else { continue }
      let wider = widest(column, upTo: min(longest, width + max(0, room - total)))
      if !Self.uniform.contains(column) || wider == widest(column, upTo: .max) { widths[column] = max(width, wider) }
    }
  }

  /// True if all rows show the short forms of a column.
  func isShort(_ column: Column) -> Bool {
    guard Self.uniform.contains(column), let width = widths[column] else { return false }
    return width < widest(column, upTo: .max)
  }
}
