/// A label on the axis of a chart, at a value of the data.
public struct ChartLabel: Sendable, Hashable {
  /// Where it stands, in the unit of its axis.
  public var value: Double
  /// What it says.
  public var text: String

  /// A label at a value.
  public init(_ value: Double, _ text: String) {
    self.value = value
    self.text = text
  }
}

/// A sign on the axis below a chart: something happened there.
public struct ChartMark: Sendable, Equatable {
  /// Where it stands, in the unit of the axis.
  public var value: Double
  /// The sign.
  public var glyph: Glyph
  /// How it is coloured.
  public var role: Role

  /// A sign at a value.
  public init(_ value: Double, _ glyph: Glyph, _ role: Role) {
    self.value = value
    self.glyph = glyph
    self.role = role
  }
}

/// The part of the axes that all charts share: labels on the left, a line with labels and marks below.
struct ChartAxes {
  var yLabels: [ChartLabel]
  var xLabels: [ChartLabel]
  /// Signs on the axis below; where several fall on one column, the last is seen.
  var marks: [ChartMark] = []
  /// Said after the axis below: "by week".
  var xNote: String = ""

  /// Columns that the labels and the axis on the left take.
  func gutter(in rect: Rect) -> Int {
    guard !yLabels.isEmpty else { return 0 }
    let widest = yLabels.map { TextWidth.of($0.text) }.max() ?? 0
    return min(widest + 1, rect.width / 2)
  }

  /// Where the data goes: right of the labels, above the axis.
  func plot(in rect: Rect) -> Rect {
    let left = gutter(in: rect)
    let below = hasAxisBelow && rect.height > 1 ? 1 : 0
    return Rect(x: rect.x + left, y: rect.y, width: rect.width - left, height: rect.height - below)
  }

  private var hasAxisBelow: Bool { !xLabels.isEmpty || !xNote.isEmpty || !marks.isEmpty }

  /// Draws the axis on the left. `row` gives the row of the plot for a value.
  func drawLeft(in rect: Rect, on canvas: inout Canvas, look: Look, row: (Double) -> Int?) {
    let left = gutter(in: rect)
    guard left > 0 else { return }
    let plot = plot(in: rect)
    let x = plot.x - 1
    let line = Rect(x: x, y: plot.y, width: 1, height: plot.height)
    canvas.fill(line, style: look[.axis], scalar: look.scalar(.axisLeft))
    var taken: Set<Int> = []
    for label in yLabels {
      guard let index = row(label.value), index >= 0, index < plot.height, taken.insert(index).inserted else {
        continue
      }
      canvas.putRight(label.text, endingAt: x, y: plot.y + index, style: look[.dim], width: left - 1)
      canvas.put(look.mark(.axisTick), x: x, y: plot.y + index, style: look[.axis])
    }
  }

  /// Draws the axis below. `column` gives the column of the plot for a value.
  func drawBelow(in rect: Rect, on canvas: inout Canvas, look: Look, column: (Double) -> Int?) {
    let plot = plot(in: rect)
    guard hasAxisBelow, plot.maxY < rect.maxY else { return }
    let y = plot.maxY
    let note = TextWidth.of(xNote)
    let noteRoom = note > 0 && plot.width > note + 8 ? note + 1 : 0
    let line = Rect(x: plot.x, y: y, width: plot.width - noteRoom, height: 1)
    canvas.fill(line, style: look[.axis], scalar: look.scalar(.axisLine))
    if gutter(in: rect) > 0 {
      canvas.put(look.mark(.axisCorner), x: plot.x - 1, y: y, style: look[.axis])
    }
    if noteRoom > 0 { canvas.putRight(xNote, endingAt: rect.maxX, y: y, style: look[.dim]) }
    let taken = drawMarks(on: &canvas, line: line, look: look, column: column)
    drawLabels(on: &canvas, line: line, look: look, taken: taken, column: column)
  }

  /// - Returns: the columns that have a sign.
  private func drawMarks(
    on canvas: inout Canvas, line: Rect, look: Look, column: (Double) -> Int?
  ) -> Set<Int> {
    var taken: Set<Int> = []
    for mark in marks {
      guard let place = column(mark.value), place >= 0, place < line.width else { continue }
      canvas.put(look.mark(mark.glyph), x: line.x + place, y: line.y, style: look[mark.role])
      taken.insert(line.x + place)
    }
    return taken
  }

  /// Puts the labels on the line, each at its value and with a blank on both sides; those without room are left out.
  private func drawLabels(
    on canvas: inout Canvas, line: Rect, look: Look, taken: Set<Int>, column: (Double) -> Int?
  ) {
    let first = line.x + (yLabels.isEmpty ? 0 : 1)
    var free = first
    for label in xLabels {
      let width = TextWidth.of(label.text)
      guard width > 0, let place = column(label.value) else { continue }
      // A label starts at its place unless a mark, the corner or the end of the line forbids it.
      let wanted = max(first, min(line.x + place, line.maxX - width - 1))
      let starts = (wanted...wanted + Self.farthest).first { taken.isDisjoint(with: ($0 - 1)...($0 + width)) }
      guard let start = starts, start >= free, start + width <= line.maxX else { continue }
      if start > line.x { canvas.put(" ", x: start - 1, y: line.y, style: look[.axis]) }
      canvas.put(label.text, x: start, y: line.y, style: look[.dim])
      if start + width < line.maxX { canvas.put(" ", x: start + width, y: line.y, style: look[.axis]) }
      free = start + width + 2
    }
  }

  /// Columns that a label gives way to a mark.
  private static let farthest = 3
}

/// The values that a chart's height stands for.
struct ChartScale {
  let low: Double
  let high: Double

  /// A scale over a range, or over the values where none is given; never empty.
  init(_ range: ClosedRange<Double>?, over values: [Double]) {
    let finite = values.filter(\.isFinite)
    let low = range?.lowerBound ?? finite.min() ?? 0
    let high = range?.upperBound ?? finite.max() ?? 1
    if low.isFinite, high.isFinite, high > low, (high - low).isFinite {
      self.low = low
      self.high = high
    } else {
      let middle = low.isFinite ? min(1e300, max(-1e300, low)) : 0
      let margin = max(0.5, abs(middle) / 2)
      self.low = middle - margin
      self.high = middle + margin
    }
  }

  /// How far up a value stands, 0 at the bottom and 1 at the top; nil if it is no number. Values outside stay at the edge.
  func share(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    return min(1, max(0, (value - low) / (high - low)))
  }

  /// The step of so many that a value falls on, 0 being the lowest.
  func step(_ value: Double, of count: Int) -> Int? {
    guard count > 0 else { return nil }
    return share(value).map { Int($0 * Double(count - 1) + 0.5) }
  }

  /// The row from the top that a value falls on.
  func row(_ value: Double, of count: Int) -> Int? { step(value, of: count).map { count - 1 - $0 } }

  /// True if the value lies within, so that a line there is no lie.
  func holds(_ value: Double) -> Bool { value >= low && value <= high }
}
