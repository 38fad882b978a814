import Foundation
import Testing

/// Compares text with a file kept beside the tests; `SNAPSHOTS=record` writes the files anew.
public enum Golden {
  /// Expects `text` to equal `Snapshots/<name>.txt` next to the test file.
  public static func expect(
    _ text: String, _ name: String, file: String = #filePath, at location: SourceLocation = #_sourceLocation
  ) {
    let url = URL(filePath: file).deletingLastPathComponent().appending(path: "Snapshots/\(name).txt")
    if ProcessInfo.processInfo.environment["SNAPSHOTS"] == "record" {
      record(text, url, at: location)
      return
    }
    guard let kept = try? String(contentsOf: url, encoding: .utf8) else {
      Issue.record("no golden file \(name).txt: run the tests with SNAPSHOTS=record", sourceLocation: location)
      return
    }
    if let difference = firstDifference(kept, text + "\n") {
      Issue.record("\(name) differs from its golden file\n\(difference)", sourceLocation: location)
    }
  }

  private static func record(_ text: String, _ url: URL, at location: SourceLocation) {
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try (text + "\n").write(to: url, atomically: true, encoding: .utf8)
    } catch {
      Issue.record("cannot write \(url.lastPathComponent): \(error)", sourceLocation: location)
    }
  }

  /// The first line that differs, as it was and as it is; nil if none does.
  static func firstDifference(_ kept: String, _ text: String) -> String? {
    let old = kept.split(separator: "\n", omittingEmptySubsequences: false)
    let new = text.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(old.count, new.count) {
      let before = index < old.count ? old[index] : "(no line)"
      let after = index < new.count ? new[index] : "(no line)"
      if before != after { return "line \(index + 1)\n  kept: \(before)\n  now:  \(after)" }
    }
    return nil
  }
}
