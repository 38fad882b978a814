import Domain
import Testing

@testable import Dashboard

/// Where "what changed" begins, and what is remembered of looks.
@Suite struct ChangesSinceTests {
  /// Sat 21 Nov 2026 17:40 UTC.
  private let now = Sample.asOf
  private let today = CivilDate(year: 2026, month: 11, day: 21)

  private func day(_ day: Int) -> Instant { CivilDate(year: 2026, month: 11, day: day).midnightUTC }

  private func after(_ since: ChangesSince, _ asOf: Instant, zone: String = "UTC") -> Instant? {
    since.beginning(asOf: asOf, timeZone: zone)?.after
  }

  @Test func whoNeverLookedSeesWhatChangedSinceYesterday() {
    let beginning = ChangesSince().beginning(asOf: now, timeZone: "UTC")
    #expect(beginning?.meaning == .yesterday)
    #expect(beginning?.shown == day(20))
  }

  @Test func aDayBeginsBeforeItsFirstSecond() {
    // What only has a date stands at midnight and belongs to its day.
    #expect(after(ChangesSince(.yesterday), now) == day(20).adding(-1))
  }

  @Test func aDayIsOneOfTheZone() {
    // 17:40 UTC on Saturday is Sunday in Auckland (UTC+13), whose yesterday began at 11:00 UTC on Friday.
    #expect(after(ChangesSince(.yesterday), now, zone: "Pacific/Auckland") == day(20).adding(11 * 3600 - 1))
  }

  @Test func lastMondayIsNeverToday() {
    #expect(after(ChangesSince(.lastMonday), now) == day(16).adding(-1))
    #expect(after(ChangesSince(.lastMonday), day(16).adding(3600)) == day(9).adding(-1))
  }

  @Test func theLastLookCounts() {
    #expect(after(ChangesSince(looks: [Sample.lastLook]), now) == Sample.lastLook)
  }

  @Test func aPastDayHasOnlyLooksBeforeIt() {
    let since = ChangesSince(looks: [day(19), day(10)])
    #expect(after(since, day(15)) == day(10))
    #expect(since.beginning(asOf: day(9), timeZone: "UTC")?.meaning == .yesterday)
  }

  @Test func whoComesBackWithinTheHourGoesOnWithTheSameLook() {
    var since = ChangesSince(looks: [now.adding(-600), day(19)])
    since.settle(at: now)
    #expect(since.looks == [day(19)])
    #expect(since.looks(endingAt: now) == [now, day(19)])
  }

  @Test func aLaterLookReplacesAnEarlierOne() {
    #expect(ChangesSince(looks: [day(19), day(10)]).looks(endingAt: now) == [now, day(19)])
  }

  @Test func leavingKeepsWhereTheFiguresStood() {
    var model = Model(
      size: Sample.model(80, 24).size, now: now, state: ScreenState(lastLooked: Sample.lastLook, lookedBefore: day(2)))
    #expect(model.screenState.lastLooked == Sample.lastLook)
    _ = update(&model, .snapshot(Sample.snapshot(), request: nil))
    #expect(model.screenState.lastLooked == now)
    #expect(model.screenState.lookedBefore == Sample.lastLook)
  }

  @Test func noTimeHasNoBeginning() {
    #expect(ChangesSince().beginning(asOf: .unknown, timeZone: "UTC") == nil)
    #expect(ChangesSince().beginning(asOf: .never, timeZone: "UTC") == nil)
  }

  @Test(arguments: [
    ("yesterday", ChangesSince.Choice.yesterday), ("Last Monday", .lastMonday), ("last look", .lastLook),
    ("2026-11-03", .day(CivilDate(year: 2026, month: 11, day: 3))),
    ("3 Nov", .day(CivilDate(year: 2026, month: 11, day: 3))),
    ("dec 24", .day(CivilDate(year: 2025, month: 12, day: 24))),
    ("3 November 2024", .day(CivilDate(year: 2024, month: 11, day: 3))),
    ("sat", .day(CivilDate(year: 2026, month: 11, day: 14))), ("fri", .day(CivilDate(year: 2026, month: 11, day: 20))),
    ("14 d", .day(CivilDate(year: 2026, month: 11, day: 7))), ("2w", .day(CivilDate(year: 2026, month: 11, day: 7))),
  ])
  func aDayIsReadAsPeopleWriteIt(_ text: String, _ choice: ChangesSince.Choice) {
    #expect(DayInput.parse(text, today: today) == .success(choice))
  }

  @Test(arguments: ["", "soon", "31 Feb", "2026-13-01", "2026-11-22", "d", "99999999999999999999 d", "3"])
  func whatIsNoPastDayIsRefused(_ text: String) {
    #expect(throws: DayInput.Problem.self) { try DayInput.parse(text, today: today).get() }
  }
}
