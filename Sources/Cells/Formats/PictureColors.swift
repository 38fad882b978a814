/// What the terminal's own colours look like in a picture, where there is no terminal to ask.
public struct PictureColors: Sendable, Equatable {
  /// The terminal's own foreground.
  public var foreground: RGB
  /// The terminal's own background.
  public var background: RGB
  /// The terminal's 16 colours.
  public var sixteen: [RGB]

  /// Those of an ordinary dark terminal, or of a light one.
  public static func usual(isDark: Bool) -> PictureColors { isDark ? dark : light }

  private static let dark = PictureColors(
    foreground: RGB(0xD4, 0xD4, 0xD4), background: RGB(0x1B, 0x1D, 0x20),
    sixteen: [
      RGB(0x1B, 0x1D, 0x20), RGB(0xE0, 0x6C, 0x66), RGB(0x7F, 0xB8, 0x6A), RGB(0xD9, 0xA9, 0x4A),
      RGB(0x6C, 0x9E, 0xE0), RGB(0xC5, 0x86, 0xD0), RGB(0x5F, 0xB8, 0xBF), RGB(0xD4, 0xD4, 0xD4),
      RGB(0x80, 0x86, 0x8F), RGB(0xFF, 0x8A, 0x82), RGB(0x98, 0xD6, 0x80), RGB(0xF2, 0xC5, 0x60),
      RGB(0x8C, 0xB8, 0xF8), RGB(0xE0, 0xA3, 0xEA), RGB(0x79, 0xD6, 0xDE), RGB(0xFF, 0xFF, 0xFF),
    ])

  private static let light = PictureColors(
    foreground: RGB(0x2A, 0x2C, 0x30), background: RGB(0xFF, 0xFF, 0xFF),
    sixteen: [
      RGB(0x2A, 0x2C, 0x30), RGB(0xB3, 0x26, 0x1E), RGB(0x2A, 0x7A, 0x2F), RGB(0x8A, 0x5C, 0x00),
      RGB(0x1F, 0x5F, 0xB8), RGB(0x8B, 0x2F, 0x97), RGB(0x0F, 0x6F, 0x78), RGB(0xD6, 0xD6, 0xD6),
      RGB(0x6A, 0x70, 0x78), RGB(0xC9, 0x3A, 0x32), RGB(0x2F, 0x85, 0x36), RGB(0x8F, 0x66, 0x00),
      RGB(0x2A, 0x6F, 0xD0), RGB(0x9F, 0x3F, 0xAB), RGB(0x14, 0x7C, 0x86), RGB(0xFF, 0xFF, 0xFF),
    ])

  /// What a style looks like: the glyph, what is behind it. Faint glyphs are nearer to their background.
  func inks(_ style: Style) -> (glyph: RGB, ground: RGB) {
    var glyph = look(style.foreground, otherwise: foreground)
    var ground = look(style.background, otherwise: background)
    if style.attributes.contains(.reverse) { swap(&glyph, &ground) }
    if style.attributes.contains(.dim) { glyph = glyph.mixed(with: ground, 0.35) }
    return (glyph, ground)
  }

  private func look(_ color: Color, otherwise: RGB) -> RGB {
    if case .ansi(let index) = color { return sixteen[Int(index) & 15] }
    return color.rgb ?? otherwise
  }
}
