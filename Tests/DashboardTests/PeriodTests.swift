import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// A period of one's own: typed, understood, shown.
@Suite struct PeriodTests {
  private func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate { CivilDate(year: year, month: month, day: day) }

  /// The first quarter of 2026 on the screen, asked for on 21 Nov.
  private func shown(_ period: Period, from: CivilDate, through: CivilDate) -> Model {
    var model = Sample.model(160, 44)
    _ = model.setPeriod(period)
    var snapshot = Sample.snapshot()
    var query = Query(asOf: through.midnightUTC.adding(Instant.day - 1), period: period)
    let start = from.midnightUTC.adding(-1)
    query.period.length = through.daysSinceEpoch - from.daysSinceEpoch + 1
    query.windows = Query.Windows(
      current: TimeWindow(after: start, through: query.asOf),
      previous: TimeWindow(after: start.adding(days: -query.period.length), through: start))
    snapshot.readings.query = query
    _ = update(&model, .snapshot(snapshot, request: model.requests.compute))
    return model
  }

  private var firstQuarter: Period {
    Period(.dates(DateRange(from: day(2026, 1, 1), through: day(2026, 3, 31))))
  }

  @Test func aPeriodIsTypedInTheWordsOfTheCommandLine() {
    // given
    var model = Sample.model(120, 40)
    // when
    Sample.type(&model, "C2026-Q1")
    // then
    #expect(model.prompt?.hint == "Enter shows 1 Jan 2026 to 31 Mar 2026")
    let effects = update(&model, .event(.key(.enter)))
    #expect(model.prompt == nil)
    #expect(effects.contains(.compute(Query(asOf: .never, period: firstQuarter), since: Sample.since, request: 1)))
  }

  @Test(arguments: [
    ("2026-02-30", "2026-02-30 is no date"), ("quater", "did you mean quarter?"), ("0", "1 to 36500 days"),
    ("2027-Q1", "1 Jan 2027 is still to come: the figures stand at 21 Nov 2026"),
    ("2020", "the data begins 21 Nov 2024"), ("", "write 28"),
  ])
  func whatIsNoPeriodStaysToBeMendedAndSaysWhy(text: String, words: String) {
    var model = Sample.model(120, 40)
    Sample.type(&model, "C\(text)")
    #expect(update(&model, .event(.key(.enter))).isEmpty)
    #expect(model.prompt?.text == text)
    #expect(model.prompt?.hint.contains(words) == true, "\(model.prompt?.hint ?? "")")
  }

  @Test func theQuarterIsThatOfTheFiscalYear() {
    // given: a year that begins in February, on 21 Nov
    var snapshot = Sample.snapshot()
    snapshot.profile.fiscal = FiscalCalendar(startMonth: 2)
    var model = Sample.model(120, 40, snapshot)
    // when
    Sample.type(&model, "Cquarter")
    // then
    #expect(model.prompt?.hint == "Enter shows the quarter so far, since 1 Nov 2026")
  }

  @Test func theHeaderNamesTheDatesAndTheBandSaysWhatIsHidden() {
    let text = Sample.text(shown(firstQuarter, from: day(2026, 1, 1), through: day(2026, 3, 31)))
    #expect(text.contains("1 Jan to Tue 31 Mar, vs the 90 days before"))
    #expect(text.contains("as of 31 Mar 2026: later events are hidden   t comes back"))
  }

  @Test func theHeaderSaysWhereTheQuarterBegan() {
    let text = Sample.text(shown(Period(.quarterToDate), from: day(2026, 11, 1), through: day(2026, 11, 21)))
    #expect(text.contains("quarter from 1 Nov to Sat 21 Nov, vs as much of the last one"))
  }

  @Test func theNextPeriodLeadsBackToTheUsualOnes() {
    var model = shown(firstQuarter, from: day(2026, 1, 1), through: day(2026, 3, 31))
    Sample.press(&model, .character("t"))
    #expect(model.query.period == .days(7))
  }

  @Test func oldDatesAreNotTakenForTheLastLook() {
    // given: somebody looks at dates long ago
    let model = shown(firstQuarter, from: day(2026, 1, 1), through: day(2026, 3, 31))
    // then: the last look was at the present all the same
    #expect(model.screenState.lastLooked == Sample.asOf)
  }

  @Test func oneDayBackFromDatesIsTheirLastDayButOne() {
    var model = shown(firstQuarter, from: day(2026, 1, 1), through: day(2026, 3, 31))
    Sample.press(&model, .character(","))
    #expect(model.query.travelledTo == day(2026, 3, 30).midnightUTC.adding(Instant.day - 1))
  }
}
