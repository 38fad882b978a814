import Domain
import Testing

struct FiscalCalendarTests {
  private func date(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    CivilDate(year: year, month: month, day: day)
  }

  @Test("calendar quarters are three months")
  func calendarQuartersAreThreeMonths() {
    let calendar = FiscalCalendar()
    #expect(calendar.quarterStart(of: date(2026, 6, 30)) == date(2026, 4, 1))
    #expect(calendar.previousQuarterStart(of: date(2026, 2, 1)) == date(2025, 10, 1))
    #expect(calendar.nextQuarterStart(of: date(2026, 11, 30)) == date(2027, 1, 1))
  }

  @Test("a year that begins in February has quarters from February, May, August and November")
  func aYearThatBeginsInFebruary() {
    let calendar = FiscalCalendar(startMonth: 2)
    #expect(calendar.yearStart(of: date(2026, 1, 31)) == date(2025, 2, 1))
    #expect(calendar.quarterStart(of: date(2026, 1, 31)) == date(2025, 11, 1))
    #expect(calendar.quarterStart(of: date(2026, 2, 1)) == date(2026, 2, 1))
    #expect(calendar.previousYearStart(of: date(2026, 3, 1)) == date(2025, 2, 1))
  }

  @Test("years of weeks begin on the Monday nearest to the first of their month")
  func yearsOfWeeksBeginOnAMonday() {
    let calendar = FiscalCalendar(startMonth: 2, pattern: .weeks445)
    let start = calendar.yearStart(of: date(2026, 5, 1))
    #expect(start == date(2026, 2, 2))
    #expect(calendar.quarterStart(of: start.adding(days: 90)) == start)
    #expect(calendar.quarterStart(of: start.adding(days: 91)) == start.adding(days: 91))
  }

  @Test("every day lies in its own quarter", arguments: FiscalCalendar.Pattern.allCases)
  func everyDayLiesInItsOwnQuarter(pattern: FiscalCalendar.Pattern) {
    for month in 1...12 {
      let calendar = FiscalCalendar(startMonth: month, pattern: pattern)
      for offset in stride(from: 0, to: 3000, by: 13) {
        let day = date(2020, 1, 1).adding(days: offset)
        let start = calendar.quarterStart(of: day)
        #expect(start <= day && day < calendar.nextQuarterStart(of: day))
        #expect(calendar.quarterStart(of: start) == start)
        #expect(calendar.previousQuarterStart(of: day) < start)
      }
    }
  }
}
