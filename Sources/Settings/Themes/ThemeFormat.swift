import Cells
import Foundation
import Yams

/// The kinds of theme files that are understood.
enum ThemeFormat {
  private static let endings = ["yaml", "yml", "theme"]

  /// Reads a theme file of any kind; what kind it is, is told by its content.
  /// - Returns: the theme as written, and what is wrong with it; what is wrong is left out.
  static func read(text: String, file: String, name: String) -> (ThemeDraft, [SettingsIssue]) {
    if BtopReader.recognises(text, file: file) { return BtopReader.read(text: text, file: file, name: name) }
    var notes = Notes(file: file)
    var draft = ThemeDraft(name: name, file: file)
    guard let root = YAMLText.root(of: text, &notes) else { return (draft, notes.issues) }
    if K9sReader.recognises(root) {
      K9sReader.read(root, &notes, into: &draft)
    } else if Base16Reader.recognises(root) {
      Base16Reader.read(root, &notes, into: &draft)
    } else {
      ThemeReader.read(root, &notes, into: &draft)
    }
    return (draft, notes.issues)
  }

  /// The name of a theme: its file's, without the ending.
  static func name(ofFile path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// True if a text names a file rather than a theme.
  static func isPath(_ text: String) -> Bool { text.contains("/") || hasEnding(text) }

  /// True if a name ends as one of a theme file does.
  static func hasEnding(_ text: String) -> Bool { endings.contains { text.lowercased().hasSuffix("." + $0) } }
}

extension ThemeDraft {
  /// Sets the look of a role from names of the palette, the first of which that is there counts.
  mutating func look(
    _ role: Role, _ foregrounds: String..., on backgrounds: [String] = [], with attributes: Attributes = []
  ) {
    let foreground = foregrounds.first { palette[$0] != nil }
    let background = backgrounds.first { palette[$0] != nil }
    guard foreground != nil || background != nil || !attributes.isEmpty else { return }
    styles[role] = StyleText(
      node: Node(""), foreground: foreground, background: background, attributes: attributes)
  }
}
