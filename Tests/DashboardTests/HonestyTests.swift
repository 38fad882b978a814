import AlertEngine
import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// Nothing is said that the data does not say: days, windows, what was judged, what is compared with what.
@Suite struct HonestyTests {
  private func text(_ snapshot: Snapshot, _ width: Int = 160, _ height: Int = 44) -> String {
    Sample.text(Sample.model(width, height, snapshot))
  }

  @Test func aWholeDayNeverGoesThroughAZone() {
    // given: a screen that shows times of Los Angeles, where midnight UTC is the afternoon before
    var snapshot = Sample.snapshot()
    snapshot.displayTimeZone = "America/Los_Angeles"
    let day = CivilDate(year: 2026, month: 7, day: 4).midnightUTC
    // then
    #expect(Dates.day(of: day, snapshot) == "Sat 4 Jul")
    #expect(Dates.moment(day, snapshot, precision: .day) == "Sat 4 Jul")
    #expect(Dates.day(of: day.adding(3_600), snapshot) == "Fri 3 Jul")
  }

  @Test func aListThatTheDataCannotFillSaysWhatItNeeds() {
    // given: data without leads
    var snapshot = Sample.snapshot()
    snapshot.readings.response = ResponseReading()
    snapshot.readings.response.availability = .needs(["leads.first_response_at"])
    // when
    var model = Sample.model(120, 40, snapshot)
    Sample.answer(update(&model, .event(.key(.character("b")))), &model, leads: [])
    // then
    #expect(Sample.text(model).contains("needs first answers"))
    #expect(!Sample.text(model).contains("0 leads"))
  }

  @Test func partsAreRankedByAFigureThatIsKnown() {
    var snapshot = Sample.snapshot()
    snapshot.readings.response.availability = .needs(["leads.first_response_at"])
    let model = Sample.model(120, 40, snapshot, keys: [.character("w")])
    #expect(Sample.text(model).contains("by qualified leads"))
  }

  @Test func aRuleOverAnotherWindowSaysSoAndComparesNothing() {
    // given: the rule looks at 7 days, the header at 28
    var rule = Sample.rule("response-share")
    rule.request.windowDays = 7
    let reading = Reading(value: 0.2, count: 600, low: 0.17, high: 0.23)
    let snapshot = Sample.snapshot(findings: [Sample.finding(rule, reading, .breach(.critical))])
    // when
    let text = text(snapshot)
    // then
    #expect(text.contains("20 % answered in 5 min in 7 d"))
    #expect(text.contains("likely 17\u{2013}23 %"))
    #expect(!text.contains("was 52 %"))
  }

  @Test func onlyWhatWasJudgedIsCalledGood() {
    // given: one metric within its limit, the others without data
    let findings = Sample.findings.enumerated().map { index, finding in
      Sample.finding(finding.rule, finding.reading, index == 0 ? .within : .noData(missing: []))
    }
    // then
    #expect(text(Sample.snapshot(findings: findings)).contains("1 of 5 judged, ok"))
  }

  @Test func headersAloneAreNoDataYetAndNothingIsMissing() {
    // given: files that have headers and no rows
    var snapshot = Sample.snapshot(findings: [])
    snapshot.facts = DatasetFacts()
    snapshot.readings.process.availability = .needs(["stage_history.entered_at"])
    // then
    for size in [(160, 44), (80, 24)] {
      #expect(text(snapshot, size.0, size.1).contains("no data yet"))
      #expect(!text(snapshot, size.0, size.1).contains("needs stage history"))
    }
  }

  @Test func aFilterIsSaidInABandAndThatItMatchesNothing() {
    // given
    var model = Sample.model(120, 40)
    _ = model.setFilter("rep:xyz", FilterParser.parse("rep:xyz", attributes: nil).filter)
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.query.filter = model.query.filter
    snapshot.readings.counts = RowCounts()
    model.snapshot = snapshot
    // when
    let text = Sample.text(model)
    // then
    #expect(text.contains("only rep:xyz: nothing matches   Esc clears"))
    #expect(text.contains("\u{25CB} nothing matches"))
    #expect(!text.contains("within limits"))
  }

