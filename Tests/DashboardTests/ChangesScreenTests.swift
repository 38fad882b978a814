import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// What changed since the user last looked.
@Suite struct ChangesScreenTests {
  @Test func theFirstKindWithDealsIsSelectedAsItOpens() throws {
    // given: nothing won
    var changes = try #require(Sample.snapshot().changes)
    changes.all.won = ChangeGroup()
    // then
    #expect(ChangesState(changes).kind == .lost)
    #expect(ChangesState(Sample.snapshot().changes).kind == .won)
  }

  private static func withHistory() -> Snapshot {
    var snapshot = Sample.snapshot()
    snapshot.changes = Sample.changesWithHistory()
    return snapshot
  }

  private func opened(_ width: Int, _ height: Int, _ snapshot: Snapshot = Sample.snapshot()) -> Model {
    Sample.model(width, height, snapshot, keys: [.character("d")])
  }

  /// Presses a key and answers questions about the deals of a kind with these.
  private func press(_ model: inout Model, _ key: Key) -> [Effect] {
    let effects = update(&model, .event(.key(key)))
    for case .page(let request, let number) in effects {
      guard case .changed(let kind, _) = request.listing, let group = model.snapshot?.changes?.all[kind] else {
        continue
      }
      let page = Sample.page(request, opportunities: Sample.changed(kind, group))
      _ = update(&model, .page(page, request: number))
    }
    return effects
  }

  private func line(_ model: Model, _ text: String) -> String {
    Sample.text(model).split(separator: "\n").first { $0.contains(text) }.map(String.init) ?? ""
  }

  @Test(arguments: [(80, 24), (120, 40), (160, 48), (220, 60), (40, 10)])
  func looksAsKept(_ size: (Int, Int)) {
    var model = Sample.model(size.0, size.1)
    _ = press(&model, .character("d"))
    ScreenSizes.expect(model, "changes")
  }

  @Test func looksAsKeptInASCII() {
    var model = Sample.model(120, 40)
    _ = press(&model, .character("d"))
    ScreenSizes.expectASCII(model, "changes")
  }

  @Test func aListOfWhatChangedShowsOldAndNew() {
    var model = Sample.model(120, 40)
    for key in [Key.character("d"), .end, .up, .enter] { _ = press(&model, key) }
    ScreenSizes.expect(model, "changes-moved-back")
  }

  // MARK: - The overview

  @Test func theSixthPanelSaysWhatChanged() {
    let text = Sample.text(Sample.model(160, 44))
    #expect(text.contains("d What changed"))
    #expect(text.contains("since Thu 19 Nov 17:40, when you last looked"))
    #expect(text.contains("12 deals need a look"))
  }

  @Test func kindsWithoutAHistoryAreNotInThePanelButNamedOnTheScreen() {
    #expect(!Sample.text(Sample.model(160, 44)).contains("pushed"))
    #expect(line(opened(120, 40), "pushed out").contains("needs a history of expected close dates"))
    #expect(line(opened(120, 40), "amount changed").contains("needs a history of amounts"))
  }

  @Test func withAHistoryTheyAreThereWithASign() {
    let model = Sample.model(160, 44, Self.withHistory())
    #expect(line(model, "pushed out").contains("\u{2212}700 k EUR"))
    #expect(line(model, "amount changed").contains("\u{2212}120 k EUR"))
    #expect(Sample.text(model).contains("20 deals need a look"))
  }

  @Test func onNarrowScreensItIsOneLineThatIsNeverCut() {
    let line = line(Sample.model(80, 24, Self.withHistory()), "Since Thu")
    #expect(line.contains("d Since Thu 17:40: won 14 +612 k, lost 9 \u{2212}330 k, 5 pushed out \u{2212}700 k"))
    #expect(!line.contains("\u{2026}"))
  }

