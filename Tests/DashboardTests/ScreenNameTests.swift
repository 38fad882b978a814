import Cells
import Testing

@testable import Dashboard

/// Screens and keys by their names.
@Suite struct ScreenNameTests {
  private let all = ScreenName.all(.standard)

  @Test func everyNameIsThereOnce() {
    let names = all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test(
    arguments: [
      ("overview", "overview"), ("Lead response", "response"), ("panel5", "close"), ("changed", "changes"),
      ("published", "claims"), ("deals", "opportunities"), ("sheet", "rep"), ("ALERTS", "alerts"),
      ("time-to-close", "close"),
    ])
  func aScreenHasSeveralNames(_ text: String, _ name: String) {
    #expect(ScreenName.named(text, in: .standard)?.name == name)
  }

  @Test func nobodyKnowsEveryName() { #expect(ScreenName.named("nothing", in: .standard) == nil) }

  @Test func itsKeysLeadToEveryScreen() {
    for screen in all {
      let keys = screen.commands.compactMap { KeyMap.standard.binding(of: $0)?.keys.first }
      #expect(keys.count == screen.commands.count, "\(screen.name)")
      var model = Sample.model(120, 40, Sample.alertSnapshot())
      for key in keys where !screen.isReached(by: model) { Sample.press(&model, key) }
      #expect(screen.isShown(by: model), "\(screen.name)")
    }
  }

  @Test func withoutRowsThereIsNoLeadToShow() throws {
    let lead = try #require(ScreenName.named("lead", in: .standard))
    #expect(!lead.isShown(by: Sample.model(120, 40)))
  }

  @Test func keysAreReadInOrder() throws {
    let keys = try KeyNotation.keys("5<Tab>/a b<enter><Ctrl-P><F5><lt><Space><Shift-Tab>")
    let expected: [Key] = [
      .character("5"), .tab, .character("/"), .character("a"), .character(" "), .character("b"), .enter, .control("p"),
      .function(5), .character("<"), .character(" "), .backTab,
    ]
    #expect(keys == expected)
  }

  @Test func aKeyThatDoesNotExistIsNamedWithTheNearest() {
    #expect(throws: KeyNotation.UnknownKey(name: "Entr", near: "Enter")) { try KeyNotation.keys("j<Entr>") }
  }

  @Test func everyKeyThatScreensNameCanBeWritten() throws {
    for key in KeyMap.standard.bindings.flatMap(\.keys) {
      let isCharacter = if case .character(let character) = key { character != " " } else { false }
      #expect(try KeyNotation.keys(isCharacter ? key.name : "<\(key.name)>") == [key], "\(key.name)")
    }
  }
}
