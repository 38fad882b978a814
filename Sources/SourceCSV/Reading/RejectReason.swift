import Domain
import Ingest

/// Why a row is set aside: which column, what was found, what was expected, what to do.
struct CellProblem: Error {
  /// The column, or nil if the row as a whole is wrong.
  var column: Int?
  var reason: String

  static func time(_ cell: UnsafeBufferPointer<UInt8>, _ column: Int, _ problem: TimeProblem) -> CellProblem {
    let found = "\"\(cellText(cell.span))\""
    let reason =
      switch problem {
      case .unreadable:
        "\(found) is no date. Expected one such as 2025-01-31 or 2025-01-31T13:25:00Z; correct the cell or leave the "
          + "column out."
      case .noSuchDate:
        "\(found) is not in the calendar. Expected the same order of day and month as in the rest of the column; "
          + "correct the cell."
      case .absurdYear: "\(found) lies outside the years 1900 to 2200. Correct or empty the cell."
      }
    return CellProblem(column: column, reason: reason)
  }

  static func amount(
    _ cell: UnsafeBufferPointer<UInt8>, _ column: Int, _ problem: AmountProblem, _ mark: DecimalMark
  ) -> CellProblem {
    let found = "\"\(cellText(cell.span))\""
    let example = mark == .point ? "1,234.56" : "1.234,56"
    let reason =
      switch problem {
      case .unreadable: "\(found) is no number. Expected one such as \(example); correct or empty the cell."
      case .otherDecimalMark:
        "\(found) does not fit the rest of the column, where numbers are written as \(example). Correct the cell."
      case .tooLarge: "\(found) is too large for an amount. Correct or empty the cell."
      }
    return CellProblem(column: column, reason: reason)
  }

  static func flag(_ cell: UnsafeBufferPointer<UInt8>, _ column: Int) -> CellProblem {
    CellProblem(
      column: column, reason: "\"\(cellText(cell.span))\" is neither yes nor no. Expected true or false, or nothing.")
  }

  static func status(_ cell: UnsafeBufferPointer<UInt8>, _ column: Int) -> CellProblem {
    CellProblem(
      column: column,
      reason:
        "\"\(cellText(cell.span))\" is neither open, won nor lost. Correct the cell, or name the status as won or "
        + "lost in the configuration.")
  }

  static func missing(_ field: String, _ column: Int?) -> CellProblem {
    CellProblem(column: column, reason: "no \(field). The row cannot be told from others without it; fill the cell.")
  }

  static func ragged(found: Int, expected: Int) -> CellProblem {
    CellProblem(
      column: nil,
      reason: "\(found) \(found == 1 ? "cell" : "cells") found, \(expected) expected. Put cells that hold a delimiter "
        + "or a line break in quotes.")
  }

  static func broken(_ line: RecordReader.BrokenLine) -> CellProblem {
    let reason =
      switch line {
      case .openQuote: "a quote is opened and never closed. Close it, or double it if it belongs to the text."
      case .textAfterQuote:
        "text follows a closing quote. Quotes within a cell must be doubled, and every quote closed on its row."
      case .tooLong: "the row is longer than 4 MB. Shorten it, or look for a missing line break."
      }
    return CellProblem(column: nil, reason: reason)
  }
}
