import Foundation

/// A folder of its own for one test, with an environment that keeps the program out of the user's folders.
/// It vanishes with the value.
public final class Sandbox: Sendable {
  /// The folder.
  public let folder: URL

  /// Makes the folder below the system's temporary one.
  public init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("dealtop-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a name in the folder.
  public func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Writes a text file and returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    let url = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  /// The text of a file in the folder; empty if there is none.
  public func text(_ name: String) -> String { (try? String(contentsOfFile: path(name), encoding: .utf8)) ?? "" }

  /// Variables for programs under test: every XDG folder in here, a terminal of 256 colours, UTF-8.
  public var environment: [String: String] {
    [
      "HOME": path("home"), "XDG_DATA_HOME": path("data"), "XDG_CONFIG_HOME": path("config"),
      "XDG_STATE_HOME": path("state"), "XDG_CACHE_HOME": path("cache"), "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    ]
  }
}
