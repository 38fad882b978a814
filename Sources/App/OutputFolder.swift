import Foundation
import Synchronization

/// A folder that a set of files is written to. Files of the same names are replaced.
final class OutputFolder {
  private let folder: URL
  private var handles: [String: FileHandle] = [:]

  /// Makes the folder if it is missing.
  init(path: String) throws {
    folder = URL(fileURLWithPath: path, isDirectory: true)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      throw Complaint("cannot make the folder \(path): check the path and its permissions")
    }
  }

  /// Appends bytes to a file of the folder; the first piece replaces what was there.
  func append(_ file: String, _ bytes: [UInt8]) throws {
    do {
      try handle(of: file).write(contentsOf: Data(bytes))
    } catch {
      throw Complaint("cannot write \(folder.appendingPathComponent(file).path): check the path and its permissions")
    }
  }

  private func handle(of file: String) throws -> FileHandle {
    if let open = handles[file] { return open }
    let url = folder.appendingPathComponent(file)
    try Data().write(to: url)
    let handle = try FileHandle(forWritingTo: url)
    handles[file] = handle
    return handle
  }
}
