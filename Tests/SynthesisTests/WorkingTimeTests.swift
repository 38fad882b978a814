import Domain
import Testing

@testable import Synthesis

@Suite("The synthetic organisation's clock")
struct WorkingTimeTests {
  private let hours = OpenHours(
    from: CivilDate(year: 2026, month: 1, day: 1), through: CivilDate(year: 2026, month: 12, day: 31))

  private func newYork(_ month: Int, _ day: Int, _ hour: Int, _ minute: Int = 0) -> Instant {
    EasternTime.instant(CivilDate(year: 2026, month: month, day: day), second: Int64(hour * 3600 + minute * 60))
  }

  @Test(arguments: [
    (3, 7, -5), (3, 8, -4), (7, 1, -4), (10, 31, -4), (11, 1, -5), (12, 24, -5),
  ])
  func clocksChangeInMarchAndNovember(month: Int, day: Int, offset: Int64) {
    #expect(EasternTime.offset(on: CivilDate(year: 2026, month: month, day: day)) == offset * 3600)
  }

  @Test func theLocalDateTurnsAtLocalMidnight() {
    let midnight = newYork(7, 2, 0)
    #expect(EasternTime.date(of: midnight) == CivilDate(year: 2026, month: 7, day: 2))
    #expect(EasternTime.date(of: midnight.adding(-1)) == CivilDate(year: 2026, month: 7, day: 1))
  }

  @Test func anHourFromFridayEveningEndsOnMonday() {
    #expect(hours.adding(3600, to: newYork(6, 26, 17, 30)) == newYork(6, 29, 9, 30))
  }

  @Test func workStandsStillOnHolidays() {
    #expect(hours.elapsed(at: newYork(12, 25, 18)) == hours.elapsed(at: newYork(12, 24, 18)))
    #expect(!hours.isOpen(at: newYork(12, 25, 12)))
    #expect(hours.isOpen(at: newYork(12, 28, 12)))
  }

  @Test func aNightCountsForNothing() {
    #expect(hours.elapsed(at: newYork(6, 30, 9)) - hours.elapsed(at: newYork(6, 29, 18)) == 0)
  }

  @Test(arguments: 0..<200)
  func openSecondsAndInstantsAreInverse(seed: Int) {
    var chance = Chance(seed: UInt64(seed))
    let open = Int64(chance.integer(below: 200 * 9 * 3600))
    let instant = hours.instant(elapsed: open)
    #expect(hours.elapsed(at: instant) == open)
    #expect(hours.isOpen(at: instant))
  }
}
