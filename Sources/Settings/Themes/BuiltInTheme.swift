import Cells

/// The theme that is there even when no file is: `midnight`, equal to `themes/midnight.yaml`.
public enum BuiltInTheme {
  /// The theme among those of the package that goes with it on a light background.
  public static let lightName = "paper"

  /// Dark, quiet, with one accent for whatever is beyond its limit.
  public static let theme = Theme(name: "midnight", isDark: true, styles: styles)

  private static let night = Color.rgb(0x10, 0x14, 0x1C)
  private static let shade = Color.rgb(0x18, 0x20, 0x2C)
  private static let lifted = Color.rgb(0x1F, 0x2B, 0x40)
  private static let line = Color.rgb(0x35, 0x43, 0x5A)
  private static let ink = Color.rgb(0xC8, 0xD0, 0xDC)
  private static let quiet = Color.rgb(0x94, 0xA0, 0xB2)
  private static let bright = Color.rgb(0xEE, 0xF2, 0xF8)
  private static let sky = Color.rgb(0x82, 0xB4, 0xFF)
  private static let orchid = Color.rgb(0xDD, 0x9B, 0xE8)
  private static let slate = Color.rgb(0x66, 0x75, 0x8C)
  private static let leaf = Color.rgb(0x6F, 0xCA, 0x8C)
  private static let amber = Color.rgb(0xE9, 0xB4, 0x55)
  private static let coral = Color.rgb(0xFF, 0x7A, 0x75)
  private static let mint = Color.rgb(0x74, 0xD3, 0xC2)

  private static let styles: [Role: Style] = [
    .text: look(ink), .dim: look(quiet), .strong: look(bright), .breaching: look(orchid, .bold),
    .title: look(bright, .bold), .border: look(line), .focus: look(sky),
    .header: look(ink).on(shade), .footer: look(quiet).on(shade), .key: look(sky, .bold),
    .selection: look(bright).on(lifted), .mark: look(mint, .bold),
    .ok: look(leaf), .warning: look(amber, .bold), .critical: look(coral, .bold),
    .noData: look(quiet), .pending: look(quiet), .seen: look(sky),
    .bar: look(slate), .barPast: look(orchid),
    .series: look(sky), .second: look(slate), .limit: look(quiet), .axis: look(quiet),
    .band: look(night, .bold).on(sky), .error: look(coral), .match: look(night).on(amber),
  ]

  private static func look(_ color: Color, _ attributes: Attributes = []) -> Style {
    Style(foreground: color, background: night, attributes: attributes)
  }
}
