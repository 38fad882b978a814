/// A line of a chart.
public struct Series: Sendable, Equatable {
  /// One point; no `y` is a gap.
  public struct Point: Sendable, Equatable {
    /// Where it stands on the axis below.
    public var x: Double
    /// Its value, nil where nothing is known.
    public var y: Double?
    /// A point, or a gap.
    public init(x: Double, y: Double?) {
      self.x = x
      self.y = y
    }
  }

  /// From left to right.
  public var points: [Point]
  /// How it is coloured.
  public var role: Role
  /// True for a curve that keeps its value until the next point: cumulative shares.
  public var isSteps: Bool
  /// Written at its right end.
  public var name: String

  /// A line through points.
  public init(points: [Point], role: Role = .series, isSteps: Bool = false, name: String = "") {
    self.points = points
    self.role = role
    self.isSteps = isSteps
    self.name = name
  }

  /// A line through values at x = 0, 1, 2 ...
  public init(_ values: [Double?], role: Role = .series, name: String = "") {
    self.init(points: values.enumerated().map { Point(x: Double($0.offset), y: $0.element) }, role: role, name: name)
  }
}

/// Lines over time or age, with axes, a limit, a marked place and a cross-hair.
public struct LineChart: Sendable, Equatable {
  /// Drawn in this order, the first on top.
  public var series: [Series]
  /// What the height stands for; nil: just the values and the limit.
  public var yRange: ClosedRange<Double>?
  /// What the width stands for; nil: from the first point to the last.
  public var xRange: ClosedRange<Double>?
  /// Labels on the left.
  public var yLabels: [ChartLabel]
  /// Labels below; the values are those of the points' `x`.
  public var xLabels: [ChartLabel]
  /// Said after the axis below.
  public var xNote: String
  /// A dashed line at this value, and what is written at its end.
  public var limit: ChartLabel?
  /// A sign on top at this `x`, and what is written beside it: "5 Nov".
  public var event: ChartLabel?
  /// An upright line at this `x` for reading exact values.
  public var crosshair: Double?
  /// What chance alone gives; nil draws none.
  public var band: ChartBand?
  /// Signs on the axis below, at values of the points' `x`.
  public var marks: [ChartMark]

  /// A chart; everything but the lines may be left out.
  public init(
    series: [Series], yRange: ClosedRange<Double>? = nil, xRange: ClosedRange<Double>? = nil,
    yLabels: [ChartLabel] = [], xLabels: [ChartLabel] = [], xNote: String = "", limit: ChartLabel? = nil,
    event: ChartLabel? = nil, crosshair: Double? = nil, band: ChartBand? = nil, marks: [ChartMark] = []
  ) {
    self.series = series
    self.yRange = yRange
    self.xRange = xRange
    self.yLabels = yLabels
    self.xLabels = xLabels
    self.xNote = xNote
    self.limit = limit
    self.event = event
    self.crosshair = crosshair
    self.band = band
    self.marks = marks
  }

  /// Draws the chart into a part of the canvas.
  public func draw(in rect: Rect, on canvas: inout Canvas, look: Look) {
    let axes = ChartAxes(yLabels: yLabels, xLabels: xLabels, marks: marks, xNote: xNote)
    let plot = axes.plot(in: rect)
    guard !plot.isEmpty else { return }
    let across = xScale
    let up = yScale
    canvas.fill(rect, style: look[.text])
    axes.drawLeft(in: rect, on: &canvas, look: look) { up.holds($0) ? up.row($0, of: plot.height) : nil }
    axes.drawBelow(in: rect, on: &canvas, look: look) { across.holds($0) ? across.step($0, of: plot.width) : nil }
    drawLimit(in: plot, on: &canvas, look: look, up: up)
    if let crosshair, let column = across.step(crosshair, of: plot.width) {
      let line = Rect(x: plot.x + column, y: plot.y, width: 1, height: plot.height)
      canvas.fill(line, style: look[.mark], scalar: look.scalar(.crosshair))
    }
    for (index, line) in series.enumerated().reversed() {
      drawLine(line, ascii: index == 0 ? 0x2A : 0x2B, in: plot, on: &canvas, look: look)
    }
    drawWords(in: plot, on: &canvas, look: look)
    drawBand(in: plot, on: &canvas, look: look)
  }

  /// The `x` that a column of the chart stands for, for clicks and for moving the cross-hair; nil outside the plot.
  public func x(atColumn column: Int, in rect: Rect) -> Double? {
    let plot = ChartAxes(yLabels: yLabels, xLabels: xLabels, xNote: xNote).plot(in: rect)
    guard plot.width > 1, column >= plot.x, column < plot.maxX else { return nil }
    let scale = xScale
    return scale.low + Double(column - plot.x) / Double(plot.width - 1) * (scale.high - scale.low)
  }

