import Cells
import Testing

@testable import Dashboard

/// The registry of keys.
@Suite struct KeyMapTests {
  @Test func noKeyHasTwoMeanings() {
    var owners: [Key: Command] = [:]
    for binding in KeyMap.standard.bindings {
      for key in binding.keys {
        #expect(owners[key] == nil, "\(key.name) means \(binding.id) and \(owners[key].map(\.rawValue) ?? "")")
        owners[key] = binding.id
      }
    }
  }

  @Test func everyCommandHasOneBindingWithAKeyAndWords() {
    for command in Command.allCases {
      let bindings = KeyMap.standard.bindings.filter { $0.id == command }
      #expect(bindings.count == 1, "\(command)")
      #expect(bindings.allSatisfy { !$0.keys.isEmpty && !$0.help.isEmpty && !$0.short.isEmpty }, "\(command)")
    }
  }

  @Test func keysThatWereGivenUpStayUnused() {
    for character in ["g", "G"] { #expect(KeyMap.standard.binding(for: .character(Character(character))) == nil) }
    #expect(KeyMap.standard.binding(for: .character("h"))?.id == .left)
  }

  @Test func theFooterAdvertisesOnlyWhatWorks() {
    let model = Sample.model(200, 60)
    for hint in FooterBar.hints(model, Rect(x: 0, y: 59, width: 200, height: 1)) {
      let binding = KeyMap.standard.binding(of: hint.command)
      #expect(binding?.applies(to: model) == true, "\(hint.command)")
    }
  }

  @Test func hintsOfTheFooterDoNotOverlap() {
    for width in [40, 80, 120, 200] {
      let hints = FooterBar.hints(Sample.model(width, 24), Rect(x: 0, y: 23, width: width, height: 1))
      for (left, right) in zip(hints, hints.dropFirst()) { #expect(left.x + left.width < right.x) }
      #expect(hints.last.map { $0.x + $0.width <= width } == true)
    }
  }
}
