import Cells
import Domain
import TestKit
import Testing

@testable import Dashboard

/// Choosing a theme while the screen shows it.
@Suite struct ThemePickerTests {
  private func picker(_ width: Int, _ height: Int, themes: Int = 5) -> Model {
    var model = Sample.model(width, height)
    _ = update(&model, .event(.key(.character("T"))))
    let all = (1...themes).map { Theme(name: "theme\($0)", isDark: $0 % 2 == 1, styles: [:]) }
    _ = update(&model, .themes(all))
    return model
  }

  private func selected(_ model: Model) -> Int? {
    if case .themes(let state) = model.screen { return state.selected }
    return nil
  }

  @Test(arguments: ScreenSizes.kept)
  func looksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(picker(size.0, size.1), "themes") }

  @Test func looksAsKeptInASCII() { ScreenSizes.expectASCII(picker(80, 24), "themes") }

  @Test func movingShowsTheThemeAtOnceAndEnterKeepsIt() {
    var model = picker(80, 24)
    Sample.press(&model, .down)
    #expect(model.display.chosenTheme == "theme2")
    let effects = Sample.press(&model, .enter)
    #expect(model.screen == .overview)
    #expect(model.display.chosenTheme == "theme2")
    #expect(effects.contains { if case .saveState(let state) = $0 { state.theme == "theme2" } else { false } })
  }

  @Test func escapeGoesBackToTheThemeBefore() {
    var model = picker(80, 24)
    Sample.press(&model, .down, .down, .escape)
    #expect(model.display.chosenTheme == nil)
    #expect(model.screen == .overview)
  }

  @Test(arguments: [(40, 10), (80, 24)])
  func moreThemesThanRowsScroll(_ size: (Int, Int)) {
    var model = picker(size.0, size.1, themes: 60)
    #expect(!Sample.text(model).contains("theme60"))
    Sample.press(&model, .end)
    #expect(Sample.text(model).contains("theme60"))
    #expect(model.display.chosenTheme == "theme60")
    Sample.press(&model, .home)
    #expect(Sample.text(model).contains("theme1 "))
    Sample.press(&model, .pageDown, .pageUp)
    #expect(selected(model) == 0)
  }

  @Test func aClickMeansTheRowUnderThePointerAfterScrollingToo() {
    var model = picker(80, 24, themes: 60)
    Sample.press(&model, .end)
    let lines = Sample.text(model).split(separator: "\n", omittingEmptySubsequences: false)
    let row = lines.firstIndex { $0.contains("theme50") } ?? 0
    _ = update(&model, .event(.mouse(MouseEvent(kind: .press, x: 4, y: row))))
    #expect(selected(model) == 49)
    #expect(model.display.chosenTheme == "theme50")
  }

  @Test func noThemesAreNoReasonToFail() {
    var model = Sample.model(80, 24)
    Sample.press(&model, .character("T"), .down, .end, .pageDown)
    #expect(Sample.text(model).contains("no themes found"))
    Sample.press(&model, .enter)
    #expect(model.screen == .overview)
  }

  @Test func theThemeInUseStaysWhenItsFileIsGone() {
    var model = picker(80, 24)
    Sample.press(&model, .down, .enter)
    let others = [1, 3].map { Theme(name: "theme\($0)", isDark: true, styles: [:]) }
    _ = update(&model, .themes(others))
    #expect(model.display.themes.map(\.name) == ["theme1", "theme2", "theme3"])
    #expect(model.display.theme?.name == "theme2")
  }

  @Test func aThemeThatWasChangedShowsAtOnce() {
    var model = picker(80, 24)
    Sample.press(&model, .down, .enter)
    let changed = Theme(name: "theme2", isDark: true, styles: [.text: Style(attributes: .bold)])
    _ = update(&model, .themes([changed]))
    #expect(model.display.theme == changed)
  }

  @Test func besideTheListStandTheUsersOwnFiguresWhereThereIsRoom() {
    #expect(Sample.text(picker(160, 44)).contains("5 Time to close"))
    #expect(!Sample.text(picker(80, 24)).contains("Time to close"))
  }
}
