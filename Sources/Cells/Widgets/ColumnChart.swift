/// Upright columns, one for each week or month, and what was expected of them.
public struct ColumnChart: Sendable, Equatable {
  /// From left to right; nil where nothing is known, which is not 0.
  public var values: [Double?]
  /// Drawn dashed above the columns that stay below it; as long as `values`, or empty.
  public var expected: [Double?]
  /// The value of a column that fills the height; nil: the greatest.
  public var top: Double?
  /// Labels on the left.
  public var yLabels: [ChartLabel]
  /// Labels below; the values are indices of columns.
  public var xLabels: [ChartLabel]
  /// Said after the axis below: "by week".
  public var xNote: String
  /// How the columns are coloured.
  public var role: Role
  /// A column to read out: drawn in the look of a mark, with an upright line.
  public var marked: Int?
  /// What chance alone gives, by column; `x` are indices of columns. Nil draws none.
  public var band: ChartBand?
  /// Signs on the axis below; the values are indices of columns.
  public var marks: [ChartMark]

  /// A chart; everything but the values may be left out.
  public init(
    values: [Double?], expected: [Double?] = [], top: Double? = nil, yLabels: [ChartLabel] = [],
    xLabels: [ChartLabel] = [], xNote: String = "", role: Role = .bar, marked: Int? = nil,
    band: ChartBand? = nil, marks: [ChartMark] = []
  ) {
    self.values = values
    self.expected = expected
    self.top = top
    self.yLabels = yLabels
    self.xLabels = xLabels
    self.xNote = xNote
    self.role = role
    self.marked = marked
    self.band = band
    self.marks = marks
  }

  /// Draws the chart into a part of the canvas; where there is no room for all columns, the last ones are shown.
  public func draw(in rect: Rect, on canvas: inout Canvas, look: Look) {
    let axes = ChartAxes(yLabels: yLabels, xLabels: xLabels, marks: marks, xNote: xNote)
    let plot = axes.plot(in: rect)
    guard !plot.isEmpty else { return }
    canvas.fill(rect, style: look[.text])
    let scale = scale
    let slot = slotWidth(plot.width)
    let first = firstShown(plot.width)
    axes.drawLeft(in: rect, on: &canvas, look: look) { value in
      scale.holds(value) ? scale.row(value, of: plot.height) : nil
    }
    axes.drawBelow(in: rect, on: &canvas, look: look) { value in
      guard value.isFinite, value >= Double(first), value < Double(values.count) else { return nil }
      return (Int(value) - first) * slot
    }
    for index in first..<max(first, values.count) {
      let place = Rect(x: plot.x + (index - first) * slot, y: plot.y, width: slot, height: plot.height)
      if index == marked {
        // An upright line, so that a low column is found too.
        let line = Rect(x: place.x, y: place.y, width: 1, height: place.height)
        canvas.fill(line, style: look[.mark], scalar: look.scalar(.crosshair))
      }
      drawExpected(index, in: place, on: &canvas, look: look, scale: scale)
      drawColumn(index, in: place, on: &canvas, look: look, scale: scale)
    }
    drawBand(in: plot, first: first, slot: slot, on: &canvas, look: look)
  }

  /// Dots at the edges, a sign on top of the columns beyond.
  private func drawBand(in plot: Rect, first: Int, slot: Int, on canvas: inout Canvas, look: Look) {
    guard let band else { return }
    let (scale, painter) = (scale, BandPainter(plot: plot, up: scale, look: look))
    for point in band.low + band.high where Int(point.x) >= first {
      guard let value = point.y else { continue }
      for column in 0..<slot { painter.dot(value, column: (Int(point.x) - first) * slot + column, on: &canvas) }
    }
    for point in band.beyond where Int(point.x) >= first {
      guard let share = point.y.flatMap(scale.share) else { continue }
      let filled = Int((share * Double(plot.height)).rounded(.up))
      painter.mark(row: max(0, plot.height - 1 - filled), column: (Int(point.x) - first) * slot, on: &canvas)
    }
  }

  /// The column drawn at a place of the screen; nil outside.
  public func index(atColumn column: Int, in rect: Rect) -> Int? {
    let plot = ChartAxes(yLabels: yLabels, xLabels: xLabels, xNote: xNote).plot(in: rect)
    guard column >= plot.x, column < plot.maxX, !values.isEmpty else { return nil }
    let index = firstShown(plot.width) + (column - plot.x) / slotWidth(plot.width)
    return index < values.count ? index : nil
  }

  private var scale: ChartScale {
    let greatest = (values + expected).compactMap { $0 }.filter(\.isFinite).max() ?? 0
    let high = top ?? greatest
    return ChartScale(0...(high.isFinite && high > 0 ? high : 1), over: [])
  }

  /// Columns of the screen for one column of the chart, with the gap after it.
  private func slotWidth(_ width: Int) -> Int { max(1, min(6, width / max(1, values.count))) }

  private func firstShown(_ width: Int) -> Int { max(0, values.count - width / slotWidth(width)) }

  private func drawColumn(_ index: Int, in place: Rect, on canvas: inout Canvas, look: Look, scale: ChartScale) {
    let style = look[index == marked ? .mark : role]
    let width = max(1, place.width - 1)
    guard let value = values[index], let share = scale.share(value) else {
      canvas.put(look.mark(.few), x: place.x, y: place.maxY - 1, style: look[.dim])
      return
    }
    var eighths = Int(share * Double(place.height * 8) + 0.5)
    if value > 0 { eighths = max(1, eighths) }
    for row in 0..<place.height where eighths > row * 8 {
      let scalar = Blocks.vertical(eighths - row * 8, look.glyphs)
      let line = Rect(x: place.x, y: place.maxY - 1 - row, width: width, height: 1)
      canvas.fill(line, style: style, scalar: scalar)
    }
  }

  private func drawExpected(_ index: Int, in place: Rect, on canvas: inout Canvas, look: Look, scale: ChartScale) {
    guard index < expected.count, let value = expected[index], let share = scale.share(value) else { return }
    let row = min(place.height - 1, Int(share * Double(place.height)))
    let line = Rect(x: place.x, y: place.maxY - 1 - row, width: place.width, height: 1)
    canvas.fill(line, style: look[.limit], scalar: look.scalar(.dashed))
  }
}
