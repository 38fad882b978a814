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

  /// The folders in which a change may change a theme.
  public var places: [String] {
    folders + [file.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }].compactMap(\.self)
  }

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
    var shelves = shelves()
    var loaded = Loaded()
    for name in shelves.names {
      loaded.themes += shelves.theme(name).map { [shown($0)] } ?? []
      loaded.files[name] = shelves.file(of: name)
    }
    if loaded.files[BuiltInTheme.theme.name] == nil { loaded.themes.append(BuiltInTheme.theme) }
    loaded.themes.sort { $0.name < $1.name }
    loaded.issues = shelves.issues
    return loaded
  }

  /// The theme of a name, ignoring case; the one compiled in, with an issue, if there is none. Only what it needs is read.
  public func theme(named name: String) -> (Theme, [SettingsIssue]) {
    var shelves = shelves()
    if let found = shelves.names.first(where: { $0.lowercased() == name.lowercased() }),
      let theme = shelves.theme(found)
    {
      let file = shelves.file(of: found)
      return (shown(theme), shelves.issues.filter { $0.file == file })
    }
    let builtIn = BuiltInTheme.theme.name
    if name.lowercased() == builtIn { return (BuiltInTheme.theme, []) }
    let hint = Notes(file: "theme").suggestion(for: name, among: Set(shelves.names).union([builtIn]).sorted())
    let problem = shelves.issues.first { $0.file == file }
    return (
      BuiltInTheme.theme,
      [problem ?? SettingsIssue(file: "theme", message: "unknown theme \(quoted(name))", hint: hint)]
    )
  }

  private func shown(_ theme: Theme) -> Theme { isStrict ? theme : theme.readable() }

  private func shelves() -> ThemeShelves {
    let single = file.map { [ThemeFormat.name(ofFile: $0): $0] } ?? [:]
    return ThemeShelves([single] + folders.map(ThemeShelves.files))
  }
}
