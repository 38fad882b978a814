import Cells
import TestKit
import Testing

@testable import Dashboard

/// All keys on one screen.
@Suite struct HelpScreenTests {
  private func help(_ width: Int, _ height: Int) -> Model {
    Sample.model(width, height, keys: [.character("?")])
  }

  @Test(arguments: ScreenSizes.kept)
  func looksAsKept(_ size: (Int, Int)) { ScreenSizes.expect(help(size.0, size.1), "help") }

  @Test func looksAsKeptInASCII() { ScreenSizes.expectASCII(help(120, 40), "help") }

  @Test func everyBindingIsThere() {
    let text = Sample.text(help(220, 90))
    for binding in KeyMap.standard.bindings where !binding.keys.isEmpty {
      #expect(text.contains(binding.help), "\(binding.id)")
    }
  }

  @Test func nothingIsCutOnNarrowScreens() {
    var model = help(40, 10)
    var seen = ""
    for _ in 0..<30 {
      let text = Sample.text(model)
      seen += text.split(separator: "\n").dropFirst().dropLast().joined(separator: "\n")
      Sample.press(&model, .pageDown)
    }
    #expect(!seen.contains("\u{2026}"))
    #expect(seen.contains("Ctrl-Z"))
  }

  @Test func itIsSearchedByWordsAndByKeys() {
    var model = help(120, 40)
    Sample.type(&model, "/theme")
    #expect(Sample.text(model).contains("Choose a theme"))
    #expect(!Sample.text(model).contains("Move up"))
    Sample.press(&model, .escape)
    #expect(Sample.text(model).contains("Move up"))
    Sample.type(&model, "/ctrl-z")
    #expect(Sample.text(model).contains("Stop for now"))
  }

  @Test func aSearchForNothingSaysSo() {
    var model = help(120, 40)
    Sample.type(&model, "/xyzzy")
    #expect(Sample.text(model).contains("no key does that"))
  }

  @Test func theWheelScrolls() {
    var model = help(80, 24)
    let before = Sample.text(model)
    _ = update(&model, .event(.mouse(MouseEvent(kind: .wheelDown, x: 5, y: 5))))
    #expect(Sample.text(model) != before)
    _ = update(&model, .event(.mouse(MouseEvent(kind: .wheelUp, x: 5, y: 5))))
    #expect(Sample.text(model) == before)
  }
}
