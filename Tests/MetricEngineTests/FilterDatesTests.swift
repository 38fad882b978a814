import Domain
import Testing

@testable import MetricEngine

struct FilterDatesTests {
  private func clauses(_ text: String) -> [FilterClause] { FilterParser.parse(text).filter.clauses }
  private func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate { CivilDate(year: year, month: month, day: day) }

  @Test("a month, a quarter, a year and a stretch are days from the first to the last")
  func stretchesAreDaysFromTheFirstToTheLast() {
    #expect(
      clauses("created:2026-02") == [.date(.created, DateRange(from: day(2026, 2, 1), through: day(2026, 2, 28)))])
    #expect(
      clauses("closed:2026-q4") == [.date(.closed, DateRange(from: day(2026, 10, 1), through: day(2026, 12, 31)))])
    #expect(
      clauses("qualified:2025") == [.date(.qualified, DateRange(from: day(2025, 1, 1), through: day(2025, 12, 31)))])
    #expect(
      clauses("expected:2026-01-15..2026-03")
        == [.date(.expected, DateRange(from: day(2026, 1, 15), through: day(2026, 3, 31)))])
  }

  @Test("signs leave the stretch out or keep it")
  func signsLeaveTheStretchOutOrKeepIt() {
    #expect(clauses("created>2026-02") == [.date(.created, DateRange(from: day(2026, 3, 1), through: nil))])
    #expect(clauses("created>=2026-02") == [.date(.created, DateRange(from: day(2026, 2, 1), through: nil))])
    #expect(clauses("created<2026-02") == [.date(.created, DateRange(from: nil, through: day(2026, 1, 31)))])
    #expect(clauses("created<=2026-02") == [.date(.created, DateRange(from: nil, through: day(2026, 2, 28)))])
  }

  @Test("what is no date is a problem", arguments: ["2026-02-30", "2026-13", "soon", "26-01", "2026-03..2026-01"])
  func whatIsNoDateIsAProblem(text: String) {
    let (filter, problems) = FilterParser.parse("created:\(text)")
    #expect(filter.isEmpty)
    #expect(problems == [.date(text)])
  }
}
