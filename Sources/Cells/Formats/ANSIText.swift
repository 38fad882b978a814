extension Canvas {
  /// The rows as text with escape sequences for colours, as a terminal shows them: for `cat` and `less -R`. Each row ends
  /// without any colour.
  public func ansiText(_ depth: ColorDepth = .direct) -> String {
    (0..<size.height).map { y in
      runs(inRow: y).map { run in
        let code = ANSICode.of(run.style, depth)
        let letters = (run.x..<(run.x + run.width)).map { text(at: $0, y) }.joined()
        return code.isEmpty ? letters : "\u{1B}[\(code)m\(letters)\u{1B}[0m"
      }.joined()
    }.joined(separator: "\n")
  }
}

/// The numbers that make a terminal show a style.
enum ANSICode {
  /// Between `ESC [` and `m`; empty for the terminal's own look.
  static func of(_ style: Style, _ depth: ColorDepth) -> String {
    let attributes: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    var codes = attributes.filter { style.attributes.contains($0.0) }.map { $0.1 }
    if depth > .mono {
      codes += [color(style.foreground, depth, 30), color(style.background, depth, 40)].compactMap(\.self)
    }
    return codes.joined(separator: ";")
  }

  /// - Parameter base: 30 for the glyph, 40 for what is behind it.
  private static func color(_ color: Color, _ depth: ColorDepth, _ base: Int) -> String? {
    switch color {
    case .standard: return nil
    case .ansi(let index):
      let number = Int(index) & 15
      return number < 8 || depth == .eight ? "\(base + (number & 7))" : "\(base + 60 + (number & 7))"
    case .rgb(let red, let green, let blue):
      if depth == .direct { return "\(base + 8);2;\(red);\(green);\(blue)" }
      return "\(base + 8);5;\(RGB(red, green, blue).indexed)"
    }
  }
}
