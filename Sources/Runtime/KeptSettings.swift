import Domain
import Foundation
import MetricEngine
import Settings
import Store

/// The settings files of imported folders, kept in the store beside the rows they belong to: stages, hours and clock
/// hold wherever the store is looked at, even when the folder is gone.
public struct KeptSettings: Sendable, Equatable, Codable {
  /// The settings files of one folder.
  struct Folder: Sendable, Equatable, Codable {
    var path: String
    /// `config.json` and `dealtop.yaml` as they were at the last import; nil where there was none.
    var canonical: String?
    var own: String?
  }

  /// In the order of import; the last one wins.
  private(set) var folders: [Folder] = []
  /// A `dealtop.yaml` of what the user corrected on screen; wins over all folders.
  private(set) var corrections: String?

  private static let key = "settings"

  /// Nothing kept.
  public init() {}

  /// What a store keeps; nothing if it never kept any or cannot say.
  public init(in store: Store) {
    guard let text = try? store.state(Self.key),
      let kept = try? JSONDecoder().decode(KeptSettings.self, from: Data(text.utf8))
    else { return }
    self = kept
  }

  /// Puts it into a store.
  public func save(in store: Store) throws {
    try store.setState(Self.key, String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
  }

  /// Takes over the settings files of an imported folder as they are now.
  public mutating func remember(folder: String) {
    folders.removeAll { $0.path == folder }
    let kept = Folder(
      path: folder, canonical: Self.text(folder + "/config.json"), own: Self.text(folder + "/dealtop.yaml"))
    if kept.canonical != nil || kept.own != nil { folders.append(kept) }
  }

  /// Takes over what the user corrected.
  mutating func correct(_ profile: Profile) throws(SettingsIssue) {
    corrections = try SettingsWriter.updating(
      text: corrections ?? "", file: "corrections", process: profile.process.assumed ? nil : profile.process,
      hours: profile.hours.assumed ? nil : profile.hours)
  }

  /// The settings with all that is kept over them, and what is wrong with it.
  public func over(_ base: Settings) -> (settings: Settings, issues: [String]) {
    var (settings, issues) = (base, [String]())
    func read(_ text: String?, _ file: String, _ kind: SettingsKind) {
      guard let text else { return }
      let (new, found) = SettingsReader.read(text: text, file: file, kind: kind, over: settings)
      settings = new
      issues += found.map(\.description)
    }
    for folder in folders {
      read(folder.canonical, folder.path + "/config.json", .canonical)
      read(folder.own, folder.path + "/dealtop.yaml", .folder)
    }
    read(corrections, "corrections", .folder)
    return (settings, issues)
  }

  /// Settings are small; whatever is larger is none.
  private static func text(_ path: String) -> String? {
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    guard let values = try? url.resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey]),
      values.isRegularFile == true, (values.fileSize ?? 0) <= 4_000_000
    else { return nil }
    return try? String(contentsOf: url, encoding: .utf8)
  }
}
