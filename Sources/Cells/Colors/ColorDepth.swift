/// How many colours there are to draw with.
public enum ColorDepth: Int, Sendable, Comparable, CaseIterable {
  /// None: bold, underline and reverse only.
  case mono
  case eight, sixteen
  /// The 256 of xterm.
  case indexed
  /// Any.
  case direct

  /// Fewer colours are less.
  public static func < (left: ColorDepth, right: ColorDepth) -> Bool { left.rawValue < right.rawValue }
}

extension Theme {
  /// The theme as it is drawn with so many colours: without any, or with the terminal's own 16 only, a theme of its own
  /// colours gives way to one that stays readable there.
  public func shown(in depth: ColorDepth) -> Theme {
    switch depth {
    case .mono: .monochrome
    case .eight, .sixteen: hasOwnColors ? .fewColors(isDark: isDark) : self
    case .indexed, .direct: self
    }
  }

  /// True if it names any colour that is not one of the terminal's own.
  private var hasOwnColors: Bool { styles.values.contains { $0.foreground.isOwn || $0.background.isOwn } }
}

extension Color {
  fileprivate var isOwn: Bool { if case .rgb = self { true } else { false } }
}
