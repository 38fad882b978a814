import Cells

/// Turns the colours of a theme into the numbers of a terminal.
struct Palette {
  let depth: ColorDepth
  /// True if -1 stands for the terminal's own colours.
  let hasDefaults: Bool

  /// The number for a colour.
  func number(_ color: Color, isBackground: Bool) -> Int32 {
    switch color {
    case .standard: hasDefaults ? -1 : isBackground ? 0 : 7
    case .ansi(let index): ansi(Int(index) & 15)
    case .rgb(let red, let green, let blue): number(RGB(red, green, blue))
    }
  }

  /// Both numbers of a style. Where few colours would make text vanish in its background, the text turns black or white.
  func numbers(_ style: Style) -> (foreground: Int32, background: Int32) {
    let foreground = number(style.foreground, isBackground: false)
    let background = number(style.background, isBackground: true)
    guard depth <= .sixteen, foreground == background, style.foreground != style.background, background >= 0
    else { return (foreground, background) }
    let isDark = RGB.xterm[Int(background) & 15].brightness < 128
    return (isDark ? 7 : 0, background)
  }

  private func ansi(_ index: Int) -> Int32 {
    switch depth {
    case .mono, .eight: Int32(index & 7)
    case .sixteen, .indexed: Int32(index)
    // Direct colours have numbers for the first eight only.
    case .direct: index < 8 ? Int32(index) : RGB.xterm[index].direct
    }
  }

  private func number(_ color: RGB) -> Int32 {
    switch depth {
    case .direct: return color.direct
    case .indexed: return Int32(color.indexed)
    case .mono, .eight, .sixteen:
      let all = depth == .sixteen ? RGB.xterm[...] : RGB.xterm[..<8]
      return Int32(all.indices.min { RGB.xterm[$0].distance(to: color) < RGB.xterm[$1].distance(to: color) } ?? 7)
    }
  }
}

extension RGB {
  /// As one number; 0 to 7 would mean the terminal's own colours, so that they become the nearest that does not.
  var direct: Int32 { Int32(max(8, red << 16 | green << 8 | blue)) }
}
