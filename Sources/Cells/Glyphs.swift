/// Every special sign that the screens use, with its look in Unicode and in ASCII: the one table of both.
public enum Glyph: String, CaseIterable, Sendable {
  // States. A word always stands beside them.
  case ok, warning, critical, noData, pending, seen, few
  // Directions of a comparison.
  case rising, falling, level
  // Sorting.
  case ascending, descending
  // Text.
  case ellipsis, separator, crumb, selected, marked, dash, minus, times, more, less, about, event, changed
  // Charts.
  case dashed, axisLeft, axisTick, axisCorner, axisEnd, axisLine, crosshair, point
  // Frames.
  case horizontal, vertical, topLeft, topRight, bottomLeft, bottomRight, teeLeft, teeRight, teeTop, teeBottom, cross
  // Bars and scroll bars.
  case full, track, thumb, barStart, barEnd, expected, bracketTop, bracketBottom

  /// How it is drawn. One column each, but "..." and the like where ASCII needs more.
  public func text(in glyphs: GlyphSet) -> String { glyphs == .ascii ? look.ascii : look.unicode }

  /// Its first scalar, for single cells.
  func scalar(in glyphs: GlyphSet) -> UInt32 { text(in: glyphs).unicodeScalars.first?.value ?? 0x20 }

  private var look: (unicode: String, ascii: String) {
    switch self {
    case .ok, .warning, .critical, .noData, .pending, .seen, .few: stateLook
    case .rising, .falling, .level, .ascending, .descending: directionLook
    case .ellipsis, .separator, .crumb, .selected, .marked, .dash, .minus, .times, .more, .less, .about: textLook
    case .event, .changed: textLook
    case .dashed, .axisLeft, .axisTick, .axisCorner, .axisEnd, .axisLine, .crosshair, .point: chartLook
    case .full, .track, .thumb, .barStart, .barEnd, .expected, .bracketTop, .bracketBottom: barLook
    default: frameLook
    }
  }

  private var stateLook: (unicode: String, ascii: String) {
    switch self {
    case .ok: ("●", "o")
    case .warning: ("▲", "!")
    case .critical: ("■", "#")
    case .noData: ("○", "-")
    case .pending: ("◌", "~")
    case .seen: ("◆", "*")
    default: ("·", ".")
    }
  }

  private var directionLook: (unicode: String, ascii: String) {
    switch self {
    case .rising, .ascending: ("▲", "^")
    case .falling, .descending: ("▼", "v")
    default: ("▬", "=")
    }
  }

  private var textLook: (unicode: String, ascii: String) {
    switch self {
    case .ellipsis: ("…", "..")
    case .separator: ("·", "|")
    case .crumb, .selected: ("▸", ">")
    case .marked: ("✓", "*")
    case .dash: ("–", "-")
    case .minus: ("−", "-")
    case .times: ("×", "x")
    case .more: ("≥", ">=")
    case .less: ("≤", "<=")
    case .about: ("≈", "~")
    case .changed: ("Δ", "%")
    default: ("▼", "v")
    }
  }

  private var chartLook: (unicode: String, ascii: String) {
    switch self {
    case .dashed: ("╌", "-")
    case .axisLeft: ("│", "|")
    case .axisTick: ("┤", "+")
    case .axisCorner: ("└", "+")
    case .axisEnd: ("┘", "+")
    case .axisLine: ("─", "-")
    case .crosshair: ("│", "|")
    default: ("●", "*")
    }
  }

  private var barLook: (unicode: String, ascii: String) {
    switch self {
    case .full, .thumb: ("█", "#")
    case .track: ("│", "|")
    case .barStart: ("▕", "[")
    case .barEnd: ("▏", "]")
    case .expected: ("┃", "|")
    case .bracketTop: ("┐", "\\")
    default: ("┘", "/")
    }
  }

  private var frameLook: (unicode: String, ascii: String) {
    switch self {
    case .horizontal: ("─", "-")
    case .vertical: ("│", "|")
    case .topLeft: ("┌", "+")
    case .topRight: ("┐", "+")
    case .bottomLeft: ("└", "+")
    case .bottomRight: ("┘", "+")
    case .teeLeft: ("├", "+")
    case .teeRight: ("┤", "+")
    case .teeTop: ("┬", "+")
    case .teeBottom: ("┴", "+")
    default: ("┼", "+")
    }
  }
}

/// Eighth blocks and braille, and what ASCII has instead.
enum Blocks {
  /// A column filled to so many eighths from below (0...8).
  static func vertical(_ eighths: Int, _ glyphs: GlyphSet) -> UInt32 {
    let filled = min(8, max(0, eighths))
    if glyphs == .ascii { return filled == 0 ? 0x20 : filled < 4 ? 0x2E : filled < 7 ? 0x3A : 0x23 }
    return filled == 0 ? 0x20 : 0x2580 + UInt32(filled)
  }

  /// A cell filled to so many eighths from the left (0...8).
  static func horizontal(_ eighths: Int, _ glyphs: GlyphSet) -> UInt32 {
    let filled = min(8, max(0, eighths))
    if glyphs == .ascii { return filled >= 4 ? 0x23 : 0x20 }
    return filled == 0 ? 0x20 : 0x2590 - UInt32(filled)
  }
}
