import Foundation

/// The checkout that this file belongs to.
struct SourceTree {
  /// A Swift file.
  struct File {
    /// From the top of the checkout, as `Sources/Domain/Money.swift`.
    let path: String
    let text: String
    /// Without comments and the text of strings.
    let code: SwiftText

    /// `Domain` for `Sources/Domain/Money.swift`.
    var room: String { String(path.split(separator: "/").dropFirst().first ?? "") }
    var lineCount: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }
  }

  static let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// All Swift files below a folder, by path.
  static func files(below folder: String) -> [File] {
    let start = root.appendingPathComponent(folder).path
    let paths = FileManager.default.enumerator(atPath: start)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
      let whole = folder + "/" + path
      guard let data = FileManager.default.contents(atPath: root.appendingPathComponent(whole).path) else { return nil }
      let text = String(decoding: data, as: UTF8.self)
      return File(path: whole, text: text, code: SwiftText(text))
    }
  }

  static let sources = files(below: "Sources")
  static let tests = files(below: "Tests")
}
