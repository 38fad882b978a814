import CNCurses
import Cells

/// A style as ncurses wants it.
struct Ink {
  var attributes: attr_t
  var pair: Int32
}

/// Hands out colour pairs, each made once. ncurses has a fixed number of them, few on some terminals.
struct ColorPairs {
  let palette: Palette
  /// True once a pair was refused: all must be forgotten before the next frame.
  private(set) var isExhausted = false
  private let limit: Int32
  private var pairs: [Int64: Int32] = [:]
  private var inks: [Style: Ink] = [:]
  private var last: (style: Style, ink: Ink) = (Style(), Ink(attributes: 0, pair: 0))

  init(palette: Palette, limit: Int32) {
    self.palette = palette
    self.limit = limit
    last.ink = make(last.style)
  }

  /// The ink for a style.
  mutating func ink(_ style: Style) -> Ink {
    if style == last.style { return last.ink }
    let ink = inks[style] ?? make(style)
    inks[style] = ink
    last = (style, ink)
    return ink
  }

  /// Forgets all pairs. What is on the glass must be drawn anew afterwards.
  mutating func reset() {
    reset_color_pairs()
    self = ColorPairs(palette: palette, limit: limit)
  }

  private mutating func make(_ style: Style) -> Ink {
    var attributes: attr_t = 0
    if style.attributes.contains(.bold) { attributes |= nc_bold() }
    if style.attributes.contains(.underline) { attributes |= nc_underline() }
    if style.attributes.contains(.reverse) { attributes |= nc_reverse() }
    guard palette.depth > .mono else { return Ink(attributes: attributes, pair: 0) }
    if style.attributes.contains(.dim) { attributes |= nc_dim() }
    if style.attributes.contains(.italic) { attributes |= nc_italic() }
    // Eight colours have their bright half as bold.
    if palette.depth == .eight, case .ansi(let index) = style.foreground, index > 7 { attributes |= nc_bold() }
    let numbers = palette.numbers(style)
    return Ink(attributes: attributes, pair: pair(numbers.foreground, numbers.background))
  }

  private mutating func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
    if foreground == -1, background == -1 { return 0 }
    let key = Int64(foreground) << 32 | Int64(UInt32(bitPattern: background))
    if let known = pairs[key] { return known }
    let next = Int32(pairs.count + 1)
    guard next < limit, init_extended_pair(next, foreground, background) == OK else {
      isExhausted = true
      return 0
    }
    pairs[key] = next
    return next
  }
}
