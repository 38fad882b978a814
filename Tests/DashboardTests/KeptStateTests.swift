import Cells
import Domain
import Foundation
import MetricEngine
import Testing

@testable import Dashboard

/// What is found again at the next start.
@Suite struct KeptStateTests {
  /// The dashboard as it starts after one was left, its state written and read.
  private func restarted(_ model: Model) throws -> Model {
    let written = try JSONEncoder().encode(model.screenState)
    let state = try JSONDecoder().decode(ScreenState.self, from: written)
    var next = Model(size: model.size, now: model.now, state: state)
    let effects = update(&next, .snapshot(Sample.snapshot(), request: nil))
    Sample.answer(effects, &next)
    return next
  }

  private func crumbs(_ model: Model) -> [String] { model.breadcrumb.filter { !$0.isEmpty } }

  @Test func theScreenIsTheSame() throws {
    for keys in [[Key.character("!")], [.character("b")], [.character("d")], [.character("S")], [.character("P")]] {
      let model = Sample.model(120, 40, keys: keys)
      #expect(try restarted(model).screen.isSameKind(as: model.screen))
    }
  }

  @Test func theWayToAListIsTheSame() throws {
    var model = Sample.model(120, 40, keys: [.character("4"), .character("4"), .enter])
    Sample.press(&model, .character("s"), .character("s"), .character("r"))
    Sample.press(&model, .character("/"))
    Sample.type(&model, "amount>10k")
    Sample.press(&model, .enter)
    let next = try restarted(model)
    #expect(crumbs(next) == crumbs(model))
    #expect(next.screen.list?.sort == model.screen.list?.sort && next.screen.list?.sort != nil)
    #expect(next.screen.list?.descending == model.screen.list?.descending)
    #expect(next.screen.list?.search == "amount>10k")
  }

  @Test func aRecordIsOpenedAgainByItsId() throws {
    // given: the second deal of a list, opened
    let model = Sample.model(120, 40, keys: [.character("4"), .character("4"), .enter, .down, .enter])
    // when
    let next = try restarted(model)
    // then: the same deal, and the way back to the list
    guard case .opportunity(let was) = model.screen, case .opportunity(let now) = next.screen else {
      Issue.record("no record is shown: \(next.breadcrumb)")
      return
    }
    #expect(now.timeline?.header.id == was.timeline?.header.id)
    #expect(next.screenBelow?.list?.title == model.screenBelow?.list?.title)
  }

  @Test func aLeadIsOpenedAgainToo() throws {
    let model = Sample.model(120, 40, keys: [.character("b"), .enter])
    #expect(try restarted(model).screen.isSameKind(as: model.screen))
    #expect(try crumbs(restarted(model)) == crumbs(model))
  }

  @Test func aClaimIsOpenedAgain() throws {
    let model = Sample.model(120, 40, keys: [.character("P"), .down, .enter])
    let next = try restarted(model)
    #expect(crumbs(next) == crumbs(model))
    #expect(Sample.text(next).contains("published"))
  }

  @Test func aFilterThatWasTypedIsDroppedByEscAfterARestartToo() throws {
    var model = Sample.model(120, 40, keys: [.character("o")])
    Sample.type(&model, "/nord")
    Sample.press(&model, .enter)
    var next = try restarted(model)
    #expect(next.screen.list?.search == "nord")
    Sample.press(&next, .escape)
    #expect(next.screen.list?.search.isEmpty == true)
  }

  @Test func aRecordThatIsGoneSaysSo() throws {
    let model = Sample.model(120, 40, keys: [.character("4"), .character("4"), .enter, .enter])
    var next = Model(size: model.size, now: model.now, state: model.screenState)
    let effects = update(&next, .snapshot(Sample.snapshot(), request: nil))
    Sample.answer(effects, &next, opportunities: [])
    #expect(Sample.text(next).contains(RecordWords.gone))
    #expect(next.screenState.screens == model.screenState.screens, "it may come back")
  }

  @Test func theListBehindAnAlertIsOpenedAgainWithTheRowsOfNow() throws {
    // given: a list of rows that an alert names
    let key = try #require(Sample.snapshot().alerts.entries.first { !$0.finding.reading.rows.isEmpty }?.key)
    var model = Sample.model(120, 40)
    let entry = try #require(model.snapshot?.alerts[key])
    Sample.answer(model.open(entry), &model)
    // when: the program is left, and finds other rows behind the same alert
    let next = try restarted(model)
    // then
    #expect(next.screen.list?.alert == key)
    #expect(next.screen.list?.listing == entry.finding.listing)
    #expect(crumbs(next) == crumbs(model))
    #expect(model.screenState.screens?.last?.view?.listing == .allOpportunities, "no row numbers are kept")
  }

