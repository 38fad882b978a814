import Domain
import Testing

@Suite("Dates")
struct CivilDateTests {
  private let first = CivilDate(year: 1900, month: 1, day: 1).daysSinceEpoch
  private let last = CivilDate(year: 2200, month: 12, day: 31).daysSinceEpoch

  @Test("every day from 1900 to 2200 follows its day before, keeps its number and the turn of the week")
  func everyDay() {
    var before = CivilDate(daysSinceEpoch: first - 1)
    var wrong: [CivilDate] = []
    for number in first...last {
      let date = CivilDate(daysSinceEpoch: number)
      let isNext = date == following(before)
      if !isNext || date.daysSinceEpoch != number || date.isoWeekday != before.isoWeekday % 7 + 1 || date <= before
        || date.midnightUTC.utcDate != date || date.midnightUTC.adding(86_399).utcDate != date
      {
        wrong.append(date)
      }
      before = date
    }
    #expect(wrong.isEmpty)
    #expect(last - first + 1 == 301 * 365 + 73)
  }

  /// The day after, by the rule that everybody learns at school.
  private func following(_ date: CivilDate) -> CivilDate {
    let isLeap = date.year.isMultiple(of: 4) && (!date.year.isMultiple(of: 100) || date.year.isMultiple(of: 400))
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    if date.day < lengths[date.month - 1] { return CivilDate(year: date.year, month: date.month, day: date.day + 1) }
    if date.month < 12 { return CivilDate(year: date.year, month: date.month + 1, day: 1) }
    return CivilDate(year: date.year + 1, month: 1, day: 1)
  }

  @Test(
    "weekdays count from Monday",
    arguments: [
      (1970, 1, 1, 4), (2026, 6, 30, 2), (2024, 2, 29, 4), (1900, 1, 1, 1), (2000, 1, 1, 6), (2023, 1, 1, 7),
    ])
  func weekdays(year: Int, month: Int, day: Int, weekday: Int) {
    #expect(CivilDate(year: year, month: month, day: day).isoWeekday == weekday)
  }

  @Test("the Monday of a week is its first day, of a Monday itself")
  func mondays() {
    #expect(CivilDate(year: 2023, month: 1, day: 1).monday == CivilDate(year: 2022, month: 12, day: 26))
    #expect(CivilDate(year: 2026, month: 6, day: 29).monday == CivilDate(year: 2026, month: 6, day: 29))
  }

  @Test("dates before 1970 have negative numbers, an instant just before midnight belongs to the day before")
  func beforeTheEpoch() {
    #expect(CivilDate(year: 1969, month: 12, day: 31).daysSinceEpoch == -1)
    #expect(Instant(-1).utcDate == CivilDate(year: 1969, month: 12, day: 31))
    #expect(Instant(-86_400).utcDate == CivilDate(year: 1969, month: 12, day: 31))
    #expect(Instant(-86_401).utcDate == CivilDate(year: 1969, month: 12, day: 30))
  }
}
