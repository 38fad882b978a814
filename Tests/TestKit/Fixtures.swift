import Foundation

/// Files that tests read.
public enum Fixtures {
  /// `Tests/Fixtures` of this checkout.
  public static var folder: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")
  }
}
