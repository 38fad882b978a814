import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// What the mouse does: bars are pulled, the wheel turns what is under it, choices are clicked.
@Suite struct MouseTests {
  @discardableResult
  private func mouse(_ kind: MouseEvent.Kind, _ x: Int, _ y: Int, _ model: inout Model) -> [Effect] {
    update(&model, .event(.mouse(MouseEvent(kind: kind, x: x, y: y))))
  }

  /// Column and first row of the bar of the list on screen.
  private func bar(_ model: Model) throws -> Rect {
    let area = ListScreen.tableRect(Frame(size: model.size, model: model).body)
    let state = try #require(model.screen.list)
    let bar = try #require(ListTable(state, model.snapshot).table.scrollBar(in: area))
    return bar.rect
  }

  // MARK: - The bar on top

  /// The column at which a word stands in the bar on top.
  private func column(_ word: String, _ model: Model) throws -> Int {
    let top = try #require(Sample.text(model).split(separator: "\n").first).map(\.self)
    let letters = Array(word)
    return try #require(top.indices.first { top[$0...].starts(with: letters) })
  }

  @Test func aClickOnWhatIsWrongListsIt() throws {
    var model = Sample.model(120, 40)
    mouse(.press, try column("critical", model), 0, &model)
    #expect(model.screen.isSameKind(as: .alerts(AlertsState())))
  }

  @Test func aClickOnTheFreshnessShowsTheSources() throws {
    var model = Sample.model(120, 40)
    mouse(.press, try column("live", model), 0, &model)
    #expect(model.screen.isSameKind(as: .sources(SourcesState())))
  }

  @Test func aClickOnAStepOfTheWayGoesBackToIt() throws {
    var model = Sample.model(160, 48, keys: [.character("4"), .character("4"), .enter, .enter])
    #expect(model.stack.count == 4)
    mouse(.press, try column("Activities", model), 0, &model)
    #expect(model.stack.count == 2 && Sample.text(model).contains("4 Activities per opportunity"))
    mouse(.press, try column("Acme", model), 0, &model)
    #expect(model.stack.count == 1)
  }

  @Test func aClickOnTheScreenThatIsOpenLeavesIt() throws {
    var model = Sample.model(160, 48, keys: [.character("4"), .character("4")])
    mouse(.press, try column("Activities", model), 0, &model)
    #expect(model.stack.count == 2)
  }

  @Test func aTitleThatNothingIsSortedByIsSaidToHaveNoOrder() throws {
    var model = Sample.allDeals(5)
    let lines = Sample.text(model).split(separator: "\n").map(Array.init)
    let row = try #require(lines.firstIndex { String($0).contains("touches why") })
    let why = try #require(lines[row].indices.first { lines[row][$0...].starts(with: Array("why")) })
    mouse(.press, why, row, &model)
    #expect(model.screen.list?.sort == nil)
    #expect(model.toast?.text == "why has no order to sort by")
  }

  // MARK: - Bars

  @Test func pullingTheBarScrollsAndAsksForWhatIsMissing() throws {
    var model = Sample.allDeals(5_000)
    let bar = try bar(model)
    mouse(.press, bar.x, bar.y, &model)
    let effects = mouse(.drag, bar.x, bar.maxY - 1, &model)
    #expect(model.screen.list?.top == 5_000 - bar.height)
    #expect(model.screen.list?.selected == 5_000 - bar.height)
    #expect(effects.contains { if case .page = $0 { true } else { false } })
  }

  @Test func theBarIsHeldWhereverTheMouseMoves() throws {
    var model = Sample.allDeals(300)
    let bar = try bar(model)
    mouse(.press, bar.x, bar.y, &model)
    mouse(.drag, 3, bar.maxY + 20, &model)
    #expect(model.screen.list?.top == 300 - bar.height)
    mouse(.release, 3, 2, &model)
    mouse(.drag, bar.x, bar.y, &model)
    #expect(model.screen.list?.top == 300 - bar.height, "nothing is held any more")
  }

  @Test func movingOverRowsDoesNothing() {
    var model = Sample.allDeals(300)
    mouse(.press, 10, 8, &model)
    let before = model
    mouse(.drag, 10, 20, &model)
    #expect(model == before)
  }

  @Test func theWheelScrollsAndTheSelectionStaysInView() {
    var model = Sample.allDeals(300)
    mouse(.wheelDown, 10, 10, &model)
    #expect(model.screen.list?.top == 3)
    #expect(model.screen.list?.selected == 3)
    Sample.press(&model, .down, .down)
    mouse(.wheelUp, 10, 10, &model)
    #expect(model.screen.list?.top == 0)
    #expect(model.screen.list?.selected == 5)
  }

  @Test func aCommandIsClickedInThePalette() throws {
    var model = Sample.model(120, 40)
    Sample.press(&model, .character(":"))
    Sample.type(&model, "sources")
    let line = try #require(model.prompt)
    let frame = Frame(size: model.size, model: model)
    let choices = try #require(model.choices)
    let place = PalettePlace(choices, line, frame)
    mouse(.press, 10, place.box.y + 1, &model)
    #expect(model.prompt == nil)
    #expect(model.screen.isSameKind(as: .sources(SourcesState())))
  }

  @Test func theWheelWalksThroughThePaletteAndAClickElsewhereLeavesIt() {
    var model = Sample.model(120, 40)
    Sample.press(&model, .character(":"))
    mouse(.wheelDown, 10, 30, &model)
    mouse(.wheelDown, 10, 30, &model)
    #expect(model.prompt?.selected == 2)
    mouse(.press, 110, 2, &model)
    #expect(model.prompt == nil)
  }

  @Test func theTextUnderTheWheelTurnsOnARecord() throws {
    var model = Sample.model(120, 24, keys: [.character("4"), .character("4"), .enter, .enter])
    guard case .opportunity = model.screen else {
      Issue.record("no record is open")
      return
    }
    mouse(.wheelDown, 110, 20, &model)
    guard case .opportunity(let state) = model.screen else { return }
    #expect(state.pages.part == .record)
  }
}