  var xScale: ChartScale { ChartScale(xRange, over: series.flatMap { $0.points.map(\.x) }) }

  var yScale: ChartScale {
    ChartScale(yRange, over: series.flatMap { $0.points.compactMap(\.y) } + (limit.map { [$0.value] } ?? []))
  }

  private func drawLimit(in plot: Rect, on canvas: inout Canvas, look: Look, up: ChartScale) {
    guard let limit, up.holds(limit.value), let row = up.row(limit.value, of: plot.height) else { return }
    canvas.fill(plot.row(row), style: look[.limit], scalar: look.scalar(.dashed))
  }

  /// Draws one line over what is there; cells without a dot of it stay.
  private func drawLine(_ line: Series, ascii: UInt32, in plot: Rect, on canvas: inout Canvas, look: Look) {
    let grid = dots(of: line, columns: plot.width, rows: plot.height, glyphs: look.glyphs)
    for row in 0..<plot.height {
      for column in 0..<plot.width {
        guard let scalar = grid.scalar(column: column, row: row, ascii: ascii) else { continue }
        let under = canvas[plot.x + column, plot.y + row].scalar
        let isShared = (0x2801..<0x2900).contains(under) && look.glyphs == .braille
        let shown = isShared ? 0x2800 | ((under | scalar) & 0xFF) : scalar
        canvas.set(x: plot.x + column, y: plot.y + row, Cell(scalar: shown, style: look[line.role]))
      }
    }
  }

  private func dots(of line: Series, columns: Int, rows: Int, glyphs: GlyphSet) -> DotGrid {
    var grid = DotGrid(columns: columns, rows: rows, glyphs: glyphs)
    let across = xScale
    let up = yScale
    var last: (x: Int, y: Int)?
    for point in line.points {
      guard let value = point.y, let row = up.row(value, of: grid.height),
        across.holds(point.x), let x = across.step(point.x, of: grid.width)
      else {
        last = nil
        continue
      }
      if let last, line.isSteps {
        grid.line(from: last, to: (x, last.y))
        grid.line(from: (x, last.y), to: (x, row))
      } else {
        grid.line(from: last ?? (x, row), to: (x, row))
      }
      last = (x, row)
    }
    return grid
  }

  /// Writes the event, the names of the lines and of the limit where they cover no line.
  private func drawWords(in plot: Rect, on canvas: inout Canvas, look: Look) {
    if let event, xScale.holds(event.value), let column = xScale.step(event.value, of: plot.width) {
      let text = look.mark(.event) + " " + event.text
      let start = max(0, min(column, plot.width - TextWidth.of(text)))
      write(text, x: plot.x + start, y: plot.y, plot: plot, on: &canvas, style: look[.strong])
    }
    if let limit, yScale.holds(limit.value), let row = yScale.row(limit.value, of: plot.height) {
      writeAtEnd(limit.text, row: row, in: plot, on: &canvas, style: look[.limit])
    }
    for line in series where !line.name.isEmpty {
      guard let value = line.points.last(where: { $0.y != nil })?.y, let row = yScale.row(value, of: plot.height)
      else { continue }
      for near in [row, row - 1, row + 1] where near >= 0 && near < plot.height {
        if writeAtEnd(line.name, row: near, in: plot, on: &canvas, style: look[line.role]) { break }
      }
    }
  }

  @discardableResult
  private func writeAtEnd(_ text: String, row: Int, in plot: Rect, on canvas: inout Canvas, style: Style) -> Bool {
    guard !text.isEmpty else { return false }
    let x = plot.maxX - TextWidth.of(text)
    return write(text, x: x, y: plot.y + row, plot: plot, on: &canvas, style: style)
  }

  /// Writes text, with a blank before it, if nothing but the limit's dashes and the upright line is there.
  @discardableResult
  private func write(
    _ text: String, x: Int, y: Int, plot: Rect, on canvas: inout Canvas, style: Style
  ) -> Bool {
    let width = TextWidth.of(text)
    guard x >= plot.x, x + width <= plot.maxX else { return false }
    let lines = [Glyph.dashed, .crosshair]
    let free = lines.map { $0.scalar(in: .braille) } + lines.map { $0.scalar(in: .ascii) } + [0x20]
    for column in max(plot.x, x - 1)..<(x + width) where !free.contains(canvas[column, y].scalar) { return false }
    if x > plot.x { canvas.put(" ", x: x - 1, y: y, style: style) }
    canvas.put(text, x: x, y: y, style: style)
    return true
  }
}
