import Foundation

/// Standard output and standard error, written whole.
enum Output {
  /// Writes text and a line end to standard output.
  static func line(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

  /// Writes text and a line end to standard error.
  static func complain(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
