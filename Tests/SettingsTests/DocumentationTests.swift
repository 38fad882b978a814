import Cells
import Foundation
import Testing

@testable import Settings

@Suite("The documentation of the settings")
struct DocumentationTests {
  /// YAML examples of the article, in order.
  private let examples: [String] = {
    let article = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Sources/Settings/Settings.docc/Settings.md")
    let text = (try? String(contentsOf: article, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
  }()

  @Test("its settings are read without a word and use every key there is")
  func settings() throws {
    let example = try #require(examples.first)
    let (_, issues) = SettingsReader.read(text: example, file: "Settings.md", kind: .user)
    #expect(issues.map(\.description) == [])
    let keys = RuleDraft.keys.map(\.name) + SettingsReader.keys(of: .user).map(\.name)
    let other: Set<String> = ["stages", "won", "lost"]
    #expect(keys.filter { !other.contains($0) && !example.contains("\($0):") } == [])
  }

  @Test("its theme is read without a word")
  func theme() throws {
    let example = try #require(examples.last)
    let (draft, issues) = ThemeFormat.read(text: example, file: "Settings.md", name: "mine")
    #expect(issues.map(\.description) == [])
    #expect(draft.parent == "midnight" && draft.styles.count == 2)
  }
}
