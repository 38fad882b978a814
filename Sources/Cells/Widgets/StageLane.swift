/// The way of one deal through its stages, drawn to scale: names, lengths, activities as ticks, silences shaded.
public struct StageLane: Sendable, Equatable {
  /// A stay in a stage.
  public struct Visit: Sendable, Equatable {
    /// The stage.
    public var name: String
    /// From when, in any unit that the whole lane shares.
    public var start: Double
    /// Until when.
    public var end: Double
    /// True for a step that the process does not know: drawn as past the limit.
    public var isDeviation: Bool
    /// A stay.
    public init(name: String, start: Double, end: Double, isDeviation: Bool = false) {
      self.name = name
      self.start = start
      self.end = end
      self.isDeviation = isDeviation
    }
  }

  /// In order of time.
  public var visits: [Visit]
  /// When something was done.
  public var activities: [Double]
  /// Spans without activity that are worth seeing.
  public var silences: [ClosedRange<Double>]
  /// Labels below, in the unit of the visits.
  public var labels: [ChartLabel]

  /// A lane.
  public init(
    visits: [Visit], activities: [Double] = [], silences: [ClosedRange<Double>] = [], labels: [ChartLabel] = []
  ) {
    self.visits = visits
    self.activities = activities
    self.silences = silences
    self.labels = labels
  }

  /// Draws names, bars, ticks and an axis into the first four rows of a part of the canvas; fewer rows, fewer of them.
  public func draw(in rect: Rect, on canvas: inout Canvas, look: Look) {
    guard !rect.isEmpty else { return }
    canvas.fill(Rect(x: rect.x, y: rect.y, width: rect.width, height: min(4, rect.height)), style: look[.text])
    let ends = visits.flatMap { [$0.start, $0.end] } + activities
    let scale = ChartScale(nil, over: ends)
    if rect.height > 1 { drawVisits(in: rect, on: &canvas, look: look, scale: scale) }
    if rect.height > 2 { drawActivities(in: rect.row(2), on: &canvas, look: look, scale: scale) }
    if rect.height > 3 {
      let axis = ChartAxes(yLabels: [], xLabels: labels)
      let below = Rect(x: rect.x, y: rect.y + 2, width: rect.width, height: 2)
      axis.drawBelow(in: below, on: &canvas, look: look) { value in
        scale.holds(value) ? scale.step(value, of: rect.width) : nil
      }
    }
  }

  private func drawVisits(in rect: Rect, on canvas: inout Canvas, look: Look, scale: ChartScale) {
    var free = 0
    for visit in visits {
      guard let start = scale.step(visit.start, of: rect.width), let end = scale.step(visit.end, of: rect.width)
      else { continue }
      let first = min(rect.width - 1, max(start, free))
      let width = max(1, end - first)
      let role: Role = visit.isDeviation ? .barPast : .bar
      let bar = Rect(x: rect.x + first, y: rect.y + 1, width: min(width, rect.width - first), height: 1)
      canvas.fill(bar, style: look[role], scalar: look.scalar(.full))
      // A dark edge between two stays, where there is room for it.
      if width > 2 { canvas.put(" ", x: bar.maxX - 1, y: bar.y, style: look[.text]) }
      let style = look[visit.isDeviation ? .breaching : .text]
      canvas.put(visit.name, x: bar.x, y: rect.y, style: style, width: max(0, bar.width - 1))
      free = first + width
    }
  }

  private func drawActivities(in row: Rect, on canvas: inout Canvas, look: Look, scale: ChartScale) {
    for silence in silences {
      guard let start = scale.step(silence.lowerBound, of: row.width),
        let end = scale.step(silence.upperBound, of: row.width)
      else { continue }
      let shade = Rect(x: row.x + start, y: row.y, width: end - start + 1, height: 1)
      canvas.fill(shade, style: look[.dim], scalar: look.glyphs == .ascii ? 0x2E : 0x2591)
    }
    for activity in activities {
      guard let column = scale.step(activity, of: row.width) else { continue }
      canvas.put(look.mark(.crosshair), x: row.x + column, y: row.y, style: look[.series])
    }
  }
}
