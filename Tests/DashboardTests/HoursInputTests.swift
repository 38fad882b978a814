import Domain
import Testing

@testable import Dashboard

/// Working hours as people type them.
@Suite struct HoursInputTests {
  private let before = BusinessHours(
    timeZone: "UTC", holidays: [CivilDate(year: 2026, month: 12, day: 25)], assumed: true)

  private func problem(_ text: String) -> String? {
    if case .failure(let problem) = HoursInput.parse(text, over: before) { return problem.text }
    return nil
  }

  @Test(arguments: [
    ("Mon-Fri 09:00-17:00 Europe/Berlin", [1, 2, 3, 4, 5], 540, 1020),
    ("mon-sat 8-18 UTC", [1, 2, 3, 4, 5, 6], 480, 1080),
    ("Mon, Wed Fri 9:30-12:15 UTC", [1, 3, 5], 570, 735), ("Sun-Thu 09:00-17:00 UTC", [1, 2, 3, 4, 7], 540, 1020),
    ("Monday\u{2013}Friday 0-24 UTC-03:30", [1, 2, 3, 4, 5], 0, 1440), ("Sat 10-11 UTC", [6], 600, 660),
  ])
  func understandsHowPeopleWriteThem(_ text: String, _ days: [Int], _ opens: Int, _ closes: Int) throws {
    let hours = try HoursInput.parse(text, over: before).get()
    #expect(hours.weekdays == days)
    #expect(hours.opensAt == opens)
    #expect(hours.closesAt == closes)
    #expect(!hours.assumed)
    #expect(hours.holidays == before.holidays, "holidays are not typed here")
  }

  @Test(arguments: [
    ("", "days, hours and a time zone are needed"), ("Mon-Fri 9-17", "days, hours and a time zone are needed"),
    ("Mon-Fri 9-17 Europe/Berln", "no time zone: Europe/Berln, perhaps Europe/Berlin"),
    ("Mon-Fri 9-17 UTC+25:00", "no time zone: UTC+25:00"), ("Fro-Fri 9-17 UTC", "no weekday: Fro-Fri"),
    ("M 9-17 UTC", "no weekday: M"), ("Mon 17-9 UTC", "the end must come after the beginning: 17-9"),
    ("Mon 9-9 UTC", "the end must come after the beginning: 9-9"), ("Mon 9-25 UTC", "no hours: 9-25"),
    ("Mon 24:01-24:02 UTC", "no hours: 24:01-24:02"), ("Mon 9:60-17 UTC", "no hours: 9:60-17"),
    ("Mon nine-five UTC", "no hours: nine-five"), ("Mon - UTC", "no hours: -"),
    ("Mon 99999999999999999999-1 UTC", "no hours: 99999999999999999999-1"),
  ])
  func saysWhatItDoesNotUnderstand(_ text: String, _ reason: String) { #expect(problem(text) == reason) }

  @Test(arguments: [[1, 2, 3, 4, 5], [1, 2, 3, 4, 7], [6], [1, 3, 5]])
  func readsBackWhatItWrites(_ days: [Int]) throws {
    let hours = BusinessHours(
      timeZone: "America/New_York", weekdays: days, opensAt: 495, closesAt: 1440, holidays: before.holidays,
      assumed: false)
    #expect(try HoursInput.parse(HoursInput.text(hours), over: before).get() == hours)
  }

  @Test func hoursWithImpossibleDaysDoNotStopTheProgram() {
    let strange = BusinessHours(timeZone: "UTC", weekdays: [0, 9], assumed: true)
    #expect(HoursInput.text(strange) == " 09:00-17:00 UTC")
  }
}
