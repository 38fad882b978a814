@testable import Cells

/// Draws a widget between columns of x, so that a test sees which cells it owns.
enum Easel {
  static let theme = Theme(
    name: "test", isDark: true,
    styles: [
      .bar: Style(foreground: .ansi(4)), .barPast: Style(foreground: .ansi(1)), .limit: Style(foreground: .ansi(3)),
      .selection: Style(background: .ansi(6)), .strong: Style(attributes: .bold), .series: Style(foreground: .ansi(2)),
    ])

  static func canvas(
    _ width: Int, _ height: Int, _ glyphs: GlyphSet = .braille, draw: (inout Canvas, Rect, Look) -> Void
  ) -> Canvas {
    var canvas = Canvas(size: Size(width: width + 2, height: height))
    canvas.glyphs = glyphs
    canvas.fill(canvas.bounds, style: Style(), scalar: 0x78)
    draw(&canvas, Rect(x: 1, y: 0, width: width, height: height), Look(theme: theme, glyphs: glyphs))
    return canvas
  }

  static func text(
    _ width: Int, _ height: Int, _ glyphs: GlyphSet = .braille, draw: (inout Canvas, Rect, Look) -> Void
  ) -> String {
    canvas(width, height, glyphs, draw: draw).text
  }
}
