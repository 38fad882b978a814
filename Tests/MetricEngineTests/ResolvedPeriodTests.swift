import Domain
import Testing

@testable import MetricEngine

struct ResolvedPeriodTests {
  private let asOf = Instant(1_782_842_400)  // Tue 30 Jun 2026, 18:00 UTC
  private var engine: Engine {
    Engine(
      dataset: Dataset(),
      profile: Profile(
        process: SalesProcess(stages: [], won: [], lost: [], assumed: true),
        hours: BusinessHours(timeZone: "Europe/Berlin", assumed: false)))
  }

  private func windows(_ period: Period, _ comparison: Comparison = .previous) -> Query {
    engine.resolved(Query(asOf: asOf, period: period, comparison: comparison))
  }

  @Test("the quarter so far begins at local midnight of its first day and is compared with as much of the one before")
  func theQuarterSoFar() {
    let query = windows(Period(.quarterToDate))
    #expect(query.window.after.adding(1).isoText == "2026-03-31T22:00:00Z")
    #expect(query.window.through == asOf)
    #expect(query.previousWindow.after.adding(1).isoText == "2025-12-31T23:00:00Z")
    // As long as this quarter so far would reach beyond the end of the last one, which is shorter.
    #expect(query.previousWindow.through == query.window.after)
    #expect(query.period.length == 91)
  }

  @Test("the quarter is compared with that of the year before where asked")
  func theQuarterOfTheYearBefore() {
    let query = windows(Period(.quarterToDate), .lastYear)
    #expect(query.previousWindow.after.adding(1).isoText == "2025-03-31T22:00:00Z")
    #expect(query.previousWindow.through.since(query.previousWindow.after) == asOf.since(query.window.after))
  }

  @Test("dates in the past stand at the end of their last day")
  func datesInThePast() {
    let range = DateRange(
      from: CivilDate(year: 2026, month: 1, day: 1), through: CivilDate(year: 2026, month: 3, day: 31))
    let query = windows(Period(.dates(range)))
    #expect(query.asOf.isoText == "2026-03-31T21:59:59Z")
    #expect(query.window.after.adding(1).isoText == "2025-12-31T23:00:00Z")
    #expect(query.previousWindow.through == query.window.after)
    #expect(query.period.length == 90)
  }

  @Test("days need nothing")
  func daysNeedNothing() {
    #expect(windows(.days(28)) == Query(asOf: asOf))
  }
}
