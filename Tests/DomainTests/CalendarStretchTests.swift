import Testing

@testable import Domain

/// Words such as "this quarter", seen from a day.
@Suite struct CalendarStretchTests {
  private let today = CivilDate(year: 2026, month: 1, day: 31)

  private func days(_ stretch: CalendarStretch, _ fiscal: FiscalCalendar = FiscalCalendar()) -> [String] {
    let range = stretch.days(around: today, fiscal)
    return [range.from, range.through].map { $0?.iso ?? "" }
  }

  @Test func daysAndWeeks() {
    #expect(days(.today) == ["2026-01-31", "2026-01-31"])
    #expect(days(.tomorrow) == ["2026-02-01", "2026-02-01"])
    #expect(days(.thisWeek) == ["2026-01-26", "2026-02-01"])
    #expect(days(.nextWeek) == ["2026-02-02", "2026-02-08"])
    #expect(days(.lastWeek) == ["2026-01-19", "2026-01-25"])
  }

  @Test func monthsOfAllLengths() {
    #expect(days(.thisMonth) == ["2026-01-01", "2026-01-31"])
    #expect(days(.nextMonth) == ["2026-02-01", "2026-02-28"])
    #expect(days(.lastMonth) == ["2025-12-01", "2025-12-31"])
  }

  @Test func quartersAndYearsAreFiscal() {
    #expect(days(.thisQuarter) == ["2026-01-01", "2026-03-31"])
    #expect(days(.nextQuarter) == ["2026-04-01", "2026-06-30"])
    #expect(days(.lastQuarter) == ["2025-10-01", "2025-12-31"])
    #expect(days(.thisYear) == ["2026-01-01", "2026-12-31"])
    #expect(days(.thisYear, FiscalCalendar(startMonth: 2)) == ["2025-02-01", "2026-01-31"])
    #expect(days(.lastYear, FiscalCalendar(startMonth: 2)) == ["2024-02-01", "2025-01-31"])
    #expect(days(.thisQuarter, FiscalCalendar(startMonth: 2)) == ["2025-11-01", "2026-01-31"])
  }

  @Test(arguments: FiscalCalendar.Pattern.allCases)
  func stretchesOfAYearMeet(_ pattern: FiscalCalendar.Pattern) {
    let fiscal = FiscalCalendar(startMonth: 2, pattern: pattern)
    let all = [CalendarStretch.lastQuarter, .thisQuarter, .nextQuarter].map { $0.days(around: today, fiscal) }
    #expect(all[0].through?.adding(days: 1) == all[1].from)
    #expect(all[1].through?.adding(days: 1) == all[2].from)
  }
}
