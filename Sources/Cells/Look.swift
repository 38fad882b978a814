/// What every drawing function gets: the theme and the glyphs that may be used.
public struct Look: Sendable, Equatable {
  /// The style of each role.
  public var theme: Theme
  /// The glyphs that may be used.
  public var glyphs: GlyphSet

  /// A theme in the glyphs that may be used.
  public init(theme: Theme, glyphs: GlyphSet) {
    self.theme = theme
    self.glyphs = glyphs
  }

  /// The style of a role.
  public subscript(role: Role) -> Style { theme[role] }

  /// A sign in the glyphs that may be used: `mark(.critical)` is "■", or "#" in ASCII.
  public func mark(_ glyph: Glyph) -> String { glyph.text(in: glyphs) }

  /// The scalar of a sign of one column.
  func scalar(_ glyph: Glyph) -> UInt32 { glyph.scalar(in: glyphs) }
}
