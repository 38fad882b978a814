/// A field of dots finer than cells: braille has 2 by 4 in a cell, half blocks 1 by 2, ASCII one.
struct DotGrid {
  let glyphs: GlyphSet
  /// Size in cells.
  let columns: Int
  let rows: Int
  private var dots: [Bool]

  init(columns: Int, rows: Int, glyphs: GlyphSet) {
    self.glyphs = glyphs
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    dots = Array(repeating: false, count: self.columns * self.rows * Self.across(glyphs) * Self.down(glyphs))
  }

  /// Size in dots.
  var width: Int { columns * Self.across(glyphs) }
  var height: Int { rows * Self.down(glyphs) }

  private static func across(_ glyphs: GlyphSet) -> Int { glyphs == .braille ? 2 : 1 }

  private static func down(_ glyphs: GlyphSet) -> Int {
    switch glyphs {
    case .braille: 4
    case .block: 2
    case .ascii: 1
    }
  }

  /// Sets one dot, counted from the upper left.
  mutating func dot(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    dots[y * width + x] = true
  }

  /// Draws a straight line (Bresenham).
  mutating func line(from start: (x: Int, y: Int), to end: (x: Int, y: Int)) {
    let dx = abs(end.x - start.x)
    let dy = -abs(end.y - start.y)
    let stepX = start.x < end.x ? 1 : -1
    let stepY = start.y < end.y ? 1 : -1
    var error = dx + dy
    var (x, y) = start
    while true {
      dot(x, y)
      if x == end.x && y == end.y { return }
      let doubled = 2 * error
      if doubled >= dy {
        error += dy
        x += stepX
      }
      if doubled <= dx {
        error += dx
        y += stepY
      }
    }
  }

  /// The glyph for a cell, nil if no dot is set there.
  func scalar(column: Int, row: Int, ascii: UInt32 = 0x2A) -> UInt32? {
    guard column >= 0, row >= 0, column < columns, row < rows else { return nil }
    func isSet(_ x: Int, _ y: Int) -> Bool {
      dots[(row * Self.down(glyphs) + y) * width + column * Self.across(glyphs) + x]
    }
    switch glyphs {
    case .ascii: return isSet(0, 0) ? ascii : nil
    case .block:
      switch (isSet(0, 0), isSet(0, 1)) {
      case (false, false): return nil
      case (true, false): return 0x2580
      case (false, true): return 0x2584
      case (true, true): return 0x2588
      }
    case .braille:
      var bits: UInt32 = 0
      for (bit, place) in Self.brailleOrder.enumerated() where isSet(place.x, place.y) { bits |= 1 << UInt32(bit) }
      return bits == 0 ? nil : 0x2800 + bits
    }
  }

  /// The dots of a braille cell in the order of their bits.
  private static let brailleOrder: [(x: Int, y: Int)] = [
    (0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3),
  ]
}
