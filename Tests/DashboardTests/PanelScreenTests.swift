import Cells
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Dashboard

/// One metric on the whole screen.
@Suite struct PanelScreenTests {
  private func panel(_ number: Character, _ width: Int, _ height: Int) -> Model {
    var model = Sample.model(width, height)
    model.overview.select(.panel(MetricID.allCases[Int(String(number)).map { $0 - 1 } ?? 0]))
    Sample.press(&model, .character(number))
    return model
  }

  private func state(_ model: Model) -> PanelState? {
    if case .panel(let state) = model.screen { return state }
    return nil
  }

  // MARK: - Looks

  @Test(arguments: ScreenSizes.withTiny)
  func looksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(panel("1", size.0, size.1), "panel") }

  @Test func looksAsKeptInASCII() { ScreenSizes.expectASCII(panel("3", 120, 40), "panel") }

  @Test(arguments: Array("12345"))
  func theFigureAndSomeRowsAreThereAtAnySize(_ number: Character) {
    for (width, height) in [(40, 10), (60, 13), (80, 24), (100, 20), (300, 100)] {
      let model = panel(number, width, height)
      let text = Sample.text(model)
      let metric = MetricID.allCases[Int(String(number)).map { $0 - 1 } ?? 0]
      #expect(text.contains("\(number) \(Words.title(metric))"), "\(width)x\(height)")
      #expect(text.contains(state(model)?.list.listing.isLeads == true ? "Kestrel" : "Nordwind"), "\(width)x\(height)")
    }
  }

  @Test func theStateStandsBesideTheTitleOnTheSmallestScreen() {
    #expect(Sample.text(panel("1", 40, 10)).contains("CRITICAL"))
  }

  // MARK: - Whom it comes from

  @Test func tabGoesThroughWhatTheDataHasAndSaysWhere() {
    // given: the sample knows reps and sources
    var model = panel("1", 120, 40)
    #expect(Sample.text(model).contains("by rep  1 of 2"))
    #expect(Sample.text(model).contains("Tab: by source"))
    // when
    let effects = Sample.press(&model, .tab)
    // then
    #expect(effects.contains { if case .breakdown(.leadResponse, .source, _, _) = $0 { true } else { false } })
    #expect(Sample.text(model).contains("by source  2 of 2"))
    Sample.press(&model, .backTab)
    #expect(Sample.text(model).contains("by rep  1 of 2"))
  }

  @Test func onNarrowScreensTabPutsTheBreakdownInThePlaceOfTheFigureAndBack() {
    var model = panel("1", 80, 24)
    #expect(Sample.text(model).contains("answered in 5 min"))
    Sample.press(&model, .tab)
    #expect(Sample.text(model).contains("by rep  1 of 2"))
    Sample.press(&model, .tab)
    #expect(Sample.text(model).contains("Tab: the figure"))
    Sample.press(&model, .tab)
    #expect(Sample.text(model).contains("answered in 5 min"))
  }

  @Test func moreRowsThanFitAreCountedAndPaged() {
    var model = panel("1", 120, 40)
    #expect(Sample.text(model).contains("of 40"))
    #expect(!Sample.text(model).contains("rep040"))
    Sample.press(&model, .pageDown, .pageDown, .pageDown)
    #expect(Sample.text(model).contains("rep040"))
    Sample.press(&model, .pageUp, .pageUp, .pageUp)
    #expect(Sample.text(model).contains("rep001"))
  }

  @Test func tooFewToJudgeIsSaidInsteadOfARange() {
    let line = Sample.text(panel("1", 120, 40)).split(separator: "\n").first { $0.contains("rep002") } ?? ""
    #expect(line.contains("too few"))
  }

  @Test func anAnswerForAnotherDimensionIsDropped() {
    var model = Sample.model(120, 40)
    let first = update(&model, .event(.key(.character("1"))))
    let second = update(&model, .event(.key(.tab)))
    Sample.answer(second, &model)
    Sample.answer(first, &model)
    #expect(state(model)?.breakdown?.count == 3)
  }

  @Test func dataWithoutNamesSaysSo() {
    var snapshot = Sample.snapshot()
    snapshot.names = [:]
    let model = Sample.model(120, 40, snapshot, keys: [.character("1")])
    #expect(Sample.text(model).contains("the data names no teams, reps or sources"))
  }

  @Test func aSmallerWindowShowsTheFigureAgain() {
    var model = panel("1", 120, 40)
    Sample.answer(update(&model, .event(.resized(Size(width: 80, height: 24)))), &model)
    #expect(Sample.text(model).contains("answered in 5 min"))
  }

  // MARK: - The chart and the list

  @Test func arrowsReadTheWeeksOfTheChart() {
    var model = panel("1", 120, 40)
    #expect(Sample.text(model).contains("week of 9 Nov 2026"))
    Sample.press(&model, .left)
    #expect(Sample.text(model).contains("week of 2 Nov 2026"))
    Sample.press(&model, .right, .right)
    #expect(Sample.text(model).contains("week of 9 Nov 2026"))
  }

  @Test func enterOpensTheListWhereItStood() {
    var model = panel("4", 120, 40)
    Sample.press(&model, .down, .enter)
    guard case .list(let list) = model.screen else {
      Issue.record("no list: \(model.screen)")
      return
    }
    #expect(list.listing == .quiet)
    #expect(list.selected == 1)
  }

  @Test func aClickInTheListSelectsThere() {
    var model = panel("4", 120, 40)
    let lines = Sample.text(model).split(separator: "\n", omittingEmptySubsequences: false)
    let row = lines.firstIndex { $0.contains("Helios fleet") } ?? 0
    _ = update(&model, .event(.mouse(MouseEvent(kind: .press, x: 10, y: row))))
    #expect(state(model)?.list.selected == 1)
  }

  @Test func theWheelScrollsWhatIsUnderThePointer() {
    var model = panel("1", 120, 40)
    _ = update(&model, .event(.mouse(MouseEvent(kind: .wheelDown, x: 100, y: 5))))
    #expect(state(model)?.breakdownScroll.top == 3)
    #expect(state(model)?.list.selected == 0)
    _ = update(&model, .event(.mouse(MouseEvent(kind: .wheelDown, x: 10, y: 30))))
    #expect(state(model)?.breakdownScroll.top == 3)
  }

  @Test func missingDataIsSaidOnTheWholeScreenToo() {
    var snapshot = Sample.snapshot(findings: [])
    snapshot.readings.process = ProcessReading()
    snapshot.readings.process.availability = .needs(["stage_history.entered_at"])
    var model = Sample.model(80, 24, snapshot)
    Sample.press(&model, .character("3"), .character("3"))
    #expect(Sample.text(model).contains("needs stage history"))
  }
}
