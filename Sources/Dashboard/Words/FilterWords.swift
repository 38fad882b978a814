import MetricEngine

/// Lines that narrow rows.
public enum FilterWords {
  /// What is wrong with a filter and what to write instead: "no column reb: did you mean rep?".
  public static func text(_ problem: FilterProblem) -> String {
    switch problem {
    case .noValue(let column, let sign): "\(column)\(sign) needs a value"
    case .unknownName(let column, let name, let near):
      "no \(column) \(name)" + (near.map { ": \(InputWords.didYouMean($0))" } ?? "")
    case .unknownColumn(let column, let near):
      "no column \(column): "
        + (near.map(InputWords.didYouMean) ?? "known are \(FilterParser.columns.joined(separator: ", "))")
    case .name(let column, let value): "\(column) is a name: write \(column):\(value)"
    case .status(let value): "status is open, won, lost or closed, not \(value)"
    case .amount(let value): "\(value) is no amount: write 50000, 50k or 1.5M"
    case .date(let value): "\(value) is no date: write 2026-03-15, 2026-Q1, 2026-01..2026-03 or this-quarter"
    case .count(let column, let value): "\(value) is no number: write \(column)>3"
    case .workingTime(let value): "\(value) is no working time: write 30min or 2h"
    case .days(let value): "\(value) is no number of days: write 14, 14d or 2w"
    }
  }
}
