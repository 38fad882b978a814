import Domain
import Testing

@testable import MetricEngine

/// Leads whose clock runs in the hours of their team or region.
struct ResponseCalendarTests {
  private static let hour: Int64 = 3600

  /// Leads in teams and regions, with an hour to answer.
  private func engine(_ leads: [(lead: SampleLead, team: String, region: String)], _ profile: Profile) -> Engine {
    var data = Dataset.leads(leads.map(\.lead))
    for (row, (_, team, region)) in leads.enumerated() {
      data.leads.team[row] = data.vocabularies[.team, default: Vocabulary()].code(for: team)
      data.leads.region[row] = data.vocabularies[.region, default: Vocabulary()].code(for: region)
    }
    return Engine(dataset: data, profile: profile)
  }

  private func profile() -> Profile {
    var profile = Profile.sample()
    profile.responseLimit = Int(Self.hour)
    let nightly = BusinessHours(
      timeZone: "UTC", weekdays: [1, 2, 3, 4, 5, 6, 7], opensAt: 0, closesAt: 1440, assumed: false)
    profile.calendars = [
      NamedCalendar(name: "berlin", hours: BusinessHours(timeZone: "UTC+02:00", assumed: false)),
      NamedCalendar(name: "always", hours: nightly),
    ]
    profile.calendarOf = [.element(.region, "EMEA"): "berlin", .element(.team, "Night"): "always"]
    return profile
  }

  @Test("an hour from Friday 16.30 ends on Monday at 9.30")
  func anHourFromFriday1630EndsOnMonday930() {
    // given two leads of Friday 16:30, answered on Monday at 9:30 and a minute later
    let friday = Instant.november(20, 16, 30)
    let leads = [30, 31].map { SampleLead(created: friday, answered: .november(23, 9, $0)) }
    let reading = engine(leads.map { ($0, "", "") }, profile()).readings(Query(asOf: .november(23, 12))).response
    // then the first is in time
    #expect(reading.withinLimit.successes == 1)
    #expect(reading.withinLimit.trials == 2)
    #expect(reading.business.current.answeredOnly.minimum == 3600)
  }

  @Test("a lead's clock runs in the hours of its team, else its region, else the organisation")
  func aLeadsClockRunsInTheHoursOfItsTeamElseItsRegion() {
    // given leads of 7:30 UTC, before the organisation opens but after Berlin does
    let lead = SampleLead(created: .november(19, 7, 30), answered: .november(19, 8, 30))
    let engine = engine(
      [(lead, "Day", "NA"), (lead, "Day", "emea"), (lead, "Night", "EMEA"), (lead, "", "")], profile())
    let clock = ResponseClock(engine, asOf: .noon)
    let waits = (0..<4).compactMap { try? clock.read($0).get().business }
    #expect(waits == [0, 3600, 3600, 0])
    let reading = engine.readings(Query(asOf: .noon)).response
    #expect(reading.business.current.answeredOnly.maximum == 3600)
    #expect(reading.withinLimit.trials == 4)
  }

  @Test("who waits in several calendars is sorted by how late each is in its own")
  func whoWaitsInSeveralCalendarsIsSortedByHowLateEachIs() {
    let leads = [
      (SampleLead(created: .november(20, 11, 30)), "Day", "NA"), (SampleLead(created: .november(20, 1)), "Night", ""),
      (SampleLead(created: .november(20, 7)), "", "EMEA"), (SampleLead(created: .november(19, 16)), "", ""),
    ]
    let waiting = engine(leads, profile()).readings(Query(asOf: .noon)).response.waiting
    #expect(waiting.rows == [1, 2, 3, 0])
    let left: PieceList<Int64> = [-36_000, -14_400, -10_800, 1800]
    #expect(waiting.secondsLeft == left)
    #expect([waiting.late, waiting.lateRecently, waiting.dueSoon] == [3, 3, 1])
  }

  @Test("leads wait too long since the first of any calendar passed its limit")
  func leadsWaitTooLongSinceTheFirstOfAnyCalendarPassedItsLimit() {
    // given one of Thursday 16:30, late on Friday at 9:30, and one that came later, in hours that never end
    let leads = [
      (SampleLead(created: .november(19, 16, 30)), "", ""), (SampleLead(created: .november(19, 20)), "Night", ""),
    ]
    let request = MeasureRequest(
      metric: .leadResponse, statistic: .unanswered(seconds: nil), clock: .business, windowDays: 28, scope: .all)
    let since = engine(leads, profile()).since(request, Query(asOf: .noon), limit: 0, breach: .above)
    #expect(since == Since(instant: .november(19, 21), method: .oldestItem))
  }

  @Test("hours may differ by weekday and pause at noon")
  func hoursMayDifferByWeekdayAndPauseAtNoon() {
    let day = [OpenSpan(opensAt: 540, closesAt: 720), OpenSpan(opensAt: 780, closesAt: 1020)]
    let week = [day, day, day, day, [OpenSpan(opensAt: 540, closesAt: 900)], [], []]
    let hours = BusinessHours(timeZone: "UTC", week: week)
    #expect(hours.weekdays == [1, 2, 3, 4, 5])
    #expect((hours.opensAt, hours.closesAt) == (540, 1020))
    let calendar = BusinessCalendar(hours: hours, from: .november(1), through: .november(30))
    // Thursday from 11:30 to 13:30 is an hour, Friday from 14:30 to Monday 9:30 is one too.
    #expect(calendar.openSeconds(from: .november(19, 11, 30), to: .november(19, 13, 30)) == 3600)
    #expect(calendar.openSeconds(from: .november(20, 14, 30), to: .november(23, 9, 30)) == 3600)
    #expect(calendar.instant(adding: 3600, to: .november(20, 14, 30)) == .november(23, 9, 30))
  }

  @Test("a changed opening time makes all weekdays alike again")
  func aChangedOpeningTimeMakesAllWeekdaysAlikeAgain() {
    var hours = BusinessHours(timeZone: "UTC", week: Array(repeating: [OpenSpan(opensAt: 1, closesAt: 2)], count: 7))
    hours.timeZone = "UTC+01:00"
    #expect(hours.week != nil)
    hours.opensAt = 0
    #expect(hours.spans(weekday: 3) == [OpenSpan(opensAt: 0, closesAt: 2)])
  }
}
