import AlertEngine
import Cells
import Domain
import Testing

@testable import Dashboard

/// What keys and answers do to the model.
@Suite struct UpdateTests {
  private func press(_ model: inout Model, _ keys: Key...) -> [Effect] {
    keys.flatMap { update(&model, .event(.key($0))) }
  }

  private func type(_ model: inout Model, _ text: String) -> [Effect] {
    text.flatMap { update(&model, .event(.key(.character($0)))) }
  }

  // MARK: - Filter

  @Test func aFilterIsTypedAndAskedForOnEnter() {
    // given
    var model = Sample.model(120, 40)
    // when
    let typing = type(&model, "/rep:rep014 q")
    // then: letters are letters, nothing is asked for and nothing quits
    #expect(typing.isEmpty)
    #expect(model.prompt?.text == "rep:rep014 q")
    // when
    let effects = press(&model, .enter)
    // then
    let filter = Filter(clauses: [.dimension(.rep, ["rep014"]), .text("q")])
    #expect(model.prompt == nil)
    #expect(effects.contains(.compute(Query(asOf: .never, filter: filter), since: Sample.since, request: 1)))
  }

  @Test func escapeLeavesTheFilterAsItWas() {
    var model = Sample.model(120, 40)
    _ = type(&model, "/team:team3")
    #expect(press(&model, .escape).isEmpty)
    #expect(model.prompt == nil)
    #expect(model.query.filter.isEmpty)
  }

  @Test func aFilterThatCannotBeReadStaysToBeMended() {
    var model = Sample.model(120, 40)
    _ = type(&model, "/amount>much")
    #expect(press(&model, .enter).isEmpty)
    #expect(model.prompt?.text == "amount>much")
    #expect(model.prompt?.hint.contains("much is no amount") == true)
  }

  @Test func pastedTextGoesIntoTheLineAndNowhereElse() {
    var model = Sample.model(120, 40)
    #expect(update(&model, .event(.paste("q"))).isEmpty)
    _ = type(&model, "/")
    _ = update(&model, .event(.paste("Nord\u{1B}wind\n")))
    #expect(model.prompt?.text == "Nordwind")
  }

  // MARK: - Asking and answering

  @Test func theNextPeriodIsAskedForUnderANewNumber() {
    var model = Sample.model(120, 40)
    let first = press(&model, .character("t"))
    let second = press(&model, .character("t"))
    #expect(first.contains(.compute(Query(asOf: .never, period: .days(90)), since: Sample.since, request: 1)))
    #expect(second.contains(.compute(Query(asOf: .never, period: .days(364)), since: Sample.since, request: 2)))
  }

  @Test func anAnswerToAnEarlierQuestionIsDropped() {
    // given: two questions, the second is the one that counts
    var model = Sample.model(120, 40)
    _ = press(&model, .character("t"), .character("t"))
    var stale = Sample.snapshot(generation: 2)
    stale.title = "stale"
    // when
    _ = update(&model, .snapshot(stale, request: 1))
    // then
    #expect(model.snapshot?.title == "Acme")
    // when
    var fresh = stale
    fresh.title = "fresh"
    _ = update(&model, .snapshot(fresh, request: 2))
    // then
    #expect(model.snapshot?.title == "fresh")
  }

  @Test func newDataForTheOldQuestionDoesNotReplaceTheAwaitedAnswer() {
    var model = Sample.model(120, 40)
    _ = press(&model, .character("t"))
    var other = Sample.snapshot(generation: 2)
    other.title = "28 days still"
    _ = update(&model, .snapshot(other, request: nil))
    #expect(model.snapshot?.title == "Acme")
  }

  @Test func aPauseHoldsTheFiguresUntilItEnds() {
    var model = Sample.model(120, 40)
    _ = press(&model, .character("p"))
    var later = Sample.snapshot(generation: 2)
    later.title = "later"
    _ = update(&model, .snapshot(later, request: nil))
    #expect(model.snapshot?.title == "Acme")
    _ = press(&model, .character("p"))
    #expect(model.snapshot?.title == "later")
  }

  @Test func aFailureKeepsTheLastGoodFigures() {
    var model = Sample.model(120, 40)
    _ = update(&model, .failed("leads.csv cannot be read"))
    #expect(model.snapshot != nil)
    #expect(Sample.text(model).contains("leads.csv cannot be read"))
    #expect(Sample.text(model).contains("old, 2 s ago"))
  }

  @Test func aFileThatCannotBeReadMakesNoFigureOld() {
    var model = Sample.model(120, 40)
    _ = update(&model, .refused("paper.yaml:2:1: no colour"))
    #expect(Sample.text(model).contains("paper.yaml:2:1: no colour"))
    #expect(Sample.text(model).contains("live, 2 s ago"))
  }

  // MARK: - Time travel

