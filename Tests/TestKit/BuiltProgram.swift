import Foundation

/// The executable that was built with these tests.
public enum BuiltProgram {
  /// Its path; nil where it was not built, as in a package of only some targets.
  public static let path: String? = {
    let arguments = ProcessInfo.processInfo.arguments.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folders = [
      Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent(), arguments,
      repository.appendingPathComponent(".build/debug"),
    ]
    return folders.compactMap { $0?.appendingPathComponent("dealtop").path }
      .first { isProgram($0) }
  }()

  private static func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && FileManager.default.isExecutableFile(atPath: path)
  }

  /// Runs it without a terminal.
  public static func run(_ arguments: [String], environment: [String: String]) throws -> ProgramRun {
    guard let path else { throw ProgramRun.Missing() }
    return try ProgramRun(path, arguments, environment: environment)
  }
}
