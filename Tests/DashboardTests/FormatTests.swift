import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// Numbers, money, durations, dates as the screens write them.
@Suite struct FormatTests {
  @Test func thousandsAreGrouped() {
    #expect(Numbers.whole(2_412) == "2 412")
    #expect(Numbers.whole(-1_234_567) == "\u{2212}1 234 567")
    #expect(Numbers.whole(Int.min).hasPrefix("\u{2212}9 223"))
    #expect(Numbers.whole(0) == "0")
  }

  @Test func sharesAreWholePercents() {
    #expect(Numbers.percent(0.314) == "31 %")
    #expect(Numbers.percent(0.046, fine: true) == "4.6 %")
    #expect(Numbers.percentRange(0.29, 0.334) == "29\u{2013}33 %")
    #expect(Numbers.percentRange(0.296, 0.303) == "30 %")
    #expect(Numbers.percent(.nan) == "no data %")
  }

  @Test(arguments: [
    (12.0, "12 s"), (3_480, "58 min"), (7_800, "2 h 10"), (32_400, "9 h"), (129_600, "36 h"), (276_480, "3.2 d"),
    (3_542_400, "41 d"), (.infinity, "no data"),
  ])
  func durationsAreShort(_ seconds: Double, _ text: String) {
    #expect(Durations.short(seconds) == text)
  }

  @Test(arguments: [
    (1_240_000, "1.2 M EUR"), (140_000, "140 k EUR"), (38_400_000, "38.4 M EUR"), (950, "950 EUR"),
    (1_250, "1.2 k EUR"), (999_600, "1.0 M EUR"),
  ])
  func moneyIsShort(_ units: Int64, _ text: String) {
    #expect(MoneyText.short(Money(hundredths: units * 100, currency: "EUR")) == text)
  }

  @Test func currenciesAreNeverAdded() {
    let money = MoneyByCurrency([
      Money(hundredths: 120_000_000, currency: "EUR"), Money(hundredths: 30_000_000, currency: "USD"),
      Money(hundredths: 1_000_000, currency: "GBP"),
    ])
    #expect(MoneyText.short(money) == "1.2 M EUR + 300 k USD + 1 more")
    #expect(MoneyText.short(MoneyByCurrency()) == nil)
  }

  @Test func datesStandInTheZoneOfTheSnapshot() {
    var snapshot = Sample.snapshot()
    #expect(Dates.weekday(Sample.asOf, snapshot) == "Sat 21 Nov")
    #expect(Dates.moment(Sample.asOf, snapshot) == "Sat 21 Nov 17:40")
    #expect(Dates.moment(Sample.asOf, snapshot, precision: .day) == "Sat 21 Nov")
    snapshot.displayTimeZone = "UTC+07:00"
    #expect(Dates.moment(Sample.asOf, snapshot) == "Sun 22 Nov 00:40")
  }

  @Test func aDateOfAnotherYearSaysWhich() {
    let day = CivilDate(year: 2017, month: 12, day: 31).midnightUTC
    #expect(Dates.weekday(day, Sample.snapshot()) == "Sun 31 Dec 2017")
    #expect(Dates.full(.unknown, Sample.snapshot()) == "unknown")
    #expect(Dates.full(Instant(.max - 1), Sample.snapshot()) == "unknown")
  }

  @Test func oneIsNotPlural() {
    #expect(Counted.leads(1) == "1 lead")
    #expect(Counted.deals(2) == "2 deals")
  }

  @Test func aDifferenceWithinItsUncertaintyIsAboutTheSame() {
    let same = ComparisonText(434, 447, .same) { Numbers.whole(Int($0)) }
    #expect(same.spans(.braille).map(\.text).joined() == "was 447 ▬ about the same")
    let worse = ComparisonText(0.31, 0.52, .worse) { Numbers.percent($0) }
    #expect(worse.spans(.braille).map(\.text).joined() == "was 52 % ▼ worse")
    #expect(ComparisonText(0.3, nil, .unknown) { Numbers.percent($0) }.spans(.braille).isEmpty)
  }

  @Test func numbersThatReadTheSameAreTheSame() {
    let hardly = ComparisonText(0.6198, 0.6203, .worse) { Numbers.percent($0) }
    #expect(hardly.spans(.braille).map(\.text).joined() == "was 62 % ▬ about the same")
  }

  @Test func missingFieldsAreNamedInPlainWords() {
    #expect(
      Needs.text(["stage_history.entered_at", "stage_history.stage"])
        == "needs stage history: map a file with opportunity, stage and date")
    #expect(Needs.text(["leads.first_response_at"]).hasPrefix("needs first answers: map a file with each lead"))
    #expect(!Needs.text(["opportunities.some_field"]).contains("_"))
  }
}