  @Test func severalCurrenciesKeepTheirNames() {
    var snapshot = Sample.snapshot()
    snapshot.changes?.all.won.money = MoneyByCurrency([
      Money(hundredths: 61_000_000, currency: "EUR"), Money(hundredths: 20_000_000, currency: "USD"),
    ])
    #expect(ChangeWords.line(Sample.changes(), snapshot, width: 200).contains("won 14 +612 k, "))
    #expect(
      snapshot.changes.map { ChangeWords.line($0, snapshot, width: 200) }?.contains("+610 k EUR +200 k USD") == true)
  }

  @Test func nothingIsSaidInWords() throws {
    var snapshot = Sample.snapshot()
    var changes = try #require(snapshot.changes)
    changes.all = Changes(from: Sample.lastLook, to: Sample.asOf)
    changes.largest = [:]
    snapshot.changes = changes
    #expect(line(Sample.model(80, 24, snapshot), "Since").contains("nothing changed"))
    #expect(line(opened(120, 40, snapshot), "none since").contains("none since Thu 17:40"))
  }

  // MARK: - Keys

  @Test func enterListsAKindAndEnterAgainOpensTheDeal() {
    var model = Sample.model(120, 40)
    _ = press(&model, .character("d"))
    _ = press(&model, .down)
    _ = press(&model, .enter)
    let listing = Listing.changed(.lost, since: Sample.lastLook)
    #expect(model.screen.isSameKind(as: .list(ListState(listing: listing, title: ""))))
    #expect(model.breadcrumb.last == "lost since Thu 17:40")
    let effects = press(&model, .enter)
    #expect(effects.contains { if case .openOpportunity(0, _) = $0 { true } else { false } })
  }

  @Test func aKindThatNobodyRecordedSaysWhatItNeeds() {
    var model = Sample.model(120, 40)
    for key in [Key.character("d"), .down, .down, .down, .enter] { _ = press(&model, key) }
    #expect(model.toast?.text == "pushed out: needs a history of expected close dates")
    #expect(model.stack.count == 2)
  }

  @Test func rightAsksForAnotherBeginning() {
    var model = opened(120, 40)
    let effects = update(&model, .event(.key(.right)))
    #expect(effects.contains { if case .compute(_, let since, _) = $0 { since.choice == .yesterday } else { false } })
    _ = update(&model, .event(.key(.left)))
    #expect(model.changesSince.choice == .lastLook)
    _ = update(&model, .event(.key(.left)))
    #expect(model.changesSince.choice == .lastMonday)
  }

  @Test func aDayIsTyped() {
    var model = opened(120, 40)
    _ = press(&model, .character("D"))
    Sample.type(&model, "3 Nov")
    let effects = update(&model, .event(.key(.enter)))
    let day = CivilDate(year: 2026, month: 11, day: 3)
    #expect(effects.contains { if case .compute(_, let since, _) = $0 { since.choice == .day(day) } else { false } })
    #expect(Sample.text(model).contains(" 3 Nov "))
  }

  @Test func aDayThatIsNoneStaysToBeMended() {
    var model = opened(120, 40)
    _ = press(&model, .character("D"))
    Sample.type(&model, "soon")
    #expect(update(&model, .event(.key(.enter))).isEmpty)
    #expect(model.prompt?.text == "soon")
    #expect(model.prompt?.hint.hasPrefix("soon is no day") == true)
    #expect(update(&model, .event(.key(.escape))).isEmpty)
    #expect(model.changesSince.choice == .lastLook)
  }

  @Test func aClickOnAChoiceChoosesIt() throws {
    var model = opened(120, 40)
    let rows = Sample.text(model).split(separator: "\n", omittingEmptySubsequences: false)
    let y = try #require(rows.firstIndex { $0.contains("last Monday") })
    let place = try #require(rows[y].range(of: "last Monday"))
    let x = rows[y].distance(from: rows[y].startIndex, to: place.lowerBound)
    _ = update(&model, .event(.mouse(MouseEvent(kind: .press, x: x, y: y))))
    #expect(model.changesSince.choice == .lastMonday)
  }
}
