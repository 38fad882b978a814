/// A colour as a theme says it; the terminal shows the nearest that it can.
public enum Color: Hashable, Sendable {
  /// Whatever the terminal's own foreground or background is.
  case standard
  /// One of the terminal's 16 colours, 0 to 15.
  case ansi(UInt8)
  case rgb(UInt8, UInt8, UInt8)

  /// A number of 26 bits that no other colour has.
  fileprivate var code: UInt32 {
    switch self {
    case .standard: 0
    case .ansi(let index): 1 << 24 | UInt32(index)
    case .rgb(let red, let green, let blue): 2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }
  }
}

/// Bold and the like.
public struct Attributes: OptionSet, Hashable, Sendable {
  /// The set as bits.
  public let rawValue: UInt8
  /// A set from bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Heavier strokes.
  public static let bold = Attributes(rawValue: 1)
  /// Fainter strokes.
  public static let dim = Attributes(rawValue: 2)
  /// A line below.
  public static let underline = Attributes(rawValue: 4)
  /// Foreground and background swapped.
  public static let reverse = Attributes(rawValue: 8)
  /// Slanted.
  public static let italic = Attributes(rawValue: 16)
}

/// How a cell looks.
public struct Style: Hashable, Sendable {
  /// Colour of the glyph.
  public var foreground: Color
  /// Colour behind it.
  public var background: Color
  /// Bold and the like.
  public var attributes: Attributes
  /// A style; the default is the terminal's own.
  public init(foreground: Color = .standard, background: Color = .standard, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// All in one number: tables of looks are asked for every stretch of the screen.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(UInt64(foreground.code) << 34 | UInt64(background.code) << 8 | UInt64(attributes.rawValue))
  }

  /// The same with these attributes added.
  public func adding(_ more: Attributes) -> Style {
    Style(foreground: foreground, background: background, attributes: attributes.union(more))
  }

  /// The same on another background.
  public func on(_ color: Color) -> Style { Style(foreground: foreground, background: color, attributes: attributes) }

  /// The same as a part of a bar: on its background, and turned around where that is all that makes the bar.
  public func within(_ bar: Style) -> Style { on(bar.background).adding(bar.attributes.intersection(.reverse)) }
}

/// What a piece of the screen means; a theme gives each a look.
public enum Role: String, CaseIterable, Sendable {
  /// Ordinary text on the ordinary background.
  case text
  /// Units, limits, "was": present but quiet.
  case dim
  /// The figure that matters in its line.
  case strong
  /// The figure that is beyond its limit.
  case breaching
  /// Panel titles.
  case title
  case border
  /// The border of the selected panel.
  case focus
  /// The bar on top and the bar of keys below.
  case header, footer
  /// A key in the footer, in help and in "do next".
  case key
  /// The selected row.
  case selection
  /// A marked row.
  case mark
  /// The green ●, amber ▲, red ■, hollow ○, dotted ◌, blue ◆.
  case ok, warning, critical, noData, pending, seen
  /// Bars below and beyond the limit.
  case bar, barPast
  /// Chart lines: the main one, the second, the limit, the axis.
  case series, second, limit, axis
  /// The clear band that says "as of then", and error text.
  case band, error
  /// What a search found.
  case match
}

/// A look for every role, and whether it is meant for a dark background.
public struct Theme: Sendable, Equatable {
  /// As the picker lists it.
  public var name: String
  /// True if it is meant for a dark background.
  public var isDark: Bool
  /// The style of each role it names.
  public var styles: [Role: Style]

  /// A theme.
  public init(name: String, isDark: Bool, styles: [Role: Style]) {
    self.name = name
    self.isDark = isDark
    self.styles = styles
  }

  /// The style of a role; roles a theme leaves out look like text.
  public subscript(role: Role) -> Style { styles[role] ?? styles[.text] ?? Style() }
}

/// Which glyphs may be drawn.
public enum GlyphSet: String, Sendable, CaseIterable {
  /// Braille charts, box lines, all marks.
  case braille
  /// Eighth blocks instead of braille.
  case block
  /// Nothing but ASCII.
  case ascii
}
