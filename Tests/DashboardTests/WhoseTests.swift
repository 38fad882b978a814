import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// The parts of the organisation, and the whole dashboard following one of them.
@Suite struct WhoseTests {
  static let sizes = [(80, 24), (160, 48), (220, 60), (40, 10)]

  private func whose(_ width: Int, _ height: Int, _ keys: Key...) -> Model {
    Sample.model(width, height, Sample.organisation(), keys: [.character("w")] + keys)
  }

  /// Answers the question for figures that is open, as the program would.
  private func recomputed(_ model: Model) -> Model {
    var (model, snapshot) = (model, Sample.organisation())
    snapshot.readings.query.filter = model.query.wholeFilter
    Sample.answer(update(&model, .snapshot(snapshot, request: model.requests.compute)), &model)
    return model
  }

  private func computes(_ effects: [Effect]) -> [Query] {
    effects.compactMap { if case .compute(let query, _, _) = $0 { query } else { nil } }
  }

  private func lines(_ model: Model) -> [String] { Sample.text(model).split(separator: "\n").map(String.init) }

  // MARK: - Looks

  @Test(arguments: sizes)
  func looksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(whose(size.0, size.1), "whose") }

  @Test func looksAsKeptInASCII() { ScreenSizes.expectASCII(whose(120, 40), "whose") }

  @Test(arguments: sizes)
  func aRepLooksAsKept(_ size: (Int, Int)) {
    ScreenSizes.expect(recomputed(whose(size.0, size.1, .enter, .enter, .enter)), "rep")
  }

  @Test func aRepLooksAsKeptInASCII() {
    ScreenSizes.expectASCII(recomputed(whose(160, 48, .enter, .enter, .enter)), "rep")
  }

  // MARK: - Honesty

  @Test func whoHasTooFewRowsIsNotJudged() throws {
    // given: APAC's neighbour without a region has 12 leads
    let row = try #require(lines(whose(160, 48)).first { $0.contains("no region") })
    #expect(row.contains("too few (12 of 30)"))
    #expect(!row.contains("50 %"), "a share of 12 leads is not shown")
    #expect(row.contains("\u{B7} too few to judge"))
  }

  @Test func aFigureOfMoreDaysIsMarkedAndTheMarkExplained() {
    let text = Sample.text(whose(160, 48))
    #expect(text.contains("%* of 704"))
    #expect(text.contains("* too few in the period: 90 days"))
  }

  @Test func theOneThatEvidenceSpeaksAgainstComesFirstAndSaysWhatIsWrong() throws {
    let first = try #require(lines(whose(160, 48)).first { $0.contains("EMEA") })
    #expect(lines(whose(160, 48)).firstIndex { $0.contains("EMEA") } == 3)
    #expect(first.contains("\u{25A0} CRITICAL response"))
  }

  @Test func sRanksByTheNextFigureAndRTurnsItRound() {
    #expect(lines(whose(120, 40, .character("s")))[1].contains("by qualified leads, worst by the evidence first"))
    #expect(lines(whose(120, 40, .character("r")))[1].contains("by lead response, best by the evidence first"))
  }

  @Test func slashFindsAName() {
    var model = whose(120, 40)
    _ = Sample.type(&model, "/na-")
    let text = Sample.text(model)
    #expect(text.contains("NA-East") && !text.contains("APAC"))
  }

  // MARK: - Walking

  @Test func enterLetsTheWholeDashboardFollow() {
    var model = whose(120, 40)
    let effects = update(&model, .event(.key(.enter)))
    #expect(computes(effects).first?.filter.clauses == [.dimension(.region, ["EMEA"])])
    #expect(
      effects.contains {
        if case .people(.team, let query, _) = $0 { query.filter == model.query.wholeFilter } else { false }
      })
    #expect(lines(recomputed(model))[0].contains("Acme \u{25B8} EMEA \u{25B8} all teams"))
  }

  @Test func escLeadsBackStepByStep() {
    var model = whose(120, 40, .enter, .enter)
    #expect(model.query.scope.names == ["EMEA", "team1"])
    _ = Sample.press(&model, .escape)
    #expect(model.query.scope.names == ["EMEA"])
    _ = Sample.press(&model, .escape)
    #expect(model.query.scope.isEveryone)
    _ = Sample.press(&model, .escape)
    #expect(model.screen == .overview)
  }

  @Test func wShowsTheDashboardOfWhereOneStandsAndEscOutOfIt() {
    var model = recomputed(whose(120, 40, .enter, .character("w")))
    #expect(model.screen == .overview)
    #expect(lines(model)[0].contains("Acme \u{25B8} EMEA \u{25B8} all teams"))
    #expect(lines(model)[1].contains("only EMEA   Esc goes one step out"))
    _ = Sample.press(&model, .escape)
    #expect(model.query.scope.isEveryone)
  }

  @Test func rowsWithoutAnOwnerAreAPartToo() {
    let model = whose(120, 40, .end, .enter)
    let isNobody = model.query.scope.steps == [OrganisationScope.Step(.region, "")]
    #expect(
      isNobody ? model.query.wholeFilter.clauses == [.dimension(.region, ["none"])] : !model.query.scope.isEveryone)
  }

  @Test func theTypedFilterHoldsWithinThePart() {
    var model = Sample.model(120, 40, Sample.organisation())
    _ = Sample.type(&model, "/source:web")
    _ = Sample.press(&model, .enter)
    _ = Sample.press(&model, .character("w"))
    _ = Sample.press(&model, .enter)
    #expect(model.query.query.filter.clauses == [.dimension(.region, ["EMEA"]), .dimension(.source, ["web"])])
  }

  @Test func thePartIsKeptForTheNextStart() {
    let model = whose(120, 40, .enter)
    let next = Model(size: model.size, now: model.now, state: model.screenState)
    #expect(next.query.scope.names == ["EMEA"])
  }

  @Test func dataThatNamesNobodySaysSo() {
    var snapshot = Sample.snapshot()
    snapshot.names = [:]
    let model = Sample.model(120, 40, snapshot, keys: [.character("w")])
    #expect(model.screen == .overview)
    #expect(model.toast?.text == Words.namesNobody)
  }

  @Test func anAnswerAboutAnotherPartIsDropped() {
    var model = Sample.model(120, 40, Sample.organisation())
    let first = update(&model, .event(.key(.character("w"))))
    for case .people(_, _, let number) in first {
      _ = update(&model, .people(Sample.people(.region), request: number + 99))
    }
    guard case .whose(let state) = model.screen else { return _ = Issue.record("not there") }
    #expect(state.people == nil)
  }

  // MARK: - The sheet of a rep

  private func sheet(_ keys: Key...) -> Model {
    var model = recomputed(whose(120, 40, .enter, .enter, .enter))
    for key in keys { _ = Sample.press(&model, key) }
    return model
  }

  @Test func theSheetComparesWithTheMiddleHalfOfTheTeam() throws {
    let line = try #require(lines(sheet()).first { $0.contains("Lead response") })
    #expect(line.contains("answered in 5 min") && line.contains("middle half 55 %"))
    #expect(lines(sheet())[2].contains("against the middle half of team1"))
  }

  @Test func tabGoesThroughWaitingQuietAndOffProcessAndNotes() {
    #expect(Sample.text(sheet()).contains("Waiting leads  7"))
    #expect(Sample.text(sheet(.tab)).contains("Quiet deals  4"))
    #expect(Sample.text(sheet(.tab, .tab)).contains("Deals off the process  4"))
    #expect(Sample.text(sheet(.tab, .tab, .tab)).contains("1:1 on Monday: answers first"))
  }

  @Test func aNoteIsAboutTheRep() {
    var model = sheet()
    _ = Sample.press(&model, .character("N"))
    _ = Sample.type(&model, "hi")
    let name = model.query.scope.steps.last?.name ?? ""
    #expect(update(&model, .event(.key(.enter))) == [.note(.rep(name), text: "hi")])
  }

  @Test func enterOpensWhatIsSelected() {
    #expect(sheet(.enter).screen.isSameKind(as: .lead(LeadState(row: 0, name: ""))))
    #expect(sheet(.tab, .enter).screen.isSameKind(as: .opportunity(OpportunityState(row: 0, name: ""))))
  }

  @Test func rowsOfThoseShownBeforeAreNotAskedFor() {
    // given: the figures of the rep are not there yet
    var model = whose(120, 40, .enter, .enter)
    let effects = update(&model, .event(.key(.enter)))
    #expect(!effects.contains { if case .page = $0 { true } else { false } })
  }
}
