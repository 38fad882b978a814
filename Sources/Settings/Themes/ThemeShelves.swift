import Cells
import Foundation

/// Theme files by name in the order in which they are looked for; each is read once, when it is needed.
struct ThemeShelves {
  /// Files by the names of their themes.
  private let shelves: [[String: String]]
  private var drafts: [String: ThemeDraft] = [:]
  /// What was wrong in files read so far.
  private(set) var issues: [SettingsIssue] = []

  init(_ shelves: [[String: String]]) { self.shelves = shelves }

  /// The theme files of a folder. Two kinds of one name keep their endings, but for the first.
  static func files(in folder: String) -> [String: String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var found: [String: String] = [:]
    for file in files.sorted() where !file.hasPrefix(".") && ThemeFormat.hasEnding(file) {
      let name = ThemeFormat.name(ofFile: file)
      found[found[name] == nil ? name : file] = folder + "/" + file
    }
    return found
  }

  /// All names, each once.
  var names: [String] { Set(shelves.flatMap(\.keys)).sorted() }

  /// The file that a name stands for.
  func file(of name: String) -> String? { shelves.lazy.compactMap { $0[name] }.first }

  /// The first theme of this name, over what it inherits; nil if its file cannot be read. A theme that inherits from its
  /// own name means the one that it hides, so that a user's `midnight` can change one colour of ours.
  mutating func theme(_ name: String) -> Theme? {
    guard let first = shelves.firstIndex(where: { $0[name] != nil }), let draft = draft(name, first) else { return nil }
    var ancestors: [ThemeDraft] = []
    var current = (draft: draft, shelf: first)
    while let wanted = current.draft.parent {
      let start = wanted == current.draft.name ? current.shelf + 1 : 0
      guard ancestors.count < 16,
        let shelf = shelves.indices.dropFirst(start).first(where: { shelves[$0][wanted] != nil }),
        let parent = self.draft(wanted, shelf)
      else {
        if wanted == BuiltInTheme.theme.name, ancestors.count < 16 { return overBuiltIn(draft, ancestors) }
        issues.append(noParent(wanted, current.draft))
        return draft.resolved(over: ancestors).0
      }
      ancestors.append(parent)
      current = (parent, shelf)
    }
    let (theme, found) = draft.resolved(over: ancestors)
    issues += found
    return theme
  }

  private mutating func draft(_ name: String, _ shelf: Int) -> ThemeDraft? {
    guard let file = shelves[shelf][name] else { return nil }
    if let known = drafts[file] { return known }
    switch TextFile.read(file) {
    case .text(let text):
      let (draft, found) = ThemeFormat.read(text: text, file: file, name: name)
      drafts[file] = draft
      issues += found
    case .failed(let issue): issues.append(issue)
    case .absent: issues.append(SettingsIssue(file: file, message: "is not there"))
    }
    return drafts[file]
  }

  private mutating func overBuiltIn(_ draft: ThemeDraft, _ ancestors: [ThemeDraft]) -> Theme {
    var (theme, found) = draft.resolved(over: ancestors)
    theme.styles.merge(BuiltInTheme.theme.styles) { own, _ in own }
    issues += found
    return theme
  }

  private func noParent(_ wanted: String, _ at: ThemeDraft) -> SettingsIssue {
    let mark = at.parentNode?.mark
    let isCycle = shelves.contains { $0[wanted] != nil }
    let known = Set(names).union([BuiltInTheme.theme.name]).sorted()
    return SettingsIssue(
      file: at.file, line: mark?.line ?? 0, column: mark?.column ?? 0,
      message: isCycle
        ? "\(quoted(wanted)) inherits in a circle" : "inherits from \(quoted(wanted)), which is not there",
      hint: isCycle ? "" : Notes(file: at.file).suggestion(for: wanted, among: known))
  }
}
