import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// Which working hours count for what.
@Suite struct CalendarTests {
  /// A region, a team and nobody with hours of their own.
  private static let snapshot: Snapshot = {
    var snapshot = Sample.snapshot()
    let day = [OpenSpan(opensAt: 540, closesAt: 1080)]
    let short = [OpenSpan(opensAt: 540, closesAt: 720), OpenSpan(opensAt: 780, closesAt: 900)]
    snapshot.profile.hours = BusinessHours(timeZone: "America/New_York", assumed: false)
    snapshot.profile.calendars = [
      NamedCalendar(
        name: "berlin", hours: BusinessHours(timeZone: "Europe/Berlin", week: [day, day, day, day, short, [], []])),
      NamedCalendar(name: "spare", hours: BusinessHours(timeZone: "UTC", assumed: false)),
    ]
    snapshot.profile.calendarOf = [.element(.region, "EMEA"): "berlin", .element(.team, "Dessk"): "berlin"]
    snapshot.names[.region] = ["emea", "NA"]
    snapshot.names[.team] = ["Desk"]
    return snapshot
  }()

  @Test func hoursThatDifferByWeekdayAreSaidInFull() {
    let hours = Self.snapshot.profile.calendars[0].hours
    #expect(
      HoursText.text(hours)
        == "Mon\u{2013}Thu 09:00\u{2013}18:00, Fri 09:00\u{2013}12:00 and 13:00\u{2013}15:00, Europe/Berlin")
  }

  @Test func theSourcesScreenNamesEveryCalendarAndWhoKeepsIt() {
    let text = Sample.text(Sample.model(200, 60, Self.snapshot, keys: [.character("S")]))
    #expect(text.contains("Europe/Berlin: region EMEA, team Dessk (not in the data)"))
    #expect(text.contains("UTC: kept by nobody"))
    #expect(text.contains("for all others, and the days that periods begin on"))
    #expect(text.contains("a lead waits in the working hours of its team, else of its region"))
  }

  @Test func explainSaysWhoseHoursCount() {
    var snapshot = Self.snapshot
    snapshot.readings.response.explanation = Explanation(
      title: "Lead response time", definition: "d", version: 1, window: "w", rowsIn: 1, exclusions: [], formula: "f",
      details: [], assumptions: [])
    let text = Sample.text(Sample.model(200, 60, snapshot, keys: [.character("x")]))
    #expect(text.contains("working hours      region EMEA, team Dessk: Mon\u{2013}Thu"))
    #expect(text.contains("all others: Mon\u{2013}Fri 09:00\u{2013}17:00, America/New_York"))
  }

  @Test func theSourcesScreenSaysNothingOfCalendarsWhereThereIsOne() {
    let text = Sample.text(Sample.model(200, 60, keys: [.character("S")]))
    #expect(!text.contains("all others"))
  }

  @Test func aLeadShowsTheHoursOfItsOwnCalendar() {
    var model = Sample.model(160, 44, Self.snapshot)
    let lead = Sample.leadTimeline(0)
    _ = model.push(.lead(LeadState(row: lead.header.row, name: "")))
    var timeline = lead
    timeline.hours = Self.snapshot.profile.calendars[0].hours
    _ = update(&model, .lead(timeline, details: [], notes: []))
    #expect(Sample.text(model).contains("Fri 09:00\u{2013}12:00 and 13:00\u{2013}15:00, Europe/Berlin"))
  }

  @Test func hoursByWeekdayAreNotOverwrittenUnawares() {
    var snapshot = Self.snapshot
    snapshot.profile.hours = Self.snapshot.profile.calendars[0].hours
    #expect(ProfileCorrection.hint(.hours, snapshot.profile).contains("hours by weekday"))
  }
}
