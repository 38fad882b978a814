import Testing

/// What the screen says lives in one folder, ready to be translated.
@Suite("Words")
struct WordsTests {
  private static let folder = "Sources/Dashboard/Words/"

  /// Places of strings that hold two words or more.
  private static func sentences(in file: SourceTree.File) -> [String] {
    file.code.strings.filter { isSentence($0.text) }.map { "\(file.path):\(file.code.line(of: $0.start)) \($0.text)" }
  }

  private static func isSentence(_ text: String) -> Bool {
    let words = text.split(separator: " ").filter { part in
      let word = part.drop { !$0.isLetter }.prefix { $0.isLetter || "'\u{2019}-".contains($0) }
      return word.count > 1 && part.allSatisfy { !":_<>=/".contains($0) || $0 == part.last }
    }
    return words.count > 1
  }

  @Test("sentences of the dashboard live among its words")
  func sentences() {
    let others = SourceTree.sources.filter { $0.room == "Dashboard" && !$0.path.hasPrefix(Self.folder) }
    let found = others.flatMap(Self.sentences)
    #expect(found == [])
  }

  @Test("sentences are told from names")
  func telling() {
    #expect(
      ["no figures yet", "which are late", "Time: all of them", " of them"].map(Self.isSentence) == [
        true, true, true, true,
      ])
    #expect(
      ["late", "a b", "status:open closed:this-quarter", "first_touch_at", "  \u{25B8} ok"].map(Self.isSentence) == [
        false, false, false, false, false,
      ])
  }
}
