import Cells
import Foundation

/// Finds theme files, so that the program is at home wherever its binary has been moved.
public struct ThemeLibrary: Sendable {
  /// Where files are looked for; the first folder that has a theme of a name decides.
  public let folders: [String]

  /// A library over these folders; the theme compiled in stands behind them all.
  public init(folders: [String]) { self.folders = folders }

  /// The library in its usual order: `--themes`, the user's themes, those installed with the binary, those that the
  /// build put beside it, those of the checkout it was built from (for a binary that was moved out of it).
  ///
  /// - Parameters:
  ///   - flag: Value of `--themes`.
  ///   - userFolder: ``SettingsLoader/userFolder``.
  ///   - binary: Path of the running binary; links are followed.
  public init(flag: String?, userFolder: String?, binary: String) {
    let home = URL(fileURLWithPath: binary).resolvingSymlinksInPath().deletingLastPathComponent()
    var folders = [flag, userFolder.map { $0 + "/themes" }].compactMap(\.self)
    folders.append(home.deletingLastPathComponent().appendingPathComponent("share/dealtop/themes").path)
    folders.append(home.appendingPathComponent("dealtop_Settings.resources/themes").path)
    folders.append(Self.checkout)
    self.init(folders: folders)
  }

  /// `themes` of the source tree. `Bundle.module` would know as much, but ends the program where its folder is missing.
  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("themes").path

  /// Themes and what is wrong with them.
  public struct Loaded: Sendable, Equatable {
    /// By name; never empty.
    public var themes: [Theme] = []
    /// What was wrong in any file.
    public var issues: [SettingsIssue] = []
  }

  /// Reads every theme there is, by name. Files are read anew each time, so that changes show.
  public func load() -> Loaded {
    var loaded = Loaded()
    let shelves = folders.map { folder in read(folder, &loaded.issues) }
    let names = Set(shelves.flatMap(\.keys)).sorted()
    for name in names {
      let (theme, issues) = theme(name, shelves)
      loaded.themes += theme.map { [$0] } ?? []
      loaded.issues += issues
    }
    if !names.contains(BuiltInTheme.theme.name) { loaded.themes.append(BuiltInTheme.theme) }
    loaded.themes.sort { $0.name < $1.name }
    return loaded
  }

  /// The theme of a name, ignoring case; the one compiled in, with an issue, if there is none.
  public func theme(named name: String) -> (Theme, [SettingsIssue]) {
    let loaded = load()
    if let theme = loaded.themes.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return (theme, loaded.issues.filter { $0.file.hasSuffix("/\(theme.name).yaml") })
    }
    let notes = Notes(file: "theme")
    let hint = notes.suggestion(for: name, among: loaded.themes.map(\.name))
    return (BuiltInTheme.theme, [SettingsIssue(file: "theme", message: "unknown theme \(quoted(name))", hint: hint)])
  }

  private func read(_ folder: String, _ issues: inout [SettingsIssue]) -> [String: ThemeDraft] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    var drafts: [String: ThemeDraft] = [:]
    for file in files.sorted() where file.hasSuffix(".yaml") && !file.hasPrefix(".") {
      let path = folder + "/" + file
      switch TextFile.read(path) {
      case .text(let text):
        let name = String(file.dropLast(5))
        let (draft, found) = ThemeReader.read(text: text, file: path, name: name)
        drafts[name] = draft
        issues += found
      case .failed(let issue): issues.append(issue)
      case .absent: break
      }
    }
    return drafts
  }

  /// The first theme of this name, over what it inherits. A theme that inherits from its own name means the one that
  /// it hides, so that a user's `midnight` can change one colour of ours.
  private func theme(_ name: String, _ shelves: [[String: ThemeDraft]]) -> (Theme?, [SettingsIssue]) {
    guard let first = shelves.firstIndex(where: { $0[name] != nil }), let draft = shelves[first][name] else {
      return (nil, [])
    }
    var ancestors: [ThemeDraft] = []
    var current = (draft: draft, shelf: first)
    while let wanted = current.draft.parent {
      let start = wanted == current.draft.name ? current.shelf + 1 : 0
      guard ancestors.count < 16,
        let shelf = shelves.indices.dropFirst(start).first(where: { shelves[$0][wanted] != nil }),
        let parent = shelves[shelf][wanted]
      else {
        if wanted == BuiltInTheme.theme.name, ancestors.count < 16 { return overBuiltIn(draft, ancestors) }
        return (draft.resolved(over: ancestors).0, [noParent(draft, wanted, current.draft, shelves)])
      }
      ancestors.append(parent)
      current = (parent, shelf)
    }
    let (theme, issues) = draft.resolved(over: ancestors)
    return (theme, issues)
  }

  private func overBuiltIn(_ draft: ThemeDraft, _ ancestors: [ThemeDraft]) -> (Theme?, [SettingsIssue]) {
    var (theme, issues) = draft.resolved(over: ancestors)
    theme.styles.merge(BuiltInTheme.theme.styles) { own, _ in own }
    return (theme, issues)
  }

  private func noParent(
    _ draft: ThemeDraft, _ wanted: String, _ at: ThemeDraft, _ shelves: [[String: ThemeDraft]]
  ) -> SettingsIssue {
    let mark = at.parentNode?.mark
    let isCycle = shelves.contains { $0[wanted] != nil }
    let known = Set(shelves.flatMap(\.keys)).union([BuiltInTheme.theme.name]).sorted()
    let hint = Notes(file: at.file).suggestion(for: wanted, among: known)
    return SettingsIssue(
      file: at.file, line: mark?.line ?? 0, column: mark?.column ?? 0,
      message: isCycle
        ? "\(quoted(wanted)) inherits in a circle" : "inherits from \(quoted(wanted)), which is not there",
      hint: isCycle ? "" : hint)
  }
}
