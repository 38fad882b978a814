import Cells
import Domain
import MetricEngine
import Testing

@testable import Dashboard

/// What the mouse does: bars are pulled, the wheel turns what is under it, choices are clicked.
@Suite struct MouseTests {
  private func deals(_ count: Int) -> Model {
    var model = Sample.model(120, 40)
    let effects = update(&model, .event(.key(.character("o"))))
    Sample.answer(effects, &model, opportunities: Sample.deals(count))
    return model
  }

  @discardableResult
  private func mouse(_ kind: MouseEvent.Kind, _ x: Int, _ y: Int, _ model: inout Model) -> [Effect] {
    update(&model, .event(.mouse(MouseEvent(kind: kind, x: x, y: y))))
  }

  private func list(_ model: Model) -> ListState? { model.screen.list }

  /// Column and first row of the bar of the list on screen.
  private func bar(_ model: Model) throws -> Rect {
    let area = ListScreen.tableRect(Frame(size: model.size, model: model).body)
    let state = try #require(list(model))
    let bar = try #require(ListTable(state, model.snapshot).table.scrollBar(in: area))
    return bar.rect
  }

  @Test func pullingTheBarScrollsAndAsksForWhatIsMissing() throws {
    var model = deals(5_000)
    let bar = try bar(model)
    mouse(.press, bar.x, bar.y, &model)
    let effects = mouse(.drag, bar.x, bar.maxY - 1, &model)
    #expect(list(model)?.top == 5_000 - bar.height)
    #expect(list(model)?.selected == 5_000 - bar.height)
    #expect(effects.contains { if case .page = $0 { true } else { false } })
  }

  @Test func theBarIsHeldWhereverTheMouseMoves() throws {
    var model = deals(300)
    let bar = try bar(model)
    mouse(.press, bar.x, bar.y, &model)
    mouse(.drag, 3, bar.maxY + 20, &model)
    #expect(list(model)?.top == 300 - bar.height)
    mouse(.release, 3, 2, &model)
    mouse(.drag, bar.x, bar.y, &model)
    #expect(list(model)?.top == 300 - bar.height, "nothing is held any more")
  }

  @Test func movingOverRowsDoesNothing() {
    var model = deals(300)
    mouse(.press, 10, 8, &model)
    let before = model
    mouse(.drag, 10, 20, &model)
    #expect(model == before)
  }

  @Test func theWheelScrollsAndTheSelectionStaysInView() {
    var model = deals(300)
    mouse(.wheelDown, 10, 10, &model)
    #expect(list(model)?.top == 3)
    #expect(list(model)?.selected == 3)
    Sample.press(&model, .down, .down)
    mouse(.wheelUp, 10, 10, &model)
    #expect(list(model)?.top == 0)
    #expect(list(model)?.selected == 5)
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
