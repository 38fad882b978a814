import Cells
import Foundation
import World

/// Standard output and standard error, written whole.
enum Output {
  /// Writes text and a line end to standard output, as it is.
  static func document(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  /// Writes a line of text that may hold words from outside, safe for any terminal.
  static func line(_ text: String) { document(safe(text)) }

  /// Writes lines of text that may hold words from outside, safe for any terminal.
  static func lines(_ lines: [String]) {
    if !lines.isEmpty { document(lines.map(safe).joined(separator: "\n")) }
  }

  /// Writes one line to standard error.
  static func complain(_ text: String) { write("dealtop: \(safe(text))\n", to: STDERR_FILENO) }

  /// Writes lines to standard error.
  static func explain(_ text: String) {
    write(
      text.split(separator: "\n", omittingEmptySubsequences: false).map { safe(String($0)) + "\n" }.joined(),
      to: STDERR_FILENO)
  }

  /// Writes over the last line of standard error, on a terminal.
  static func overwrite(_ text: String) { write("\r\u{1B}[K\(safe(text))", to: STDERR_FILENO) }

  /// Without control characters, and in ASCII where the locale has nothing else.
  private static func safe(_ text: String) -> String {
    let clean = Sanitizer.clean(text)
    return World.live.isUTF8 ? clean : ASCIILookalike.folding(clean)
  }

  /// A reader that has gone away, as `head` does, is no mistake; a full disk is.
  private static func write(_ text: String, to file: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if count > 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR, errno != EAGAIN {
        let isGone = errno == EPIPE
        if file == STDOUT_FILENO, !isGone { complain("cannot write: \(String(cString: strerror(errno)))") }
        exit(isGone ? 128 + SIGPIPE : 1)
      }
    }
  }
}
