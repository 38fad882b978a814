import Cells
import Foundation
import Settings
import Testing

@testable import Dashboard

/// Every screen that has a name, at the sizes people have, in a dark and a light theme and in plain ASCII without
/// colours. `SNAPSHOTS=record` draws the files anew.
@Suite struct GoldenScreenTests {
  private static let themes: [Theme] = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "themes").path
    let library = ThemeLibrary(folders: [folder])
    return ["midnight", "paper"].map { library.theme(named: $0).0 }
  }()

  /// Each screen once, whatever else it is called.
  private static let screens: [ScreenName] = {
    var seen: Set<[Command]> = []
    return ScreenName.all(.standard).filter { seen.insert($0.commands).inserted }
  }()

  private func model(_ screen: ScreenName, _ size: (Int, Int)) -> Model {
    let keys = screen.commands.compactMap { KeyMap.standard.binding(of: $0)?.keys.first }
    return Sample.model(size.0, size.1, Sample.alertSnapshot(), keys: keys)
  }

  @Test(arguments: screens, ScreenSizes.kept)
  func inADarkAndALightTheme(_ screen: ScreenName, _ size: (Int, Int)) {
    let model = model(screen, size)
    let canvases = Self.themes.map { theme in
      (theme: theme.name, canvas: view(model, look: Look(theme: theme, glyphs: .braille), size: model.size))
    }
    #expect(canvases[0].canvas.text == canvases[1].canvas.text)
    StyledGolden.expect(canvases, "\(screen.name)-\(size.0)x\(size.1)")
  }

  @Test(arguments: screens, ScreenSizes.kept)
  func inPlainASCII(_ screen: ScreenName, _ size: (Int, Int)) {
    let model = model(screen, size)
    let canvas = view(model, look: Look(theme: .monochrome, glyphs: .ascii), size: model.size)
    #expect(canvas.text.utf8.allSatisfy { $0 < 0x7F })
    StyledGolden.expect([("mono", canvas)], "\(screen.name)-\(size.0)x\(size.1)-ascii")
  }

  @Test func noTwoLooksShareALetter() {
    let model = model(Self.screens[0], (200, 60))
    let canvas = view(model, look: Look(theme: Self.themes[0], glyphs: .braille), size: model.size)
    #expect(Set(canvas.cells.map(\.style)).count <= 54)
  }
}
