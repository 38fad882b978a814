/// What chance alone gives, and the points beyond it: two dotted lines and a sign on each such point.
public struct ChartBand: Sendable, Equatable {
  /// The lower edge, from left to right; no `y` is a gap.
  public var low: [Series.Point]
  /// The upper edge.
  public var high: [Series.Point]
  /// Points of the chart that lie beyond.
  public var beyond: [Series.Point]

  /// A band made of its edges.
  public init(low: [Series.Point], high: [Series.Point], beyond: [Series.Point] = []) {
    (self.low, self.high, self.beyond) = (low, high, beyond)
  }
}

/// Draws the edges of a band: dots in cells that nothing else has taken.
struct BandPainter {
  let plot: Rect
  let up: ChartScale
  let look: Look

  /// One dot at the height of a value, in a column of the plot.
  func dot(_ value: Double, column: Int, on canvas: inout Canvas) {
    guard up.holds(value), column >= 0, column < plot.width, let place = place(value) else { return }
    let (x, y) = (plot.x + column, plot.y + place.row)
    guard canvas[x, y].scalar == 0x20 else { return }
    canvas.set(x: x, y: y, Cell(scalar: place.scalar, style: look[.dim]))
  }

  /// The sign of a point beyond the band.
  func mark(row: Int, column: Int, on canvas: inout Canvas) {
    guard row >= 0, row < plot.height, column >= 0, column < plot.width else { return }
    canvas.put(look.mark(.times), x: plot.x + column, y: plot.y + row, style: look[.strong])
  }

  /// Braille tells four heights within a cell, the others one.
  private func place(_ value: Double) -> (row: Int, scalar: UInt32)? {
    guard look.glyphs == .braille else {
      return up.row(value, of: plot.height).map { ($0, look.scalar(.few)) }
    }
    let dots: [UInt32] = [0x2801, 0x2802, 0x2804, 0x2840]
    return up.row(value, of: plot.height * 4).map { ($0 / 4, dots[$0 % 4]) }
  }
}

extension LineChart {
  /// Dots by column at the edges, signs on the points beyond.
  func drawBand(in plot: Rect, on canvas: inout Canvas, look: Look) {
    guard let band, plot.width > 1 else { return }
    let (across, painter) = (xScale, BandPainter(plot: plot, up: yScale, look: look))
    let step = look.glyphs == .braille ? 1 : 2
    for column in stride(from: 0, to: plot.width, by: step) {
      let x = across.low + Double(column) / Double(plot.width - 1) * (across.high - across.low)
      for edge in [band.low, band.high] {
        let nearest = edge.min { abs($0.x - x) < abs($1.x - x) }
        if let value = nearest?.y { painter.dot(value, column: column, on: &canvas) }
      }
    }
    for point in band.beyond {
      guard let value = point.y, let row = yScale.row(value, of: plot.height), across.holds(point.x),
        let column = across.step(point.x, of: plot.width)
      else { continue }
      painter.mark(row: row, column: column, on: &canvas)
    }
  }
}
