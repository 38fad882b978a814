import Testing

/// What the screen says lives in one folder, ready to be translated.
@Suite("Words")
struct WordsTests {
  private static let folder = "Sources/Dashboard/Words/"

  /// Files that still hold sentences of their own: fewer with time, never more.
  private static let unfinished: Set<String> = [
    "Sources/Dashboard/Screens/AlertColumns.swift",
    "Sources/Dashboard/Screens/AlertDetail.swift",
    "Sources/Dashboard/Screens/AlertItems.swift",
    "Sources/Dashboard/Screens/OverviewAlerts.swift",
    "Sources/Dashboard/Screens/OverviewLines.swift",
    "Sources/Dashboard/Update/Update+Alerts.swift",
  ]

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

  private static let others = SourceTree.files(below: "Sources/Dashboard").filter { !$0.path.hasPrefix(folder) }

  @Test("sentences of the dashboard live among its words")
  func sentences() {
    let found = Self.others.filter { !Self.unfinished.contains($0.path) }.flatMap(Self.sentences)
    #expect(found == [])
  }

  @Test("a file without sentences leaves the list of those that have some")
  func list() {
    let holding = Set(Self.others.filter { !Self.sentences(in: $0).isEmpty }.map(\.path))
    #expect(Self.unfinished.subtracting(holding) == [])
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
