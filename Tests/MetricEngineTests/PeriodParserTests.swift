import Domain
import Testing

@testable import MetricEngine

struct PeriodParserTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate { CivilDate(year: year, month: month, day: day) }
  private func dates(_ from: CivilDate, _ through: CivilDate?) -> Period {
    Period(.dates(DateRange(from: from, through: through)))
  }
  private func problem(_ text: String) -> String? {
    guard case .failure(let problem) = PeriodParser.parse(text) else { return nil }
    return problem.description
  }

  @Test("days, weeks, the quarter and the year so far are periods up to the present")
  func periodsUpToThePresent() {
    #expect(PeriodParser.parse("28") == .success(.days(28)))
    #expect(PeriodParser.parse("4w") == .success(.days(28)))
    #expect(PeriodParser.parse("90 days") == .success(.days(90)))
    #expect(PeriodParser.parse("Quarter") == .success(Period(.quarterToDate)))
    #expect(PeriodParser.parse("year") == .success(Period(.yearToDate)))
  }

  @Test("a quarter, a month, a year and two dates are dates from the first to the last")
  func datesFromTheFirstToTheLast() {
    #expect(PeriodParser.parse("2026-Q1") == .success(dates(day(2026, 1, 1), day(2026, 3, 31))))
    #expect(PeriodParser.parse("2026-02") == .success(dates(day(2026, 2, 1), day(2026, 2, 28))))
    #expect(PeriodParser.parse("2025") == .success(dates(day(2025, 1, 1), day(2025, 12, 31))))
    #expect(PeriodParser.parse("2026-01-15 .. 2026-03") == .success(dates(day(2026, 1, 15), day(2026, 3, 31))))
  }

  @Test("dates without an end go on to the present")
  func datesWithoutAnEnd() {
    #expect(PeriodParser.parse("2026-01-15..") == .success(dates(day(2026, 1, 15), nil)))
  }

  @Test(
    "what is wrong is said in words",
    arguments: [
      ("0", "a period has 1 to 36500 days"), ("-3", "a period has 1 to 36500 days"),
      ("9223372036854775807", "a period has 1 to 36500 days"), ("36h", "36h is no period: write 28"),
      ("2026-02-30", "2026-02-30 is no date"), ("2026-01-01..2026-13", "2026-13 is no date"),
      ("2026-03..2026-01", "2026-01 lies before 2026-03"), ("quater", "did you mean quarter?"),
      ("soon", "soon is no period: write 28"), ("", "write 28"), ("..", "is no period"),
    ])
  func whatIsWrongIsSaid(text: String, words: String) {
    #expect(problem(text)?.contains(words) == true, "\(problem(text) ?? "no problem")")
  }

  @Test("dates that begin after today hold nothing yet")
  func datesToCome() {
    let today = day(2026, 3, 31)
    #expect(dates(day(2026, 4, 1), nil).start(after: today) == day(2026, 4, 1))
    #expect(dates(day(2026, 3, 31), nil).start(after: today) == nil)
    #expect(Period(.quarterToDate).start(after: today) == nil)
  }
}
