/// Something wrong in a settings, mapping or theme file, and where.
///
/// A bad entry never stops the others: it is left out, named here, and the rest goes on.
public struct SettingsIssue: Error, Sendable, Equatable, CustomStringConvertible {
  /// Whether what was written is lost.
  public enum Severity: String, Sendable, Codable {
    /// The entry was left out.
    case error
    /// The entry was taken or has no effect; it may not be what was meant.
    case warning
  }

  /// Whether what was written is lost.
  public var severity: Severity
  /// Path of the file as it was given.
  public var file: String
  /// 1-based; 0 if the file as a whole is meant.
  public var line: Int
  /// 1-based, in characters; 0 if the file as a whole is meant.
  public var column: Int
  /// One line for the screen: what is wrong.
  public var message: String
  /// What to write instead; may be empty.
  public var hint: String

  /// An issue at a place of a file.
  public init(
    severity: Severity = .error, file: String, line: Int = 0, column: Int = 0, message: String, hint: String = ""
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.hint = hint
  }

  /// `file:line:column: message (hint)`.
  public var description: String {
    let place = line > 0 ? "\(file):\(line):\(column)" : file
    return "\(place): \(severity == .warning ? "warning: " : "")\(message)\(hint.isEmpty ? "" : " (\(hint))")"
  }
}
