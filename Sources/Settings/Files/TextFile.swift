import Foundation

/// A small text file, read with care: it may come with data from anywhere.
enum TextFile {
  case text(String)
  case absent
  case failed(SettingsIssue)

  /// Settings and themes are never larger.
  private static let limit = 4_000_000

  /// Replaces a file, or makes it: all of it or, if anything fails, nothing. A link stays a link: what it
  /// points to is replaced, and may be read and written by whom it was before.
  static func replace(_ path: String, by text: String) throws(SettingsIssue) {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let temporary = target.deletingLastPathComponent().appendingPathComponent(".\(target.lastPathComponent).new")
    let files = FileManager.default
    do {
      try Data(text.utf8).write(to: temporary)
      let old = try? files.attributesOfItem(atPath: target.path)
      if let permissions = old?[.posixPermissions] {
        try files.setAttributes([.posixPermissions: permissions], ofItemAtPath: temporary.path)
      }
      guard rename(temporary.path, target.path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    } catch {
      try? files.removeItem(at: temporary)
      throw SettingsIssue(file: path, message: "cannot be written", hint: "may you write to this folder?")
    }
  }

  static func read(_ path: String) -> TextFile {
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: resolved) else { return .absent }
    guard attributes[.type] as? FileAttributeType == .typeRegular else {
      return .failed(SettingsIssue(file: path, message: "is not a file"))
    }
    guard (attributes[.size] as? Int ?? 0) <= limit else {
      return .failed(SettingsIssue(file: path, message: "is too large for a settings file"))
    }
    guard let data = FileManager.default.contents(atPath: resolved) else {
      return .failed(SettingsIssue(file: path, message: "cannot be read", hint: "may you read it?"))
    }
    guard let text = String(data: data, encoding: .utf8) else {
      return .failed(SettingsIssue(file: path, message: "is not UTF-8 text", hint: "save it as UTF-8"))
    }
    return .text(text)
  }
}
