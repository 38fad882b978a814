import Cells
import TestKit
import Testing

@testable import Dashboard

/// Sentences that name keys name those that the user has.
@Suite struct KeyWordsTests {
  private func own(_ command: Command, _ keys: Key...) -> KeyMap {
    var map = KeyMap.standard
    _ = map.rebind(command, to: keys)
    return map
  }

  @Test func theUsualKeysAreNamedWhereNobodySaysOtherwise() {
    #expect(KeyWords.inBrackets(.sources) == " (S)")
    #expect(KeyWords.does(.open, "corrects") == "Enter corrects")
    #expect(KeyWords.lead(.left, .right, to: "other weeks") == "left, right: other weeks")
    #expect(KeyWords.lead(.nextPart, to: "history") == "Tab: history")
  }

  @Test func aCommandWithoutAKeyLeavesNoEmptyBrackets() {
    KeyWords.$inForce.withValue(own(.sources)) {
      #expect(ResponseWords.assumed("Mon–Fri") == "assumed: Mon–Fri")
    }
    KeyWords.$inForce.withValue(own(.nextPart)) { #expect(RecordWords.tabHistory.isEmpty) }
  }

  @Test func theScreenFollowsKeysThatWereGivenAnew() {
    // given: a record that leads on to its lead, and to its other part
    var model = Sample.model(80, 40, keys: [.character("4"), .character("4"), .enter, .enter])
    #expect(Sample.text(model).contains("lead (Enter)") && Sample.text(model).contains("Tab: record"))
    // when
    var keys = own(.open, .character("+"))
    _ = keys.rebind(.fewerWeeks, to: [])
    _ = keys.rebind(.open, to: [.character("+")])
    _ = keys.rebind(.nextPart, to: [.character("%")])
    _ = update(&model, .keys(keys))
    // then
    #expect(Sample.text(model).contains("lead (+)") && Sample.text(model).contains("%: record"))
    #expect(!Sample.text(model).contains("Tab:") && !Sample.text(model).contains("(Enter)"))
  }
}