  @Test func limitsAreOpenedAgain() throws {
    let model = Sample.model(120, 40, keys: [.character("E")])
    #expect(try restarted(model).screen.isSameKind(as: model.screen))
  }

  @Test func marksAndOrderOfAListAreFoundAgainWhenItIsOpened() throws {
    var model = Sample.model(120, 40, keys: [.character("o")])
    Sample.press(&model, .character(" "), .character("s"))
    let marks = model.screen.list?.marks
    let sort = model.screen.list?.sort
    Sample.press(&model, .escape)
    var next = try restarted(model)
    Sample.press(&next, .character("o"))
    #expect(marks?.count == 1 && next.screen.list?.marks == marks)
    #expect(sort != nil && next.screen.list?.sort == sort)
  }

  @Test func whatSomebodyOpenedMeanwhileStays() throws {
    let model = Sample.model(120, 40, keys: [.character("!")])
    var next = Model(size: model.size, now: model.now, state: model.screenState)
    Sample.press(&next, .character("?"))
    _ = update(&next, .snapshot(Sample.snapshot(), request: nil))
    #expect(next.screen.isSameKind(as: .help(HelpState())))
  }

  @Test func whatWasNotOpenedAgainYetIsKept() {
    let model = Sample.model(120, 40, keys: [.character("!")])
    let next = Model(size: model.size, now: model.now, state: model.screenState)
    #expect(next.screenState.screens == model.screenState.screens)
  }

  @Test func aSuddenEndLosesAtMostASecond() {
    var model = Sample.model(120, 40)
    _ = update(&model, .tick(model.now.adding(1)))
    #expect(update(&model, .tick(model.now.adding(1))) == [])
    Sample.press(&model, .character("!"))
    let effects = update(&model, .tick(model.now.adding(1)))
    guard case .saveState(let state)? = effects.first else {
      Issue.record("nothing is kept")
      return
    }
    #expect(state.screens?.count == 1)
    #expect(update(&model, .tick(model.now.adding(1))) == [])
  }

  @Test func theSheetOfARepDoesNotTakeTheMarksOfAll() {
    #expect(!RepState(OrganisationScope()).quiet.isKept)
  }
}

/// The theme that goes with the terminal's background.
@Suite struct BackgroundTests {
  private func model(chosen: String? = nil) -> Model {
    var model = Sample.model(120, 40)
    model.display.chosenTheme = chosen
    model.display.ownTheme = "midnight"
    model.display.byBackground = chosen == nil ? ThemePair(dark: "midnight", light: "paper") : nil
    model.display.themes = ["midnight", "paper"].map { Theme(name: $0, isDark: $0 == "midnight", styles: [:]) }
    return model
  }

  @Test func aLightBackgroundHasALightTheme() {
    var model = model()
    #expect(model.display.theme?.name == "midnight")
    #expect(update(&model, .event(.background(isDark: false))) == [])
    #expect(model.display.theme?.name == "paper")
    _ = update(&model, .event(.background(isDark: true)))
    #expect(model.display.theme?.name == "midnight")
    #expect(model.screenState.theme == nil, "nobody chose it")
  }

  @Test func aThemeThatIsNotReadYetIsAskedFor() {
    var model = model()
    model.display.themes.removeLast()
    #expect(update(&model, .event(.background(isDark: false))) == [.loadThemes])
  }

  @Test func whoChoseAThemeKeepsIt() {
    var model = model(chosen: "midnight")
    _ = update(&model, .event(.background(isDark: false)))
    #expect(model.display.theme?.name == "midnight")
  }

  @Test func choosingInThePickerEndsFollowing() {
    var model = model()
    Sample.press(&model, .character("T"), .down, .enter)
    #expect(model.screenState.theme == "paper")
    _ = update(&model, .event(.background(isDark: true)))
    #expect(model.display.theme?.name == "paper")
  }

  @Test func leavingThePickerGoesOnFollowing() {
    var model = model()
    Sample.press(&model, .character("T"), .down, .escape)
    #expect(model.screenState.theme == nil)
    #expect(model.display.theme?.name == "midnight")
  }
}