  @Test func aWindowBeforeTheDataBeginsIsNotComparedWith() {
    // given: data of 30 days, a window of 28
    var snapshot = Sample.snapshot(findings: [])
    snapshot.facts.oldestEvent = Sample.asOf.adding(days: -30)
    // then
    #expect(!text(snapshot).contains("was 52 %"))
    #expect(!text(snapshot).contains("was 447"))
    #expect(text(Sample.snapshot(findings: [])).contains("was 52 %"))
  }

  @Test func noWinsGiveNoShareOfWins() {
    var snapshot = Sample.snapshot()
    snapshot.readings.close.won = 0
    #expect(!text(snapshot).contains("won by"))
  }

  @Test func anItemRuleNamesItemsAndHowManyAreBeyondTheCriticalLevel() {
    // given
    let rule = Sample.rule("idle")
    var finding = Sample.finding(rule, Reading(value: 69, count: 1_160, rows: [1]), .breach(.critical))
    finding.criticalReading = Reading(value: 12, count: 1_160)
    let snapshot = Sample.snapshot(findings: [finding])
    // then: the number of deals is not set against a number of days
    let words = snapshot.words(finding)
    #expect(words.countedValue == "69 deals")
    #expect(words.limit == "over 14 d")
    #expect(words.beyondCritical == "12 over 30 d")
    #expect(text(snapshot).contains("12 over 30 d"))
  }

  @Test func panelsWithoutDataLeaveTheRoomToOthers() {
    // given: only the last two metrics have data
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.response.availability = .needs(["leads.created_at"])
    snapshot.readings.qualified.availability = .needs(["leads.qualified_at"])
    snapshot.readings.process.availability = .needs(["stage_history.stage"])
    // when
    let layout = Sample.model(160, 44, snapshot).overviewLayout
    // then
    let heights = layout.panels.map(\.rect.height)
    #expect(heights.prefix(3).allSatisfy { $0 <= 6 })
    #expect(heights.suffix(3).allSatisfy { $0 >= 30 })
  }

  @Test func stagesStayDifferentWhenShortened() {
    let names = StageLabels.short(["Offer sent", "Offer returned", "Contract"], width: 8)
    #expect(Set(names).count == 3)
    #expect(names.allSatisfy { TextWidth.of($0) <= 8 })
    #expect(names[0] == "Of. sent")
  }

  @Test func aKeyWithoutMeaningSaysSo() {
    var model = Sample.model(120, 40)
    Sample.press(&model, .function(12))
    #expect(model.toast?.text.contains("F12 does nothing here") == true)
  }

  @Test func copyingSaysWhatWasCopied() {
    var model = Sample.model(120, 40)
    Sample.press(&model, .character("y"))
    #expect(model.toast?.text.hasPrefix("sent to the terminal: Lead response") == true)
  }

  @Test func screensAboutEverythingStartTheirOwnBreadcrumb() {
    let model = Sample.model(120, 40, keys: [.character("o"), .character("!"), .character("S")])
    #expect(HeaderBar.breadcrumb(model) == ["Acme", "Sources"])
  }

  @Test func theBarOnTopHasNoHolesWithoutColours() {
    // given: a bar that is nothing but turned around
    let look = Look(theme: .monochrome, glyphs: .braille)
    for width in [40, 80, 160] {
      // when
      let canvas = view(Sample.model(width, 24), look: look, size: Size(width: width, height: 24))
      // then
      let bar = (0..<width).map { canvas[$0, 0].style.attributes.contains(.reverse) }
      #expect(bar.allSatisfy { $0 }, "\(width) columns")
    }
  }

  @Test func thePaletteFindsScreensByTheirName() {
    let matches = Palette.matches("explain", Sample.model(120, 40))
    #expect(matches.first?.id == .explain)
  }
}
