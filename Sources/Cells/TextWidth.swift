/// On which side text keeps to when it is shorter than its column.
public enum Alignment: Sendable, Hashable { case left, right, center }

/// How many columns text takes on the screen, by a table of our own: what terminals are unsure of (ambiguous width)
/// counts as one column.
public enum TextWidth {
  /// Columns of the whole text as ``Canvas/put(_:x:y:style:width:ellipsis:)`` draws it.
  public static func of(_ text: String) -> Int { measure(text, limit: Int.max) }

  /// Columns of one scalar: 0 for marks and for what is never shown, else 1 or 2.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    guard let value = Sanitizer.shown(scalar), !Sanitizer.isMark(scalar) else { return 0 }
    return ofVisible(value)
  }

  /// The beginning of the text that fits in so many columns; `ellipsis` marks a cut with "…".
  public static func cut(_ text: String, to width: Int, ellipsis: Bool = true, glyphs: GlyphSet = .braille) -> String {
    guard width > 0 else { return "" }
    guard measure(text, limit: width) > width else { return text }
    let tail = ellipsis ? ellipsisText(glyphs, room: width) : ""
    let room = width - tail.unicodeScalars.count
    var result = String.UnicodeScalarView()
    var used = 0
    for glyph in ShownGlyphs(text) {
      guard used + glyph.width <= room else { break }
      used += glyph.width
      if let scalar = Unicode.Scalar(glyph.scalar) { result.append(scalar) }
      if glyph.mark != 0, let mark = Unicode.Scalar(glyph.mark) { result.append(mark) }
    }
    return String(result) + tail
  }

  /// Exactly so many columns: cut if too long, filled with spaces if too short.
  public static func pad(
    _ text: String, to width: Int, _ alignment: Alignment = .left, glyphs: GlyphSet = .braille
  ) -> String {
    let short = cut(text, to: width, glyphs: glyphs)
    let gap = max(0, width - of(short))
    let left = alignment == .left ? 0 : alignment == .right ? gap : gap / 2
    return String(repeating: " ", count: left) + short + String(repeating: " ", count: gap - left)
  }

  /// What marks a cut; empty where there is no room for it beside a letter.
  static func ellipsisText(_ glyphs: GlyphSet, room: Int) -> String {
    let text = Glyph.ellipsis.text(in: glyphs)
    return text.unicodeScalars.count < room ? text : ""
  }

  /// Width of a scalar that is known to be shown and to be no mark.
  static func ofVisible(_ value: UInt32) -> Int {
    if Sanitizer.isPlain(value) { return 1 }
    return WideTable.contains(value) ? 2 : 1
  }

  /// Columns, counted no further than just beyond the limit.
  static func measure(_ text: String, limit: Int) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    var used = 0
    for glyph in ShownGlyphs(text) {
      used += glyph.width
      if used > limit { break }
    }
    return used
  }
}
