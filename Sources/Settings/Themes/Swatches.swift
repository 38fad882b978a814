import Cells

/// Finds colours of a foreign palette by their hue: a monitor's theme has no name for "critical", but nearly always a
/// red.
struct Swatches {
  /// Names of the palette to look through, best first.
  let names: [String]
  let palette: [String: Color]

  /// A hue in degrees, how far from it a colour may lie, and what to take where there is none.
  struct Wanted {
    var hue: Double
    var within: Double
    var otherwise: Color
  }

  static let green = Wanted(hue: 130, within: 50, otherwise: .rgb(0x5F, 0xC2, 0x7E))
  static let amber = Wanted(hue: 42, within: 22, otherwise: .rgb(0xE5, 0xB0, 0x4C))
  static let red = Wanted(hue: 0, within: 19, otherwise: .rgb(0xF0, 0x6A, 0x65))

  /// The first colour that is clearly of this hue.
  func color(_ wanted: Wanted) -> Color {
    let all = names.compactMap { palette[$0] }
    return all.first { color in
      guard let (hue, saturation) = Self.hue(color), saturation >= 0.3 else { return false }
      let apart = abs(hue - wanted.hue)
      return min(apart, 360 - apart) <= wanted.within
    } ?? wanted.otherwise
  }

  /// Hue in degrees and saturation (0...1) as in HSV; nil for greys and for colours that the terminal decides on.
  private static func hue(_ color: Color) -> (hue: Double, saturation: Double)? {
    guard let rgb = color.rgb else { return nil }
    let (red, green, blue) = (Double(rgb.red), Double(rgb.green), Double(rgb.blue))
    let most = max(red, green, blue)
    let spread = most - min(red, green, blue)
    guard spread > 0 else { return nil }
    let sixth =
      most == red
      ? (green - blue) / spread : most == green ? 2 + (blue - red) / spread : 4 + (red - green) / spread
    return ((sixth * 60 + 360).truncatingRemainder(dividingBy: 360), spread / most)
  }
}

extension ThemeDraft {
  /// Colours for good, warning and critical by their hue, as `ok`, `warning` and `critical` of the palette.
  mutating func lookForStates(among names: [String]) {
    let swatches = Swatches(names: names, palette: palette)
    palette["state-ok"] = swatches.color(Swatches.green)
    palette["state-warning"] = swatches.color(Swatches.amber)
    palette["state-critical"] = swatches.color(Swatches.red)
    look(.ok, "state-ok")
    look(.warning, "state-warning", with: .bold)
    look(.critical, "state-critical", with: .bold)
    look(.error, "state-critical")
  }

  /// Dark if its background is, else if its text is light.
  func seemsDark(background: String, text: String) -> Bool {
    if let ground = palette[background]?.rgb { return ground.brightness < 128 }
    return (palette[text]?.rgb?.brightness ?? 255) >= 128
  }
}
