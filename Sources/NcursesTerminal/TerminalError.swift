/// Why there can be no dashboard on this terminal.
public enum TerminalError: Error, Sendable, Equatable {
  /// Standard output is a file or a pipe.
  case notATerminal
  /// Neither `TERM` nor anything like it is in the system's terminal database.
  case unknownTerminal(String)
  /// The terminal cannot place its cursor.
  case notCapable(String)
  /// The system refused; its error number.
  case system(Int32)

  /// What is wrong, in one line.
  public var summary: String {
    switch self {
    case .notATerminal: "standard output is not a terminal"
    case .unknownTerminal(let name): "the system does not know the terminal \"\(name)\""
    case .notCapable(let name): "the terminal \"\(name)\" cannot place its cursor"
    case .system(let number): "the terminal could not be set up (error \(number))"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch self {
    case .notATerminal: "run it in a terminal, or print the overview with --once"
    case .unknownTerminal: "set TERM to xterm-256color, or install the package ncurses-term"
    case .notCapable: "set TERM to what the terminal really is, or print the overview with --once"
    case .system: "try another terminal, or print the overview with --once"
    }
  }
}
