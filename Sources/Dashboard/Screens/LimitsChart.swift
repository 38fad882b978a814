import AlertEngine
import Cells
import Domain

/// The figure of a rule by day, its levels, and below when it would have fired.
struct LimitsChart {
  private let chart: LineChart
  private let state: LimitsState
  private let ticks: [Instant]

  /// Nil without a value to draw.
  init?(_ state: LimitsState, _ series: AlertSeries, _ text: LimitsText, marks: [AlertMark]) {
    let minimum = AlertPolicy(state.rule).minimumCount
    let values = series.observations.map { $0.isData(minimum: minimum) ? $0.measured?.value : nil }
    let known = values.compactMap(\.self).filter(\.isFinite)
    guard let low = known.min(), let high = known.max() else { return nil }
    let levels = [state.levels.warn, state.levels.critical].compactMap(\.self)
    let bottom = levels.reduce(low, min)
    let top = max(levels.reduce(high, max), bottom + max(0.01, abs(bottom) * 0.05))
    let last = Double(max(1, series.ticks.count - 1))
    var lines = [Cells.Series(values)]
    if let critical = state.levels.critical {
      lines.append(
        Cells.Series(
          points: [.init(x: 0, y: critical), .init(x: last, y: critical)], role: .critical, name: LimitsWords.critical))
    }
    chart = LineChart(
      series: lines, yRange: bottom...top, xRange: 0...last,
      yLabels: [ChartLabel(state.levels.warn, text.number(state.levels.warn))]
        + [top, bottom].map { ChartLabel($0, text.number($0)) },
      xLabels: Self.months(series.ticks), limit: ChartLabel(state.levels.warn, LimitsWords.warning),
      crosshair: state.day.map(Double.init),
      marks: marks.sorted { $0.kind.rawValue < $1.kind.rawValue }.compactMap { mark in
        series.day(of: mark.at).map { mark.chartMark(Double($0)) }
      })
    (self.state, ticks) = (state, series.ticks)
  }

  /// The first day of each month.
  private static func months(_ ticks: [Instant]) -> [ChartLabel] {
    var labels: [ChartLabel] = []
    var last = ticks.first?.utcDate.month
    for (place, tick) in ticks.enumerated() where tick.utcDate.month != last {
      labels.append(ChartLabel(Double(place), Dates.month(tick.utcDate)))
      last = tick.utcDate.month
    }
    return labels
  }

  /// The chart in a part of the screen, and which day stands where.
  func laidOut(in rect: Rect) -> Block.DayChart {
    Block.DayChart { look, canvas in
      draw(in: rect, look, &canvas)
    } place: { column in
      chart.x(atColumn: column, in: Self.plot(rect)).flatMap { tick($0.rounded())?.utcDate }.map { .day($0) }
    }
  }

  /// The chart leaves a row to what would have fired.
  private static func plot(_ rect: Rect) -> Rect {
    Rect(x: rect.x, y: rect.y, width: rect.width, height: rect.height - 1)
  }

  /// The chart, and on the last row a bar for each time that it would have fired.
  private func draw(in rect: Rect, _ look: Look, _ canvas: inout Canvas) {
    let plot = Self.plot(rect)
    chart.draw(in: plot, on: &canvas, look: look)
    canvas.put(LimitsWords.fired, x: rect.x, y: plot.maxY, style: look[.dim], width: rect.width)
    for column in plot.x..<plot.maxX {
      guard let day = chart.x(atColumn: column, in: plot),
        let next = chart.x(atColumn: column + 1, in: plot) ?? Optional(day),
        let worst = worst(from: day, to: next)
      else { continue }
      canvas.put(
        look.mark(worst == .critical ? .critical : .warning), x: column, y: plot.maxY,
        style: look[worst == .critical ? .critical : .warning])
    }
  }

  /// How bad it was at worst between two days; nil if it did not fire.
  private func worst(from first: Double, to last: Double) -> Severity? {
    guard let start = tick(first.rounded(.down)), let end = tick(last.rounded(.up)) else { return nil }
    return state.worst(from: start, to: end)
  }

  private func tick(_ place: Double) -> Instant? {
    ticks.isEmpty ? nil : ticks[min(ticks.count - 1, max(0, Int(place)))]
  }
}

extension AlertSeries {
  /// The day by whose look something had happened; nil for what lies outside of the days.
  func day(of instant: Instant) -> Int? {
    guard let first = ticks.first, instant > first.adding(days: -1), let last = ticks.last,
      instant < last.adding(days: 1)
    else { return nil }
    return ticks.firstIndex { $0 >= instant } ?? ticks.count - 1
  }
}
