import Cells

/// What the user may set about the terminal.
public struct TerminalOptions: Sendable, Equatable {
  /// The colours to use.
  public enum ColorMode: String, Sendable, CaseIterable {
    /// What the environment says, `NO_COLOR` included.
    case auto
    case truecolor
    case indexed = "256"
    case sixteen = "16"
    case mono
  }

  /// The colours to use.
  public var colorMode: ColorMode
  /// Whether the mouse is reported from the start.
  public var mouse: Bool
  /// How long to wait, in milliseconds, for what may follow an Esc; longer for slow links.
  public var escDelay: Int
  /// The glyphs the user insists on; nil: what the terminal can show.
  public var glyphs: GlyphSet?
  /// A file for what is written to standard error meanwhile; nil: it is printed after the screen is closed.
  public var errorLog: String?
  /// How the terminal is asked to draw the eye of somebody who looks elsewhere.
  public var notice: TerminalNotice
  /// Whether the terminal is asked if its background is dark, which it may answer with an event.
  public var asksBackground: Bool

  /// The defaults, but for what is given.
  public init(
    colorMode: ColorMode = .auto, mouse: Bool = true, escDelay: Int = 20, glyphs: GlyphSet? = nil,
    errorLog: String? = nil, notice: TerminalNotice = .off, asksBackground: Bool = false
  ) {
    self.asksBackground = asksBackground
    self.colorMode = colorMode
    self.mouse = mouse
    self.escDelay = escDelay
    self.glyphs = glyphs
    self.errorLog = errorLog
    self.notice = notice
  }
}
