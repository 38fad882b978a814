/// What all cells of a date column together say about how to read one of them.
public struct DateColumnSurvey: Equatable, Sendable {
  /// Cells that are not empty.
  public private(set) var cells = 0
  /// Cells that are no date at all.
  public private(set) var unreadable = 0
  /// Cells with a time of day other than midnight.
  public private(set) var withTime = 0
  /// Dates such as 25/12/2025.
  public private(set) var onlyDayFirst = 0
  /// Dates such as 12/25/2025.
  public private(set) var onlyMonthFirst = 0
  /// Dates such as 03/04/2025, which are two different days.
  public private(set) var open = 0
  /// Those of them that are written with dots.
  public private(set) var openDotted = 0
  /// The first open one, for the question to the user.
  public private(set) var example = ""
  /// Dates whose year has two digits, read as 20xx.
  public private(set) var twoDigitYears = 0

  /// A survey that has seen nothing.
  public init() {}

  /// Takes one cell into account, given without surrounding blanks.
  public mutating func add(_ bytes: Span<UInt8>) {
    cells += 1
    guard let written = WrittenTime(bytes) else {
      unreadable += 1
      return
    }
    if let second = written.secondOfDay, second != 0 { withTime += 1 }
    if written.hasShortYear { twoDigitYears += 1 }
    if written.shape == .certain { return }
    let dayFirst = written.date(.dayFirst) != nil
    let monthFirst = written.date(.monthFirst) != nil
    if dayFirst != monthFirst {
      if dayFirst { onlyDayFirst += 1 } else { onlyMonthFirst += 1 }
    } else if dayFirst, written.first != written.second {
      open += 1
      if written.shape == .dotted { openDotted += 1 }
      if example.isEmpty { example = cellText(bytes) }
    }
  }

  /// True if the column holds dates and no times at all.
  public var isWholeDays: Bool { withTime == 0 && cells > unreadable }

  /// How to read the column's dates, or nil if that cannot be told.
  ///
  /// One cell that fits only one order decides. Single cells of the other order, at most one in a hundred, are
  /// mistakes of those cells; more of them leave it undecided. Dots mean day first.
  public var order: DateOrder? {
    let decisive = onlyDayFirst + onlyMonthFirst
    if decisive > 0 {
      let minority = min(onlyDayFirst, onlyMonthFirst)
      guard minority * 100 <= decisive else { return nil }
      return onlyDayFirst > onlyMonthFirst ? .dayFirst : .monthFirst
    }
    return open == openDotted ? .dayFirst : nil
  }

  /// Why the order is what it is, in words; empty if no cell depends on it.
  public var evidence: String {
    guard let order else { return "" }
    let decisive = order == .dayFirst ? onlyDayFirst : onlyMonthFirst
    let name = order == .dayFirst ? "day first" : "month first"
    if decisive > 0 { return "\(name): \(decisive) of \(cells) dates fit only that" }
    return openDotted > 0 ? "day first: dates with dots" : ""
  }
}
