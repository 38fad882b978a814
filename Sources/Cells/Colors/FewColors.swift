extension Theme {
  /// A look of the terminal's 16 colours for themes whose own colours it cannot show. The nearest of 16 would make
  /// green and amber the same, or text vanish; here each state keeps its hue, and what is read stands on black or white.
  static func fewColors(isDark: Bool) -> Theme {
    Theme(name: "few colours", isDark: isDark, styles: isDark ? onBlack : onWhite)
  }

  private static let onBlack: [Role: Style] = {
    func ink(_ color: UInt8, _ attributes: Attributes = []) -> Style {
      Style(foreground: .ansi(color), background: .ansi(0), attributes: attributes)
    }
    return [
      .text: ink(7), .dim: ink(7), .strong: ink(15), .breaching: ink(13, .bold), .title: ink(15, .bold),
      .border: ink(7, .dim), .focus: ink(14), .header: ink(15, .bold), .footer: ink(7), .key: ink(14, .bold),
      .selection: ink(15, [.reverse, .bold]), .mark: ink(14, .bold),
      .ok: ink(10), .warning: ink(11, .bold), .critical: ink(9, .bold), .noData: ink(7), .pending: ink(7),
      .seen: ink(14),
      .bar: ink(7), .barPast: ink(13), .series: ink(14), .second: ink(7), .limit: ink(11), .axis: ink(7),
      .band: Style(foreground: .ansi(0), background: .ansi(6)), .error: ink(9, .bold),
      .match: Style(foreground: .ansi(0), background: .ansi(3)),
    ]
  }()

  /// Green and yellow cannot be read on white: signs of states stand on them.
  private static let onWhite: [Role: Style] = {
    func ink(_ color: UInt8, _ attributes: Attributes = []) -> Style {
      Style(foreground: .ansi(color), background: .ansi(15), attributes: attributes)
    }
    return [
      .text: ink(0), .dim: ink(0), .strong: ink(0, .bold), .breaching: ink(5, .bold), .title: ink(0, .bold),
      .border: ink(0, .dim), .focus: ink(4), .header: ink(0, .bold), .footer: ink(0), .key: ink(4, .bold),
      .selection: ink(0, [.reverse, .bold]), .mark: ink(4, .bold),
      .ok: Style(foreground: .ansi(0), background: .ansi(2)),
      .warning: Style(foreground: .ansi(0), background: .ansi(3)),
      .critical: ink(1, .bold), .noData: ink(0), .pending: ink(0), .seen: ink(4),
      .bar: ink(0), .barPast: ink(5), .series: ink(4), .second: ink(0), .limit: ink(1), .axis: ink(0),
      .band: Style(foreground: .ansi(15), background: .ansi(4)), .error: ink(1, .bold),
      .match: Style(foreground: .ansi(0), background: .ansi(3)),
    ]
  }()
}
