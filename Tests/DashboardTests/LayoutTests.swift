import Cells
import Domain
import Testing

@testable import Dashboard

@Suite("Layouts of the overview")
struct LayoutTests {
  private var model = Sample.model(160, 48)

  private var panels: [OverviewState.Part] { model.overviewLayout.panels.map(\.part) }

  @Test("one key goes from all panels to the selected one large, and back")
  mutating func large() {
    _ = Sample.press(&model, .character("3"), .character("L"))
    let layout = model.overviewLayout
    #expect(layout.kind == .narrow && panels.count == 6)
    let heights = layout.panels.map(\.rect.height)
    #expect(heights[2] > 20 && heights.enumerated().allSatisfy { $0.offset == 2 || $0.element == 1 })
    _ = Sample.press(&model, .character("L"))
    #expect(model.overviewLayout.kind == .wide)
  }

  @Test("a panel left out gives its room to the others, and comes back")
  mutating func leftOut() {
    _ = Sample.press(&model, .character("2"), .character("X"))
    #expect(!panels.contains(.panel(.qualifiedLeads)) && panels.count == 5)
    #expect(model.overview.part != .panel(.qualifiedLeads))
    _ = Sample.press(&model, .character("L"))
    #expect(panels.count == 6)
    _ = Sample.press(&model, .character("2"), .character("X"))
    #expect(model.overview.leftOut.isEmpty)
  }

  @Test("its key opens a panel that is left out")
  mutating func opened() {
    _ = Sample.press(&model, .character("2"), .character("X"), .character("2"))
    #expect(model.screen.isSameKind(as: .panel(PanelState(metric: .qualifiedLeads))))
  }

  @Test("one panel stays whatever is left out")
  mutating func last() {
    for _ in 0..<8 { _ = Sample.press(&model, .character("X")) }
    #expect(panels.count >= 1)
    #expect(model.toast?.text == Words.lastPanel)
  }

  @Test("what is left out never overlaps or leaves a hole", arguments: [(100, 40), (160, 48), (220, 60)])
  mutating func filled(_ width: Int, _ height: Int) {
    model = Sample.model(width, height)
    for key in ["2", "4"] { _ = Sample.press(&model, .character(Character(key)), .character("X")) }
    let layout = model.overviewLayout
    let body = Frame(size: model.size, model: model).body
    let cells = layout.panels.reduce(0) { $0 + $1.rect.width * $1.rect.height }
    #expect(layout.panels.count == 4)
    #expect(cells == body.width * (body.maxY - layout.alerts.maxY))
  }

  @Test("it is the same after a restart")
  mutating func restarted() {
    _ = Sample.press(&model, .character("2"), .character("X"))
    let state = model.screenState
    #expect(state.layout == .chosen && state.leftOut == [2])
    let again = Model(size: model.size, now: model.now, state: state)
    #expect(again.overview.layout == .chosen && again.overview.leftOut == [.panel(.qualifiedLeads)])
    let everything = ScreenState(layout: .chosen, leftOut: [1, 2, 3, 4, 5, 9])
    #expect(Model(size: model.size, now: model.now, state: everything).overview.layout == .all)
  }
}
