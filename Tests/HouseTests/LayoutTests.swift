import Foundation
import Settings
import Testing

@Suite("The house")
struct LayoutTests {
  @Test("there is something to look at")
  func found() {
    #expect(SourceTree.sources.count > 10)
    #expect(SourceTree.tests.contains { $0.path == "Tests/HouseTests/LayoutTests.swift" })
  }

  @Test("nothing lies at the top but what belongs there")
  func top() throws {
    let allowed: Set<String> = [
      "Package.swift", "Package.resolved", "Sources", "Tests", "themes", "README.md", "LICENSE",
    ]
    let names = try FileManager.default.contentsOfDirectory(atPath: SourceTree.root.path)
    #expect(names.filter { !$0.hasPrefix(".") && !allowed.contains($0) } == [])
  }

  @Test("every theme loads without a word")
  func themes() {
    let loaded = ThemeLibrary(folders: [SourceTree.root.appendingPathComponent("themes").path]).load()
    #expect(loaded.themes.count >= 2)
    #expect(loaded.issues.map(\.description) == [])
  }

  @Test("a file has at most 400 lines")
  func fileSizes() {
    let long = (SourceTree.sources + SourceTree.tests).filter { $0.lineCount > 400 }
    #expect(long.map { "\($0.path) has \($0.lineCount) lines" } == [])
  }

  @Test("a function has at most 40 lines")
  func functionSizes() {
    let long = (SourceTree.sources + SourceTree.tests).flatMap { file in
      FunctionLengths(file.code).functions.filter { $0.length > 40 }.map {
        "\(file.path):\($0.line) \($0.name) has \($0.length) lines"
      }
    }
    #expect(long == [])
  }
}
