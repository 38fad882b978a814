import Cells
import Domain
import TestKit
import Testing

@testable import Dashboard

/// Numbers, money and dates as people of different countries write them.
@Suite struct ConventionsTests {
  /// What is written under the conventions of a locale.
  private func written<Value>(_ locale: String, _ write: () throws -> Value) throws -> Value {
    try Conventions.$shown.withValue(try #require(Conventions(named: locale)), operation: write)
  }

  @Test(arguments: [
    ("C", "1 234 567", "6.5"), ("de_DE", "1.234.567", "6,5"), ("en_US", "1,234,567", "6.5"),
    ("fr_FR", "1 234 567", "6,5"), ("de_CH", "1\u{2019}234\u{2019}567", "6.5"), ("en_IN", "12,34,567", "6.5"),
  ])
  func numbers(_ locale: String, _ whole: String, _ decimal: String) throws {
    try written(locale) {
      #expect(Numbers.whole(1_234_567) == whole)
      #expect(Numbers.whole(-1_234_567) == "\u{2212}\(whole)")
      #expect(Numbers.whole(999) == "999")
      #expect(Numbers.decimal(6.5) == decimal)
      #expect(Durations.short(6.5 * 86_400) == "\(decimal) d")
    }
  }

  @Test(arguments: [
    ("C", "EUR", "1.2 M EUR"), ("de_DE", "EUR", "1,2 M €"), ("de_DE", "USD", "1,2 M USD"), ("en_US", "USD", "$1.2 M"),
    ("en_US", "CAD", "CAD 1.2 M"), ("en_CA", "CAD", "$1.2 M"), ("da_DK", "DKK", "kr. 1,2 M"),
    ("de_CH", "CHF", "CHF 1.2 M"), ("en_US", "", "1.2 M"),
  ])
  func moneyHasASymbolOnlyInItsOwnCountry(_ locale: String, _ currency: String, _ text: String) throws {
    try written(locale) {
      #expect(MoneyText.short(Money(hundredths: 120_000_000, currency: currency)) == text)
    }
  }

  @Test func theSignStandsBeforeTheSymbol() throws {
    try written("en_US") {
      #expect(MoneyText.full(Money(hundredths: -123_456_700, currency: "USD")) == "\u{2212}$1,234,567")
    }
  }

  @Test(arguments: [
    ("C", "Sat 21 Nov", "31 Dec 2017"), ("de_DE", "Sat 21 Nov", "31 Dec 2017"),
    ("en_US", "Sat Nov 21", "Dec 31, 2017"), ("sv_SE", "Sat Nov 21", "2017 Dec 31"),
  ])
  func dates(_ locale: String, _ weekday: String, _ full: String) throws {
    let day = CivilDate(year: 2017, month: 12, day: 31)
    try written(locale) {
      #expect(Dates.weekday(Sample.asOf, Sample.snapshot()) == weekday)
      #expect(Dates.full(day) == full)
      let today = CivilDate(year: 2026, month: 11, day: 21)
      #expect(DayInput.parse(full, today: today) == .success(.day(day)), "what is shown can be typed")
    }
  }

  @Test(arguments: [("de_DE", "3.11.2026"), ("en_US", "11/3/2026"), ("sv_SE", "2026 11 3"), ("en_GB", "3/11/2026")])
  func datesOfNumbersAreReadInTheOrderOfTheCountry(_ locale: String, _ text: String) throws {
    let day = CivilDate(year: 2026, month: 11, day: 3)
    try written(locale) {
      #expect(DayInput.parse(text, today: CivilDate(year: 2026, month: 11, day: 21)) == .success(.day(day)))
    }
  }

  @Test func openDaysFollowTheWeekOfTheCountry() throws {
    let hours = BusinessHours(
      timeZone: "UTC", weekdays: [1, 2, 3, 4, 7], opensAt: 540, closesAt: 1020, holidays: [], assumed: false)
    #expect(HoursText.text(hours) == "Mon Tue Wed Thu Sun 09:00\u{2013}17:00, UTC")
    try written("en_US") {
      #expect(HoursText.text(hours) == "Sun\u{2013}Thu 09:00\u{2013}17:00, UTC")
      #expect(HoursInput.text(hours) == "Sun-Thu 09:00-17:00 UTC")
    }
  }

  @Test(arguments: [
    ("de_DE", "amount>1.234,5k idle>14d", "amount>1234.5k idle>14d"), ("de_DE", "amount>=1,5M", "amount>=1.5M"),
    ("de_DE", "amount>1.5M", "amount>1.5M"), ("de_DE", "rep:1.234 1.234", "rep:1.234 1.234"),
    ("de_DE", "created:2026-01..2026-03", "created:2026-01..2026-03"), ("C", "amount>\"50 000\" x", "amount>50000 x"),
    ("en_US", "amount>1,234.5", "amount>1234.5"), ("en_IN", "amount<12,34,567", "amount<1234567"),
  ])
  func filtersTakeNumbersAsTheyAreShown(_ locale: String, _ typed: String, _ plain: String) throws {
    try written(locale) { #expect(FilterInput.plain(typed) == plain) }
  }

  @Test func aFilterIsKeptAsEveryLocaleReadsIt() throws {
    var model = Sample.model(120, 40, Sample.snapshot())
    model.conventions = try #require(Conventions(named: "de_DE"))
    let keys = [Key.character("/")] + "amount>1.234,5k".map { Key.character($0) } + [.enter]
    for key in keys { _ = update(&model, .event(.key(key))) }
    #expect(model.query.filterText == "amount>1234.5k")
    #expect(model.query.filter.clauses == [.amount(.above, 123_450_000)])
  }

  @Test(arguments: [(80, 24), (120, 40)])
  func aWholeScreen(_ width: Int, _ height: Int) throws {
    var model = Sample.model(width, height, Sample.alertSnapshot(), keys: [])
    model.conventions = try #require(Conventions(named: "de_DE"))
    Golden.expect(Sample.text(model), "overview-\(width)x\(height)-de_DE")
  }

  @Test func inASCIICurrenciesAreCodes() throws {
    var model = Sample.model(120, 40, Sample.alertSnapshot(), keys: [])
    model.conventions = try #require(Conventions(named: "de_DE"))
    let text = view(model, look: Look(theme: .monochrome, glyphs: .ascii), size: model.size).text
    #expect(text.contains("1,2 M EUR") && !text.contains("M ?"))
  }

  @Test func whatMachinesReadIsWrittenTheSameEverywhere() throws {
    let money = Money(hundredths: 123_456_789, currency: "EUR")
    let table = ExportTable(header: ["amount"], rows: [[.number(Double(money.hundredths) / 100)]])
    try written("de_DE") { #expect(table.text(.csv).contains("1234567.89")) }
    #expect(PlainReport.lines(Sample.snapshot()) == PlainReport.lines(Sample.snapshot(), as: .plain))
  }
}
