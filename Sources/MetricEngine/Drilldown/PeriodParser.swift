import Domain

/// Periods as people type them, on the command line, in settings and on screen.
public enum PeriodParser {
  /// What is wrong with a period, and what to write instead.
  public struct Problem: Error, Equatable, CustomStringConvertible {
    /// One line.
    public var description: String

    /// A problem in words.
    public init(description: String) { self.description = description }
  }

  /// What may be typed.
  public static let examples = "28, 4w, quarter, year, 2026-Q1, 2026-03, 2026-01-15..2026-03-31 or 2026-01-15.."

  /// Days or weeks up to the present, the fiscal quarter or year so far, or dates. Dates without an end go on to the
  /// present; months and quarters of dates are those of the calendar.
  public static func parse(_ text: String) -> Result<Period, Problem> {
    let typed = text.lowercased().filter { !$0.isWhitespace }
    if typed.isEmpty { return .failure(Problem(description: "write \(examples)")) }
    switch typed {
    case "quarter": return .success(Period(.quarterToDate))
    case "year": return .success(Period(.yearToDate))
    default: break
    }
    if typed.contains("-") || typed.contains("..") || typed.count == 4, let range = dates(typed) {
      return .success(Period(.dates(range)))
    }
    if let days = FilterNumber.days(typed), (1...longest).contains(days) { return .success(.days(days)) }
    return .failure(problem(typed))
  }

  private static let longest = 36_500

  private static func dates(_ text: String) -> DateRange? {
    guard text.hasSuffix("..") else { return FilterDates.range(text, .equal) }
    return FilterDates.range(String(text.dropLast(2)), .atLeast)
  }

  private static func problem(_ text: String) -> Problem {
    if Double(text) != nil || FilterNumber.days(text) != nil {
      return Problem(description: "a period has 1 to \(longest) days")
    }
    let ends = text.components(around: "..")
    let wrong = ends.first { !$0.isEmpty && FilterDates.range($0, .equal) == nil }
    if ends.count == 2, wrong == nil, !ends[0].isEmpty, !ends[1].isEmpty {
      return Problem(description: "\(ends[1]) lies before \(ends[0])")
    }
    if let wrong, wrong.contains("-"), wrong.first?.isNumber == true {
      return Problem(description: "\(wrong) is no date: write \(examples)")
    }
    let near = nearestName(to: text, in: ["quarter", "year"]).map { "did you mean \($0)?" }
    return Problem(description: "\(text) is no period: \(near ?? "write \(examples)")")
  }
}

extension Period {
  /// The first day of dates that begin after a day: they hold nothing yet; nil for all other periods.
  public func start(after today: CivilDate) -> CivilDate? {
    guard case .dates(let range) = shape, let from = range.from, from > today else { return nil }
    return from
  }
}

extension String {
  /// What stands before and behind the first place of a mark; the whole text where there is none.
  fileprivate func components(around mark: String) -> [String] {
    guard let range = firstRange(of: mark) else { return [self] }
    return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
  }
}
