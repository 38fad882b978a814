import AlertEngine
import Domain
import Foundation

/// Finds and reads settings files. The only place of this room, with ``ThemeLibrary``, that touches files.
public struct SettingsLoader: Sendable {
  private let environment: [String: String]

  /// A loader that finds the user's files by `XDG_CONFIG_HOME` and `HOME` of this environment.
  public init(environment: [String: String]) { self.environment = environment }

  /// What was read.
  public struct Loaded: Sendable, Equatable {
    /// All layers together.
    public var settings = Settings()
    /// What was wrong in any of them.
    public var issues: [SettingsIssue] = []
    /// The files that were there, lowest layer first; watch these for changes.
    public var files: [String] = []
  }

  /// `$XDG_CONFIG_HOME/dealtop`, else `~/.config/dealtop`; nil without a home.
  public var userFolder: String? {
    if let xdg = environment["XDG_CONFIG_HOME"], xdg.hasPrefix("/") { return xdg + "/dealtop" }
    return environment["HOME"].flatMap { $0.isEmpty ? nil : $0 + "/.config/dealtop" }
  }

  /// The user's settings, and over them those of the opened folders.
  ///
  /// - Parameters:
  ///   - config: A file named by `--config`; it must be there. Without one `config.yaml` of ``userFolder`` may be.
  ///   - folders: Opened folders; in each `config.json`, then `dealtop.yaml` over it.
  public func load(config: String? = nil, folders: [String] = []) -> Loaded {
    var loaded = Loaded()
    if let config {
      read(config, .user, mustExist: true, into: &loaded)
    } else if let folder = userFolder {
      read(folder + "/config.yaml", .user, into: &loaded)
    }
    for folder in folders {
      read(joined(folder, "config.json"), .canonical, into: &loaded)
      read(joined(folder, "dealtop.yaml"), .folder, into: &loaded)
    }
    return loaded
  }

  /// Checks one file alone; its name decides what it is for.
  public func check(_ file: String) -> Loaded {
    var loaded = Loaded()
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let kind: SettingsKind = name.hasSuffix(".json") ? .canonical : name == "dealtop.yaml" ? .folder : .user
    read(file, kind, mustExist: true, into: &loaded)
    return loaded
  }

  /// Reads the file of `--map`.
  public func loadMapping(_ file: String) -> Loaded {
    var loaded = Loaded()
    guard let text = text(of: file, mustExist: true, &loaded) else { return loaded }
    (loaded.settings.mapping, loaded.issues) = SettingsReader.readMapping(text: text, file: file)
    return loaded
  }

  /// Keeps what the user corrected on screen in `dealtop.yaml` of the opened folder: the process and the hours, each
  /// unless it is still assumed. Everything else in the file stays; it is replaced at once or not at all.
  ///
  /// - Returns: The path written to.
  public func save(_ profile: Profile, in folder: String) throws(SettingsIssue) -> String {
    let path = joined(folder, "dealtop.yaml")
    var loaded = Loaded()
    let old = text(of: path, mustExist: false, &loaded) ?? ""
    if let issue = loaded.issues.first { throw issue }
    let new = try SettingsWriter.updating(
      text: old, file: path, process: profile.process.assumed ? nil : profile.process,
      hours: profile.hours.assumed ? nil : profile.hours)
    try TextFile.replace(path, by: new)
    return path
  }

  /// Writes levels of a rule to the file that says something of it, the last one of them; else to `dealtop.yaml` of the
  /// opened folder, else to the user's settings, which are made if there are none. It is replaced at once or not at all.
  ///
  /// - Parameters: As for ``load(config:folders:)``.
  /// - Returns: The path written to.
  public func save(
    _ levels: RuleLevels, of rule: AlertRule, config: String?, folders: [String]
  ) throws(SettingsIssue) -> String {
    let own = config ?? userFolder.map { $0 + "/config.yaml" }
    let files = [own].compactMap(\.self) + folders.map { joined($0, "dealtop.yaml") }
    var loaded = Loaded()
    let texts = files.map { text(of: $0, mustExist: false, &loaded) ?? "" }
    if let issue = loaded.issues.first { throw issue }
    guard let place = texts.lastIndex(where: { RuleWriter.names(rule.id, in: $0) }) ?? files.indices.last else {
      throw SettingsIssue(file: "settings", message: "there is no place for them", hint: "name a file with --config")
    }
    var base = Settings()
    for below in files.indices.prefix(place) {
      base = SettingsReader.read(text: texts[below], file: files[below], kind: .user, over: base).0
    }
    let new = try RuleWriter.updating(
      text: texts[place], file: files[place], over: base, levels: levels, of: rule)
    if config == nil, place == 0, let userFolder {
      // Without it the writing fails, and says so.
      try? FileManager.default.createDirectory(atPath: userFolder, withIntermediateDirectories: true)
    }
    try TextFile.replace(files[place], by: new)
    return files[place]
  }

  private func read(_ file: String, _ kind: SettingsKind, mustExist: Bool = false, into loaded: inout Loaded) {
    guard let text = text(of: file, mustExist: mustExist, &loaded) else { return }
    let (settings, issues) = SettingsReader.read(text: text, file: file, kind: kind, over: loaded.settings)
    loaded.settings = settings
    loaded.issues += issues
  }

  private func text(of file: String, mustExist: Bool, _ loaded: inout Loaded) -> String? {
    switch TextFile.read(file) {
    case .text(let text):
      loaded.files.append(file)
      return text
    case .absent:
      if mustExist { loaded.issues.append(SettingsIssue(file: file, message: "there is no such file")) }
    case .failed(let issue):
      loaded.issues.append(issue)
    }
    return nil
  }

  private func joined(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
