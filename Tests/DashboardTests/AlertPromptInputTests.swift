import AlertEngine
import Domain
import Testing

@testable import Dashboard

/// Days to come and what is typed about alerts, as of Sat 21 Nov 2026.
@Suite struct AlertPromptInputTests {
  private let today = CivilDate(year: 2026, month: 11, day: 21)
  private func day(_ month: Int, _ day: Int, _ year: Int = 2026) -> CivilDate {
    CivilDate(year: year, month: month, day: day)
  }
  private func input() throws -> AlertPromptInput { try #require(AlertPromptInput(Sample.model(80, 24))) }

  @Test(arguments: [
    ("today", 11, 21, 2026), ("tomorrow", 11, 22, 2026), ("Tue", 11, 24, 2026), ("Sat", 11, 28, 2026),
    ("Tue 24 Nov", 11, 24, 2026), ("24 nov", 11, 24, 2026), ("3 Jan", 1, 3, 2027), ("2026-12-01", 12, 1, 2026),
    ("3 d", 11, 24, 2026), ("in 2 weeks", 12, 5, 2026), ("until Friday", 11, 27, 2026), ("next Mon", 11, 23, 2026),
  ])
  func daysToComeAreRead(_ text: String, _ month: Int, _ day: Int, _ year: Int) {
    #expect(DayInput.comingDay(text, today: today) == self.day(month, day, year))
  }

  @Test(arguments: ["yesterday", "Wed 24 Nov", "2026-11-20", "31 Feb", "soon", "", "maria", "20 Nov 2026"])
  func whatIsNoDayToComeIsNone(_ text: String) {
    #expect(DayInput.comingDay(text, today: today) == nil)
  }

  @Test func everyPartOfAnAcknowledgementMayBeLeftOut() throws {
    let end = day(11, 25).midnightUTC
    let cases: [(String, AlertAction)] = [
      ("", .acknowledge()), ("maria", .acknowledge(by: "maria")), ("Tue", .acknowledge(due: end)),
      ("maria, Tue", .acknowledge(by: "maria", due: end)),
      ("maria, she calls, and writes", .acknowledge(by: "maria", note: "she calls, and writes")),
      (" maria ,, Tue , calls ", .acknowledge(by: "maria", note: "calls", due: end)),
    ]
    for (text, action) in cases {
      #expect(try input().acknowledgement(text).map(\.action) == .success(action), "\(text)")
    }
  }

  @Test func aSlipIsNotTakenForANameOrARemark() throws {
    for text in ["24 Nvo", "maria, 31 Feb", "Tue 25 Nov", "maria, Thu 31 Nov"] {
      guard case .failure(let problem) = try input().acknowledgement(text) else {
        Issue.record("\(text) was taken")
        continue
      }
      #expect(problem.text.contains("is no day to come"))
    }
  }

  @Test func aSnoozeEndsAtTheBeginningOfItsDayOrAfterHours() throws {
    #expect(
      try input().snooze("Tue, holiday").map(\.action)
        == .success(.snooze(until: day(11, 24).midnightUTC, reason: "holiday")))
    #expect(
      try input().snooze("4 h, lunch").map(\.action)
        == .success(.snooze(until: Sample.asOf.adding(4 * 3600), reason: "lunch")))
    guard case .failure = try input().snooze("today, tired") else {
      Issue.record("today has begun already")
      return
    }
  }
}
