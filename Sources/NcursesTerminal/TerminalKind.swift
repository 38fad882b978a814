import Cells

/// What the environment says about the terminal: which descriptions to try, how many colours, which glyphs.
struct TerminalKind: Equatable {
  /// `TERM`.
  let name: String
  /// Descriptions in the terminal database, best first.
  let candidates: [String]
  /// The most colours to use.
  let mostColors: ColorDepth
  /// True for terminals that understand, or at least ignore, the private modes of xterm.
  let isModern: Bool
  /// Running inside tmux, or GNU screen.
  let multiplexer: Multiplexer?
  /// The locale of the user's characters, "C" if none is set.
  let locale: String
  /// True if its name says UTF-8.
  var saysUTF8: Bool { ["utf-8", "utf8"].contains { locale.lowercased().hasSuffix($0) } }
  /// True for terminals that are known to show ASCII only, whatever the locale says.
  var isPlain: Bool { !isModern && (name.isEmpty || ["vt", "dumb", "ansi"].contains { name.hasPrefix($0) }) }

  enum Multiplexer: Equatable { case tmux, screen }

  init(environment: [String: String], colorMode: TerminalOptions.ColorMode) {
    let name = environment["TERM"] ?? ""
    self.name = name
    multiplexer = Self.multiplexer(environment, name)
    isModern = Self.modernPrefixes.contains { name.hasPrefix($0) }
    mostColors = Self.mostColors(environment, colorMode)
    let wantsDirect =
      colorMode == .truecolor
      || colorMode == .auto && isModern && multiplexer != .screen
        && ["truecolor", "24bit"].contains(environment["COLORTERM"] ?? "")
    candidates =
      (wantsDirect && mostColors == .direct ? Self.directNames(name, multiplexer) : [])
      + (name.isEmpty ? [] : [name]) + (isModern ? Self.fallbackNames(multiplexer) : [])
    locale = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
  }

  /// The glyphs that the terminal can be trusted with.
  func glyphs(isUTF8: Bool) -> GlyphSet {
    if !isUTF8 || isPlain { return .ascii }
    return name.hasPrefix("linux") ? .block : .braille
  }

  private static let modernPrefixes = [
    "xterm", "tmux", "screen", "rxvt", "alacritty", "foot", "kitty", "wezterm", "st-", "vte", "konsole", "iterm",
    "mintty", "ghostty", "contour", "putty", "gnome", "mlterm", "nsterm", "rio",
  ]

  private static func multiplexer(_ environment: [String: String], _ name: String) -> Multiplexer? {
    if environment["TMUX"].map({ !$0.isEmpty }) ?? name.hasPrefix("tmux") { return .tmux }
    return name.hasPrefix("screen") ? .screen : nil
  }

  private static func mostColors(_ environment: [String: String], _ mode: TerminalOptions.ColorMode) -> ColorDepth {
    switch mode {
    case .mono: .mono
    case .sixteen: .sixteen
    case .indexed: .indexed
    case .truecolor: .direct
    case .auto: (environment["NO_COLOR"] ?? "").isEmpty ? .direct : .mono
    }
  }

  /// Only these descriptions make ncurses send 24-bit colours. The first writes them with semicolons, which more
  /// terminals understand than the colons of the last, and is else the same as xterm-256color.
  private static func directNames(_ name: String, _ multiplexer: Multiplexer?) -> [String] {
    if name.hasSuffix("-direct") { return [name] }
    return multiplexer == .tmux ? ["tmux-direct"] : ["alacritty-direct", "vte-direct", "xterm-direct"]
  }

  private static func fallbackNames(_ multiplexer: Multiplexer?) -> [String] {
    multiplexer == nil ? ["xterm-256color", "xterm"] : ["screen-256color", "screen"]
  }
}
