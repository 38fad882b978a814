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
    let isDark = Self.xterm[Int(background) & 15].brightness < 128
    return (isDark ? 7 : 0, background)
  }

  private func ansi(_ index: Int) -> Int32 {
    switch depth {
    case .mono, .eight: Int32(index & 7)
    case .sixteen, .indexed: Int32(index)
    // Direct colours have numbers for the first eight only.
    case .direct: index < 8 ? Int32(index) : Self.xterm[index].direct
    }
  }

  private func number(_ color: RGB) -> Int32 {
    switch depth {
    case .direct: return color.direct
    case .indexed: return Self.indexed(color)
    case .mono, .eight, .sixteen:
      let all = depth == .sixteen ? Self.xterm[...] : Self.xterm[..<8]
      return Int32(all.indices.min { Self.xterm[$0].distance(to: color) < Self.xterm[$1].distance(to: color) } ?? 7)
    }
  }

  /// The nearest of the colour cube and the greys; the first 16 are the user's own and may be anything.
  static func indexed(_ color: RGB) -> Int32 {
    func step(_ part: Int) -> Int { part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40 }
    let steps = (step(color.red), step(color.green), step(color.blue))
    let levels = [0, 95, 135, 175, 215, 255]
    let cube = RGB(levels[steps.0], levels[steps.1], levels[steps.2])
    let mean = (color.red + color.green + color.blue) / 3
    let greyStep = min(23, max(0, (mean - 3) / 10))
    let level = 8 + 10 * greyStep
    let grey = RGB(level, level, level)
    if grey.distance(to: color) < cube.distance(to: color) { return Int32(232 + greyStep) }
    return Int32(16 + 36 * steps.0 + 6 * steps.1 + steps.2)
  }

  /// What xterm shows for the first 16.
  static let xterm: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0), RGB(0, 0, 238), RGB(205, 0, 205),
    RGB(0, 205, 205), RGB(229, 229, 229), RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]
}

/// Red, green and blue, 0 to 255.
struct RGB: Equatable {
  let red: Int
  let green: Int
  let blue: Int

  init(_ red: Int, _ green: Int, _ blue: Int) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) { self.init(Int(red), Int(green), Int(blue)) }

  /// As one number; 0 to 7 would mean the terminal's own colours, so that they become the nearest that does not.
  var direct: Int32 { Int32(max(8, red << 16 | green << 8 | blue)) }

  /// 0 to 255 as the eye sees it.
  var brightness: Int { (299 * red + 587 * green + 114 * blue) / 1000 }

  /// How different two colours look: squares weighted by the mean red.
  func distance(to other: RGB) -> Int {
    let mean = (red + other.red) / 2
    let (dr, dg, db) = (red - other.red, green - other.green, blue - other.blue)
    return (512 + mean) * dr * dr / 256 + 4 * dg * dg + (767 - mean) * db * db / 256
  }
}
