/// What all cells of a column of amounts together say about its decimal mark.
public struct AmountColumnSurvey: Equatable, Sendable {
  /// Cells that are not empty.
  public private(set) var cells = 0
  /// Cells that are no number.
  public private(set) var unreadable = 0
  /// Cells that can only be read with a decimal point, or only with a decimal comma.
  public private(set) var pointCells = 0
  /// Cells that can only be read with a decimal comma.
  public private(set) var commaCells = 0
  /// Cells such as 1.234, which may mean a thousand or one and a bit; and the same with a comma.
  public private(set) var openPoints = 0
  /// Cells such as 1,234.
  public private(set) var openCommas = 0
  /// Cells with a sign or code of a currency.
  public private(set) var withCurrency = 0
  /// The first open one, for the question to the user.
  public private(set) var example = ""

  /// A survey that has seen nothing.
  public init() {}

  /// Takes one cell into account, given without surrounding blanks.
  public mutating func add(_ bytes: Span<UInt8>) {
    cells += 1
    guard let written = WrittenAmount(bytes) else {
      unreadable += 1
      return
    }
    if !written.currency.isEmpty { withCurrency += 1 }
    switch written.decimalMark {
    case .point: pointCells += 1
    case .comma: commaCells += 1
    case nil:
      guard written.isOpen else { return }
      if written.points > 0 { openPoints += 1 } else { openCommas += 1 }
      if example.isEmpty { example = cellText(bytes) }
    }
  }

  /// The decimal mark, or nil if the cells leave it open.
  ///
  /// Cells that allow only one reading decide; up to one in a hundred of the other kind are mistakes of those cells.
  /// Without any, 1,234 in a file separated by commas or tabs is a thousand, and so is 1.234 in one separated by
  /// semicolons, which people use where the comma is the decimal mark. The other two combinations stay open.
  public func mark(semicolons: Bool) -> DecimalMark? {
    let decisive = pointCells + commaCells
    if decisive > 0 {
      guard min(pointCells, commaCells) * 100 <= decisive else { return nil }
      return pointCells > commaCells ? .point : .comma
    }
    if openPoints > 0, openCommas > 0 { return nil }
    if openPoints > 0 { return semicolons ? .comma : nil }
    if openCommas > 0 { return semicolons ? nil : .point }
    return .point
  }

  /// Why the mark is what it is, in words; empty if no cell depends on it.
  public func evidence(semicolons: Bool) -> String {
    guard let mark = mark(semicolons: semicolons) else { return "" }
    let name = mark == .point ? "decimal point" : "decimal comma"
    let decisive = mark == .point ? pointCells : commaCells
    if decisive > 0 { return "\(name): \(decisive) of \(cells) amounts fit only that" }
    if openPoints + openCommas == 0 { return "" }
    return
      "\(example) read as a thousand: as usual in files separated by \(semicolons ? "semicolons" : "commas or tabs")"
  }
}