  @Test func commaStandsADayEarlierAndEqualsComesBack() {
    var model = Sample.model(120, 40)
    #expect(
      press(&model, .character(",")).contains(
        .compute(Query(asOf: Sample.asOf.adding(days: -1)), since: Sample.since, request: 1)))
    #expect(
      press(&model, .character("{")).contains(
        .compute(Query(asOf: Sample.asOf.adding(days: -8)), since: Sample.since, request: 2)))
    #expect(press(&model, .character("=")).contains(.compute(Query(asOf: .never), since: Sample.since, request: 3)))
  }

  @Test func nobodyTravelsBeyondThePresent() {
    var model = Sample.model(120, 40)
    #expect(press(&model, .character(".")).isEmpty)
    #expect(model.toast?.text == Words.alreadyAtPresent)
    _ = press(&model, .character(","))
    #expect(press(&model, .character("}")).contains(.compute(Query(asOf: .never), since: Sample.since, request: 2)))
  }

  // MARK: - Going in and out

  @Test func enterGoesInAndEscapeComesOut() {
    var model = Sample.model(120, 40)
    _ = press(&model, .enter)
    #expect(model.screen.isSameKind(as: .panel(PanelState(metric: .leadResponse))))
    _ = press(&model, .escape)
    #expect(model.screen == .overview)
    #expect(!press(&model, .escape).contains(.quit))
  }

  @Test func escapeOnTheOverviewDropsTheFilter() {
    var model = Sample.model(120, 40)
    _ = type(&model, "/team:team3")
    _ = press(&model, .enter)
    _ = press(&model, .escape)
    #expect(model.query.filter.isEmpty)
    #expect(model.query.filterText.isEmpty)
  }

  @Test func qQuitsOnTheOverviewOnly() {
    var model = Sample.model(120, 40)
    _ = press(&model, .character("b"))
    #expect(!press(&model, .character("q")).contains(.quit))
    #expect(model.screen == .overview)
    #expect(press(&model, .character("q")).contains(.quit))
  }

  @Test func leavingKeepsTheStateOfTheScreen() {
    var model = Sample.model(120, 40)
    _ = press(&model, .character("3"))
    let effects = update(&model, .event(.hangUp))
    #expect(
      effects == [
        .saveState(
          ScreenState(period: .days(28), selectedPanel: 3, lastLooked: Sample.asOf, lookedBefore: Sample.lastLook)),
        .quit,
      ])
  }

  @Test func aPanelIsSelectedFirstAndOpenedByTheSameKeyAgain() {
    var model = Sample.model(120, 40)
    _ = press(&model, .character("4"))
    #expect(model.overview.part == .panel(.activities))
    #expect(model.screen == .overview)
    _ = press(&model, .character("4"))
    #expect(model.screen.isSameKind(as: .panel(PanelState(metric: .activities))))
  }

  @Test func threeKeysLeadFromTheAlertToItsList() {
    var model = Sample.model(120, 40)
    _ = press(&model, .character("!"), .enter)
    guard case .list(let list) = model.screen else {
      Issue.record("not a list: \(model.screen)")
      return
    }
    #expect(list.listing == .leads(rows: Array(0..<1_833)))
  }

  // MARK: - Selection

  @Test func theSelectionStaysOnItsLineWhenOthersMove() {
    // given: another than the first line is selected
    var model = Sample.model(120, 40)
    model.overview.select(.alert(AlertKey(rule: "idle")))
    // when: the first one is broken no longer
    var findings = Sample.findings
    findings[0] = Sample.finding(findings[0].rule, findings[0].reading, .within)
    _ = update(&model, .snapshot(Sample.snapshot(findings: findings, generation: 2), request: nil))
    // then
    #expect(model.overview.part == .alert(AlertKey(rule: "idle")))
    // when: that one is not broken any more either
    findings = Sample.calmFindings
    _ = update(&model, .snapshot(Sample.snapshot(findings: findings, generation: 3), request: nil))
    // then: its panel is selected
    #expect(model.overview.part == .panel(.activities))
  }

  @Test func arrowsMoveByPlaceAndTabGoesRound() {
    var model = Sample.model(160, 44)
    _ = press(&model, .right)
    #expect(model.overview.part == .panel(.qualifiedLeads))
    _ = press(&model, .down)
    #expect(model.overview.part == .panel(.timeToClose))
    _ = press(&model, .up, .up)
    #expect(model.overview.part == .alert(AlertKey(rule: "process-conforming")))
    _ = press(&model, .end)
    #expect(model.overview.part == .changes)
    _ = press(&model, .tab)
    #expect(model.overview.part == .alert(AlertKey(rule: "response-share")))
  }

  @Test func aClickSelectsAndASecondOneOpens() {
    var model = Sample.model(160, 44)
    let click = MouseEvent(kind: .press, x: 60, y: 30)
    _ = update(&model, .event(.mouse(click)))
    #expect(model.overview.part == .panel(.timeToClose))
    _ = update(&model, .event(.mouse(click)))
    #expect(model.screen.isSameKind(as: .panel(PanelState(metric: .timeToClose))))
  }

  @Test func aClickOnAKeyOfTheFooterPressesIt() throws {
    var model = Sample.model(160, 44)
    let row = try #require(Sample.text(model).split(separator: "\n", omittingEmptySubsequences: false).last)
    let place = try #require(row.range(of: "t period"))
    let x = row.distance(from: row.startIndex, to: place.lowerBound)
    _ = update(&model, .event(.mouse(MouseEvent(kind: .press, x: x, y: 43))))
    #expect(model.query.period == .days(90))
  }

  @Test func thePaletteFindsCommandsByTheirWords() {
    var model = Sample.model(120, 40)
    _ = type(&model, ":wait answer")
    _ = press(&model, .enter)
    #expect(model.screen.isSameKind(as: .waiting(WaitingState())))
  }
}
