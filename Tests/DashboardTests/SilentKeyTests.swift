import Cells
import Testing

@testable import Dashboard

/// Whoever presses a key sees what came of it, or is told why nothing did.
@Suite struct SilentKeyTests {
  private static func opened(_ screen: ScreenName) -> Model {
    var model = Sample.model(120, 40, Sample.alertSnapshot())
    for command in screen.commands where !screen.isReached(by: model) {
      if let key = KeyMap.standard.binding(of: command)?.keys.first { Sample.press(&model, key) }
    }
    return model
  }

  /// Steps along what is shown: at its end everybody sees why nothing moves.
  private static let steps: Set<Command> = [.up, .down, .left, .right, .first, .last, .pageUp, .pageDown]

  @Test(arguments: ScreenName.all(.standard))
  func everyKeyOfEveryScreenDoesSomethingOrSaysWhyNot(_ screen: ScreenName) {
    let model = Self.opened(screen)
    for binding in KeyMap.standard.bindings {
      let isStep = Self.steps.contains(binding.id) && model.offeredCommands.contains(binding.id)
      for key in binding.keys where !isStep {
        var after = model
        let effects = update(&after, .event(.key(key)))
        #expect(!effects.isEmpty || after != model, "\(key.name) (\(binding.id)) on \(screen.name)")
      }
    }
  }

  @Test func aKeyOfAnotherScreenSaysSo() {
    var model = Sample.model(120, 40, keys: [.character("x")])
    Sample.press(&model, .tab)
    #expect(model.toast?.text == "Tab (next part) does nothing on this screen")
    Sample.press(&model, .left)
    #expect(model.toast?.text == "Left does nothing on this screen")
  }

  @Test func theScreenThatIsOpenIsNotOpenedAgain() {
    let model = Sample.model(120, 40, keys: [.character("!"), .character("!")])
    #expect(model.stack.count == 2)
    #expect(model.toast?.text == Words.alreadyHere)
  }

  @Test func whoGoesBackFromTheOverviewIsToldHowToQuit() {
    var model = Sample.model(120, 40)
    Sample.press(&model, .escape)
    #expect(model.toast?.text == "nothing to go back to   q quits")
  }
}
