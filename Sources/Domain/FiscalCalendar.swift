/// How the organisation cuts its years: where they begin, and whether quarters are months or weeks.
public struct FiscalCalendar: Hashable, Sendable, Codable {
  /// How a quarter is made.
  public enum Pattern: String, Sendable, Codable, CaseIterable {
    /// Three calendar months.
    case months
    /// Thirteen weeks, as months of 4, 4 and 5 weeks; years begin on the Monday nearest to the first of their month.
    case weeks445 = "4-4-5"
    /// Thirteen weeks, as months of 4, 5 and 4 weeks.
    case weeks454 = "4-5-4"
    /// Thirteen weeks, as months of 5, 4 and 4 weeks.
    case weeks544 = "5-4-4"
  }

  /// The month in which the year begins, 1 to 12.
  public var startMonth: Int
  /// Months or weeks.
  public var pattern: Pattern

  /// A calendar; the usual years unless said.
  public init(startMonth: Int = 1, pattern: Pattern = .months) {
    self.startMonth = min(max(startMonth, 1), 12)
    self.pattern = pattern
  }

  /// The first day of the fiscal year that a date lies in.
  public func yearStart(of date: CivilDate) -> CivilDate {
    let candidates = [date.year + 1, date.year, date.year - 1].map(firstDay)
    return candidates.first { $0 <= date } ?? firstDay(ofYear: date.year - 1)
  }

  /// The first day of the fiscal quarter that a date lies in.
  public func quarterStart(of date: CivilDate) -> CivilDate {
    let start = yearStart(of: date)
    let quarters = (0..<4).map { quarter($0, after: start) }
    return quarters.last { $0 <= date } ?? start
  }

  /// The first day of the quarter before the one that a date lies in.
  public func previousQuarterStart(of date: CivilDate) -> CivilDate {
    quarterStart(of: quarterStart(of: date).adding(days: -1))
  }

  /// The first day of the year before the one that a date lies in.
  public func previousYearStart(of date: CivilDate) -> CivilDate {
    yearStart(of: yearStart(of: date).adding(days: -1))
  }

  /// The first day of the quarter after the one that a date lies in.
  public func nextQuarterStart(of date: CivilDate) -> CivilDate {
    let start = quarterStart(of: date)
    // Every quarter has 13 or 14 weeks or three months: 100 days on is the next one.
    return quarterStart(of: start.adding(days: 100))
  }

  private func firstDay(ofYear year: Int) -> CivilDate {
    let first = CivilDate(year: year, month: startMonth, day: 1)
    return pattern == .months ? first : first.adding(days: 3).monday
  }

  private func quarter(_ index: Int, after start: CivilDate) -> CivilDate {
    guard pattern == .months else { return start.adding(days: 91 * index) }
    let month = startMonth - 1 + 3 * index
    return CivilDate(year: start.year + month / 12, month: month % 12 + 1, day: 1)
  }
}
