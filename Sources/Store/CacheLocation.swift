/// Where rows, notes and the screen's state are kept: a pure function of the environment and the paths given.
public struct CacheLocation: Sendable, Equatable {
  /// The SQLite file of the rows.
  public var store: String
  /// The SQLite file of notes, marks and the screen's state.
  public var state: String

  /// The places of the durable store: `$XDG_DATA_HOME/dealtop/store.sqlite` (else under `~/.local/share`), or `file`.
  public static func durable(file: String? = nil, environment: [String: String]) -> CacheLocation {
    let store = file ?? dataFolder(environment) + "/store.sqlite"
    let key = file.map { StableHash.hex(["store", $0]) } ?? "store"
    return CacheLocation(store: store, state: stateFolder(environment) + "/\(key).sqlite")
  }

  /// The places of what `open` reads, keyed by the absolute paths in any order. The cache lies beside the store;
  /// it may be lost. Notes and state lie in `$XDG_STATE_HOME/dealtop` (else under `~/.local/state`).
  /// - Parameter storeFile: the file of `--store`, if given.
  public static func opened(
    absolutePaths: [String], storeFile: String? = nil, environment: [String: String]
  ) -> CacheLocation {
    let key = StableHash.hex(Set(absolutePaths.map(trimmed)).sorted())
    let folder = storeFile.map(parent) ?? dataFolder(environment)
    return CacheLocation(store: folder + "/cache/\(key).sqlite", state: stateFolder(environment) + "/\(key).sqlite")
  }

  private static func dataFolder(_ environment: [String: String]) -> String {
    folder(environment, "XDG_DATA_HOME", fallback: "/.local/share")
  }

  private static func stateFolder(_ environment: [String: String]) -> String {
    folder(environment, "XDG_STATE_HOME", fallback: "/.local/state")
  }

  /// A relative value is ignored, as the XDG base directory specification asks.
  private static func folder(_ environment: [String: String], _ name: String, fallback: String) -> String {
    if let value = environment[name], value.hasPrefix("/") { return trimmed(value) + "/dealtop" }
    return trimmed(environment["HOME"] ?? "/tmp") + fallback + "/dealtop"
  }

  private static func trimmed(_ path: String) -> String {
    var path = path[...]
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path == "/" ? "" : String(path)
  }

  private static func parent(_ file: String) -> String {
    guard let slash = file.lastIndex(of: "/") else { return "." }
    return String(file[..<slash])
  }
}
