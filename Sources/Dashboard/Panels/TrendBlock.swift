import Cells
import Domain
import MetricEngine

/// Charts over the last weeks, shared by the panels.
enum TrendBlock {
  /// Fewer weeks with a value make no trend.
  static let fewest = 4

  /// A line by week with its limit and what chance alone gives. Takes at least four rows.
  static func line(
    _ priority: Int, _ trend: [TrendPoint], limit: Double?, control: ControlLimits? = nil, marks: [AlertMark] = [],
    ideal: Int = 14, from zero: Bool = false, words: String? = nil, format: @escaping (Double) -> String
  ) -> Block? {
    let values = trend.compactMap(\.value)
    guard values.count >= fewest, let low = values.min(), let high = values.max() else { return nil }
    let (least, most) = control?.reach(low, high) ?? (low, high)
    return Block(priority: priority, minimum: 4, preferred: 5, ideal: ideal) { rect, view in
      let shown = Array(trend.suffix(view.weeks))
      let ends = (min(least, limit ?? least), max(most, limit ?? most))
      let bottom = zero ? min(0, ends.0) : ends.0
      let top = ends.1 > bottom ? ends.1 : bottom + max(1, abs(bottom) * 0.1)
      var labels = [ChartLabel(top, format(top)), ChartLabel(bottom, format(bottom))]
      if let limit { labels.insert(ChartLabel(limit, format(limit)), at: 0) }
      let note = Note(words ?? TrendWords.weeks(shown.count), canDrop: words == nil, control, rect)
      let chart = LineChart(
        series: [Series(shown.map(\.value))], yRange: bottom...top, yLabels: labels, xLabels: months(shown),
        limit: limit.map { ChartLabel($0, TrendWords.limit) }, crosshair: view.place(in: shown).map(Double.init),
        band: control?.band(from: trend.count - shown.count), marks: marks.chartMarks(shown))
      return Block.DayChart { look, canvas in
        chart.draw(in: note.chart, on: &canvas, look: look)
        note.draw(look, &canvas)
      } place: { column in
        chart.x(atColumn: column, in: note.chart).map { .day(shown[min(shown.count - 1, Int($0.rounded()))].week) }
      }
    }
  }

  /// Columns by week with what was expected of them and what chance alone gives.
  static func columns(
    _ priority: Int, _ trend: [TrendPoint], expected: Double?, control: ControlLimits? = nil,
    marks: [AlertMark] = [], ideal: Int = 12
  ) -> Block? {
    let values = trend.compactMap(\.value)
    guard values.count >= fewest, let high = values.max() else { return nil }
    return Block(priority: priority, minimum: 4, ideal: ideal) { rect, view in
      let top = max(high, expected ?? 0, 1, control?.reach(0, high).1 ?? 0)
      let room = (rect.width - Numbers.whole(Numbers.clamped(top)).count - 2) / 2
      let shown = Array(trend.suffix(min(view.weeks, room >= 16 ? room : trend.count)))
      let words = TrendWords.byWeek(hasExpected: expected != nil)
      let note = Note(words, canDrop: false, control, rect)
      let chart = ColumnChart(
        values: shown.map(\.value), expected: expected.map { Array(repeating: $0, count: shown.count) } ?? [],
        top: top, yLabels: [ChartLabel(top, Numbers.whole(Numbers.clamped(top.rounded()))), ChartLabel(0, "0")],
        xLabels: months(shown), marked: view.place(in: shown), band: control?.band(from: trend.count - shown.count),
        marks: marks.chartMarks(shown))
      return Block.DayChart { look, canvas in
        chart.draw(in: note.chart, on: &canvas, look: look)
        note.draw(look, &canvas)
      } place: { column in
        chart.index(atColumn: column, in: note.chart).map { .day(shown[$0].week) }
      }
    }
  }

  /// What the chart shows and what its dotted lines mean, on a row of its own: on the axis it would hide months. A low
  /// chart goes without.
  private struct Note {
    /// What is left for the chart.
    let chart: Rect
    private let words: String
    private let canDrop: Bool
    private let control: ControlLimits?
    private let row: Rect

    /// Rows from which on a chart can spare one.
    private static let roomy = 6

    init(_ words: String, canDrop: Bool, _ control: ControlLimits?, _ rect: Rect) {
      let height = rect.height >= Self.roomy ? 1 : 0
      (self.words, self.canDrop, self.control) = (words, canDrop, control)
      chart = Rect(x: rect.x, y: rect.y, width: rect.width, height: rect.height - height)
      row = Rect(x: rect.x, y: rect.maxY - 1, width: rect.width, height: height)
    }

    /// What to say, the longest first.
    private func choices(_ look: Look) -> [String] {
      guard let control else { return [words] }
      let short = TrendWords.dotted
      let long = TrendWords.dotted(beyond: control.beyond.isEmpty ? nil : look.mark(.times))
      return ["\(words), \(long)", "\(words), \(short)", canDrop ? short : words]
    }

    func draw(_ look: Look, _ canvas: inout Canvas) {
      guard row.height > 0 else { return }
      let shown = choices(look).first { TextWidth.of($0) <= row.width } ?? words
      canvas.putRight(shown, endingAt: row.maxX, y: row.y, style: look[.dim], width: row.width)
    }
  }

  /// The first week of every second month.
  static func months(_ trend: [TrendPoint]) -> [ChartLabel] {
    var labels: [ChartLabel] = []
    var last: Int?
    for (index, point) in trend.enumerated() where point.week.month != last {
      if last != nil || point.week.day <= 7 { labels.append(ChartLabel(Double(index), Dates.month(point.week))) }
      last = point.week.month
    }
    return labels
  }
}

extension ControlLimits {
  /// Lowest and highest value to show: those of the weeks and of the limits, but no more than as much again as the
  /// weeks span, so that a week of few rows does not flatten the others.
  func reach(_ low: Double, _ high: Double) -> (Double, Double) {
    let room = max(high - low, abs(high) * 0.05)
    let (least, most) = (weeks.compactMap(\.low).min() ?? low, weeks.compactMap(\.high).max() ?? high)
    return (max(min(low, least), low - room), min(max(high, most), high + room))
  }

  /// The band to draw over the weeks from one on.
  func band(from first: Int) -> ChartBand {
    let shown = Array(weeks.dropFirst(first))
    func points(_ value: (ControlWeek) -> Double?) -> [Cells.Series.Point] {
      shown.enumerated().map { Cells.Series.Point(x: Double($0.offset), y: value($0.element)) }
    }
    return ChartBand(
      low: points { $0.low }, high: points { $0.high },
      beyond: points { $0.isBeyond ? $0.value : nil }.filter { $0.y != nil })
  }
}

extension ChartView {
  /// Where the week that is read out stands among those shown.
  fileprivate func place(in shown: [TrendPoint]) -> Int? {
    week.flatMap { week in shown.firstIndex { $0.week == week } }
  }
}
