import Cells
import Foundation

/// Finds theme files, so that the program is at home wherever its binary has been moved.
public struct ThemeLibrary: Sendable {
  /// Where files are looked for; the first folder that has a theme of a name decides.
  public let folders: [String]
  /// A theme file of its own, which goes before all folders.
  public let file: String?
  /// True to show colours as files say them, however hard they are to read.
  public let isStrict: Bool

  /// A library over these folders; the theme compiled in stands behind them all.
  public init(folders: [String], file: String? = nil, isStrict: Bool = false) {
    self.folders = folders
    self.file = file
    self.isStrict = isStrict
  }

  /// The library in its usual order: `--themes`, the user's themes, those installed with the binary, those that the
  /// build put beside it, those of the checkout it was built from (for a binary that was moved out of it).
  ///
  /// - Parameters:
  ///   - flag: Value of `--themes`.
  ///   - userFolder: ``SettingsLoader/userFolder``.
  ///   - binary: Path of the running binary; links are followed.
  ///   - file: Value of `--theme` where that names a file.
  ///   - isStrict: `--strict-theme`.
  public init(flag: String?, userFolder: String?, binary: String, file: String? = nil, isStrict: Bool = false) {
    let home = URL(fileURLWithPath: binary).resolvingSymlinksInPath().deletingLastPathComponent()
    var folders = [flag, userFolder.map { $0 + "/themes" }].compactMap(\.self)
    folders.append(home.deletingLastPathComponent().appendingPathComponent("share/dealtop/themes").path)
    folders.append(home.appendingPathComponent("dealtop_Settings.resources/themes").path)
    folders.append(Self.checkout)
    self.init(folders: folders, file: file, isStrict: isStrict)
  }

  /// `themes` of the source tree. `Bundle.module` would know as much, but ends the program where its folder is missing.
  private static let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("themes").path

  /// True if a value of `--theme` names a file and not a theme.
  public static func isPath(_ text: String) -> Bool { ThemeFormat.isPath(text) }

  /// The name of the theme in a file.
  public static func name(ofFile path: String) -> String { ThemeFormat.name(ofFile: path) }

  /// Themes and what is wrong with them.
  public struct Loaded: Sendable, Equatable {
    /// By name; never empty.
    public var themes: [Theme] = []
    /// What was wrong in any file.
    public var issues: [SettingsIssue] = []
    /// The file that each theme is read from, by name; none for the one compiled in.
    public var files: [String: String] = [:]

    /// What is wrong with a theme of this name.
    public func issues(of name: String) -> [SettingsIssue] { issues.filter { $0.file == files[name] } }
  }

  /// Reads every theme there is, by name. Files are read anew each time, so that changes show.
  public func load() -> Loaded {
    var loaded = Loaded()
    let single = file.map { read([$0], &loaded.issues) } ?? [:]
    let shelves = [single] + folders.map { read(files(in: $0), &loaded.issues) }
    let names = Set(shelves.flatMap(\.keys)).sorted()
    for name in names {
      let (theme, issues) = theme(name, shelves)
      loaded.themes += theme.map { [isStrict ? $0 : $0.readable()] } ?? []
      loaded.issues += issues
      loaded.files[name] = shelves.lazy.compactMap { $0[name]?.file }.first
    }
    if !names.contains(BuiltInTheme.theme.name) { loaded.themes.append(BuiltInTheme.theme) }
    loaded.themes.sort { $0.name < $1.name }
    return loaded
  }

  /// The theme of a name, ignoring case; the one compiled in, with an issue, if there is none.
  public func theme(named name: String) -> (Theme, [SettingsIssue]) {
    let loaded = load()
    if let theme = loaded.themes.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return (theme, loaded.issues(of: theme.name))
    }
    let notes = Notes(file: "theme")
    let hint = notes.suggestion(for: name, among: loaded.themes.map(\.name))
    return (BuiltInTheme.theme, [SettingsIssue(file: "theme", message: "unknown theme \(quoted(name))", hint: hint)])
  }

  private func files(in folder: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.sorted().filter { !$0.hasPrefix(".") && ThemeFormat.hasEnding($0) }.map { folder + "/" + $0 }
  }

  private func read(_ paths: [String], _ issues: inout [SettingsIssue]) -> [String: ThemeDraft] {
    var drafts: [String: ThemeDraft] = [:]
    for path in paths {
      switch TextFile.read(path) {
      case .text(let text):
        // Two kinds of one name keep their endings, but for the first.
        let short = ThemeFormat.name(ofFile: path)
        let name = drafts[short] == nil ? short : URL(fileURLWithPath: path).lastPathComponent
        let (draft, found) = ThemeFormat.read(text: text, file: path, name: name)
        drafts[name] = draft
        issues += found
      case .failed(let issue): issues.append(issue)
      case .absent: if path == file { issues.append(SettingsIssue(file: path, message: "is not there")) }
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
