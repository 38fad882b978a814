import Domain
import Testing

@testable import Settings

/// Hours that differ by weekday, and calendars of teams and regions.
struct CalendarReaderTests {
  private func read(_ text: String, over base: Settings = Settings()) -> (settings: Settings, issues: [String]) {
    let (settings, issues) = SettingsReader.read(text: text, file: "f", kind: .folder, over: base)
    return (settings, issues.map(\.description))
  }

  private let assumed = Profile(
    process: SalesProcess(stages: [], won: [], lost: [], assumed: true),
    hours: BusinessHours(timeZone: "UTC", assumed: true))

  @Test("hours may differ by weekday and have several spans; days left out are closed")
  func hoursMayDifferByWeekday() {
    let (settings, issues) = read("business: {tz: UTC, hours: {mon-thu: 09:00-18:00, fri: [09:00-12:00, 13:00-15:00]}}")
    #expect(issues.isEmpty)
    let hours = settings.profile(over: assumed).hours
    #expect(hours.spans(weekday: 4) == [OpenSpan(opensAt: 540, closesAt: 1080)])
    #expect(hours.spans(weekday: 5).map(\.closesAt) == [720, 900])
    #expect(hours.spans(weekday: 6).isEmpty)
    #expect(!hours.assumed)
  }

  @Test("a team keeps its own calendar, which says only what differs")
  func aTeamKeepsItsOwnCalendar() {
    let text = """
      business: {tz: America/New_York, open: 08:00, close: 16:00}
      calendars:
        emea: {tz: Europe/Berlin}
        night: {hours: {mon-sun: 00:00-24:00}}
      calendar_of: {region: {EMEA: emea}, team: {Desk: night}}
      """
    let (settings, issues) = read(text)
    #expect(issues.isEmpty)
    let profile = settings.profile(over: assumed)
    #expect(profile.calendars.map(\.name) == ["emea", "night"])
    #expect(profile.calendars.map(\.hours.timeZone) == ["Europe/Berlin", "America/New_York"])
    #expect(profile.calendars.first?.hours.opensAt == 480)
    #expect(profile.calendars.last?.hours.spans(weekday: 7) == [OpenSpan(opensAt: 0, closesAt: 1440)])
    #expect(profile.calendarOf == [.element(.region, "EMEA"): "emea", .element(.team, "Desk"): "night"])
  }

  @Test(
    "what is wrong is named and left out",
    arguments: [
      ("business: {hours: {mon: 17:00-09:00}}", "must be a span"), ("business: {hours: {mo: 9-5}}", "must be a span"),
      ("business: {hours: {}}", "at least one day"), ("calendars: {a: {tz: Europe/Berln}}", "unknown time zone"),
      ("calendar_of: {region: {EMEA: emea}}", "unknown calendar"),
      ("calendar_of: {rep: {ann: x}}", "by region or team"),
    ])
  func whatIsWrongIsNamedAndLeftOut(_ text: String, _ message: String) {
    let (settings, issues) = read(text)
    #expect(issues.contains { $0.contains(message) })
    #expect(settings.hours.week == nil && settings.calendarOf.isEmpty)
  }

  @Test("one opening time said later makes the weekdays alike again")
  func oneOpeningTimeSaidLaterMakesTheWeekdaysAlikeAgain() {
    let base = read("business: {tz: UTC, hours: {mon: 09:00-12:00}}").settings
    #expect(read("business: {holidays: [2026-12-25]}", over: base).settings.hours.week != nil)
    #expect(read("business: {open: 08:00}", over: base).settings.hours.week == nil)
    var flags = Settings()
    flags.hours.closesAt = 600
    #expect(base.merging(flags).hours.week == nil)
  }

  @Test("hours by weekday are written back as they were read")
  func hoursByWeekdayAreWrittenBack() throws {
    let text = "business:\n  tz: UTC\n  hours: {mon: [09:00-12:00, 13:00-17:00], fri: 09:00-12:30}\n"
    let hours = read(text).settings.profile(over: assumed).hours
    let written = try SettingsWriter.updating(text: "", file: "f", process: nil, hours: hours)
    #expect(read(written).settings.profile(over: assumed).hours == hours)
  }
}
