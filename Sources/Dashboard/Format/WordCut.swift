import Cells

/// Cuts text at the end of a word: half a word reads like a mistake.
enum WordCut {
  /// The words that fit with a mark for those that do not; where not even the first does, as much of it as fits.
  static func cut(_ text: String, to width: Int, glyphs: GlyphSet) -> String {
    guard TextWidth.of(text) > width else { return text }
    let whole = TextWidth.cut(text, to: width, glyphs: glyphs)
    let mark = Glyph.ellipsis.text(in: glyphs)
    guard whole.hasSuffix(mark) else { return whole }
    let kept = whole.dropLast(mark.count)
    let endsWord = text.dropFirst(kept.count).first.map { " ,;:".contains($0) } ?? false
    guard let end = endsWord ? kept.endIndex : kept.lastIndex(of: " ") else { return whole }
    let words = String(kept[..<end].reversed().drop { " ,;:(".contains($0) }.reversed())
    return words.isEmpty ? whole : words + mark
  }
}
