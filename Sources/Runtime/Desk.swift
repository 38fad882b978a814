import Cells
import Dashboard
import Foundation
import Settings
import World

/// Small errands outside: exported files and theme files.
public struct Desk: Sendable {
  /// Folder that exports go to: the working directory.
  public var folder: String
  /// Reads all themes that can be found.
  public var themes: @Sendable () -> [Theme]

  public init(folder: String, themes: @escaping @Sendable () -> [Theme]) {
    self.folder = folder
    self.themes = themes
  }

  /// Writes a file that was not there before and says where, or why not.
  func export(name: String, text: String) -> Message {
    let safe = name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" }
    let path = unused(folder + "/" + String(safe))
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
      return .told("written to \(path)")
    } catch {
      return .failed("cannot write \(path): \(error.localizedDescription)")
    }
  }

  /// The path, with a number before its ending where the file exists already.
  private func unused(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    let (stem, ending) = (url.deletingPathExtension().path, url.pathExtension)
    var candidate = path
    var number = 2
    while FileManager.default.fileExists(atPath: candidate) {
      candidate = "\(stem)-\(number).\(ending)"
      number += 1
    }
    return candidate
  }
}
