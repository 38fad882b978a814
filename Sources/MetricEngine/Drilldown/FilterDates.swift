import Domain

/// Days as people type them into a filter: `2026-03-15`, `2026-03`, `2026-Q1`, `2026`, `2026-01..2026-03`.
enum FilterDates {
  /// The days that a value means with the sign before it; nil if it is no date.
  static func range(_ text: String, _ sign: FilterWord.Sign) -> DateRange? {
    guard let (first, last) = days(text) else { return nil }
    switch sign {
    case .equal: return DateRange(from: first, through: last)
    case .above: return DateRange(from: last.adding(days: 1), through: nil)
    case .atLeast: return DateRange(from: first, through: nil)
    case .below: return DateRange(from: nil, through: first.adding(days: -1))
    case .atMost: return DateRange(from: nil, through: last)
    }
  }

  private static func days(_ text: String) -> (first: CivilDate, last: CivilDate)? {
    guard let dots = text.firstRange(of: "..") else { return stretch(text) }
    guard let first = stretch(String(text[..<dots.lowerBound])), let last = stretch(String(text[dots.upperBound...])),
      first.first <= last.last
    else { return nil }
    return (first.first, last.last)
  }

  /// A day, a month, a quarter or a year.
  private static func stretch(_ text: String) -> (first: CivilDate, last: CivilDate)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { String($0).lowercased() }
    guard (1...3).contains(parts.count), parts[0].count == 4, let year = number(parts[0], 1900...2200) else {
      return nil
    }
    if parts.count == 1 { return months(year, from: 1, count: 12) }
    if parts.count == 2, parts[1].hasPrefix("q") {
      return number(String(parts[1].dropFirst()), 1...4).map { months(year, from: $0 * 3 - 2, count: 3) }
    }
    guard let month = number(parts[1], 1...12) else { return nil }
    guard parts.count == 3 else { return months(year, from: month, count: 1) }
    guard let day = number(parts[2], 1...31) else { return nil }
    let date = CivilDate(year: year, month: month, day: day)
    // The 31st of a month that has none is no date.
    return CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date ? (date, date) : nil
  }

  private static func months(_ year: Int, from month: Int, count: Int) -> (first: CivilDate, last: CivilDate) {
    let next = month + count > 12 ? CivilDate(year: year + 1, month: month + count - 12, day: 1) : nil
    let end = next ?? CivilDate(year: year, month: month + count, day: 1)
    return (CivilDate(year: year, month: month, day: 1), end.adding(days: -1))
  }

  private static func number(_ text: String, _ allowed: ClosedRange<Int>) -> Int? {
    guard text.allSatisfy({ $0.isASCII && $0.isNumber }), let number = Int(text), allowed.contains(number) else {
      return nil
    }
    return number
  }
}
