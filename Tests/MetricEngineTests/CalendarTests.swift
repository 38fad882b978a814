import Domain
import Testing

@testable import MetricEngine

struct CalendarTests {
  private func at(_ year: Int, _ month: Int, _ day: Int, _ hour: Int = 0, _ minute: Int = 0) -> Instant {
    CivilDate(year: year, month: month, day: day).midnightUTC.adding(Int64(hour * 3600 + minute * 60))
  }

  private func calendar(_ hours: BusinessHours) -> BusinessCalendar {
    BusinessCalendar(hours: hours, from: at(2026, 1, 1), through: at(2026, 12, 31))
  }

  private let utc = BusinessHours(timeZone: "UTC", assumed: false)

  @Test("an hour after Friday 16.30 is Monday 09.30")
  func anHourAfterFriday1630IsMonday0930() {
    let calendar = calendar(utc)
    let friday = at(2026, 11, 20, 16, 30)
    #expect(calendar.instant(adding: 3600, to: friday) == at(2026, 11, 23, 9, 30))
    #expect(calendar.openSeconds(from: friday, to: at(2026, 11, 23, 9, 30)) == 3600)
  }

  @Test("a night, a weekend and a holiday take no time")
  func aNightAWeekendAndAHolidayTakeNoTime() {
    var hours = utc
    hours.holidays = [CivilDate(year: 2026, month: 11, day: 26)]
    let calendar = calendar(hours)
    #expect(calendar.openSeconds(from: at(2026, 11, 23, 17), to: at(2026, 11, 24, 9)) == 0)
    #expect(calendar.openSeconds(from: at(2026, 11, 21), to: at(2026, 11, 23)) == 0)
    #expect(calendar.openSeconds(from: at(2026, 11, 25, 17), to: at(2026, 11, 27, 9)) == 0)
    #expect(calendar.openSeconds(from: at(2026, 11, 23), to: at(2026, 11, 30)) == 4 * 8 * 3600)
  }

  @Test("the wrong way round is negative")
  func theWrongWayRoundIsNegative() {
    #expect(calendar(utc).openSeconds(from: at(2026, 11, 24, 12), to: at(2026, 11, 24, 10)) == -7200)
  }

  @Test("working hours follow daylight saving")
  func workingHoursFollowDaylightSaving() {
    let calendar = calendar(BusinessHours(timeZone: "America/New_York", assumed: false))
    // Nine o'clock is 14:00 UTC before 8 March 2026 and 13:00 UTC after.
    #expect(calendar.openSeconds(from: at(2026, 3, 6, 13, 30), to: at(2026, 3, 6, 14, 30)) == 1800)
    #expect(calendar.openSeconds(from: at(2026, 3, 9, 13), to: at(2026, 3, 9, 14)) == 3600)
  }

  @Test("a day open around the clock has 23 hours when clocks go forward")
  func aDayOpenAroundTheClockHas23HoursWhenClocksGoForward() {
    let hours = BusinessHours(
      timeZone: "Europe/Berlin", weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: 0, closesAt: 1440, assumed: false)
    let calendar = calendar(hours)
    #expect(calendar.openSeconds(from: at(2026, 3, 28, 23), to: at(2026, 3, 29, 22)) == 23 * 3600)
    #expect(calendar.openSeconds(from: at(2026, 10, 24, 22), to: at(2026, 10, 25, 23)) == 25 * 3600)
  }

  @Test("a fixed offset is understood", arguments: ["UTC+02:00", "UTC+2", "GMT+02:00"])
  func aFixedOffsetIsUnderstood(_ zone: String) {
    let calendar = calendar(BusinessHours(timeZone: zone, assumed: false))
    #expect(calendar.openSeconds(from: at(2026, 7, 1, 6), to: at(2026, 7, 1, 8)) == 3600)
  }

  @Test("never open is never open")
  func neverOpenIsNeverOpen() {
    let calendar = calendar(BusinessHours(timeZone: "UTC", weekdays: [], assumed: false))
    #expect(calendar.openSeconds(from: at(2026, 1, 1), to: at(2026, 12, 1)) == 0)
    #expect(calendar.instant(adding: 1, to: at(2026, 2, 1)) == .never)
  }

  @Test("counting by the minute gives the same")
  func countingByTheMinuteGivesTheSame() {
    let hours = BusinessHours(
      timeZone: "Europe/Berlin", weekdays: [1, 3, 7], opensAt: 90, closesAt: 1230, holidays: [], assumed: false)
    let calendar = calendar(hours)
    let start = at(2026, 3, 23)
    var open: Int64 = 0
    for minute in 0..<(14 * 1440) {
      let now = start.adding(Int64(minute) * 60)
      #expect(calendar.openSeconds(from: start, to: now) == open)
      let offset: Int64 = now < at(2026, 3, 29, 1) ? 3600 : 7200
      let local = now.adding(offset)
      let isOpenDay = [1, 3, 7].contains(local.utcDate.isoWeekday)
      let ofDay = local.since(local.utcDate.midnightUTC) / 60
      if isOpenDay, (90..<1230).contains(ofDay) { open += 60 }
    }
  }

  @Test("far outside its range a calendar stands still")
  func farOutsideItsRangeACalendarStandsStill() {
    let calendar = calendar(utc)
    let end = calendar.openSeconds(at(2027, 6, 1))
    #expect(calendar.openSeconds(at(2100, 1, 1)) == end)
    #expect(calendar.openSeconds(at(1800, 1, 1)) == 0)
    #expect(calendar.openSeconds(Instant(Int64.max - 1)) == end)
    #expect(calendar.openSeconds(Instant(Int64.min + 1)) == 0)
  }

  @Test("absurd dates in the data cost no calendar of ages")
  func absurdDatesInTheDataCostNoCalendarOfAges() {
    let calendar = BusinessCalendar(hours: utc, from: Instant(Int64.min + 9), through: Instant(Int64.max - 9))
    #expect(calendar.openSeconds(from: at(2026, 11, 23), to: at(2026, 11, 24)) == 8 * 3600)
  }

  @Test("weeks are complete, begin on local Mondays and know their instants")
  func weeksAreCompleteBeginOnLocalMondaysAndKnowTheirInstants() {
    let offsets = ZoneOffsets(zone: "America/New_York", from: at(2025, 1, 1), through: at(2026, 12, 31))
    let weeks = WeekGrid(asOf: at(2026, 3, 18, 3), count: 3, offsets: offsets)
    #expect(weeks.mondays.map(\.iso) == ["2026-02-23", "2026-03-02", "2026-03-09"])
    #expect(weeks.boundaries == [at(2026, 2, 23, 5), at(2026, 3, 2, 5), at(2026, 3, 9, 4), at(2026, 3, 16, 4)])
    #expect(weeks.index(of: at(2026, 3, 9, 3, 59)) == 1)
    #expect(weeks.index(of: at(2026, 3, 9, 4)) == 2)
    #expect(weeks.index(of: at(2026, 3, 16, 4)) == nil)
    #expect(weeks.index(of: .never) == nil)
  }
}
