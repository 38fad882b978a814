import Cells
import Domain
import MetricEngine

/// Charts over the last weeks, shared by the panels.
enum TrendBlock {
  /// Fewer weeks with a value make no trend.
  static let fewest = 4

  /// A line by week with its limit. Takes at least four rows.
  static func line(
    _ priority: Int, _ trend: [TrendPoint], limit: Double?, ideal: Int = 14, from zero: Bool = false,
    format: @escaping (Double) -> String
  ) -> Block? {
    let values = trend.compactMap(\.value)
    guard values.count >= fewest, let low = values.min(), let high = values.max() else { return nil }
    return Block(priority: priority, minimum: 4, preferred: 5, ideal: ideal, isChart: true) { rect, look, canvas in
      let ends = (min(low, limit ?? low), max(high, limit ?? high))
      let bottom = zero ? min(0, ends.0) : ends.0
      let top = ends.1 > bottom ? ends.1 : bottom + max(1, abs(bottom) * 0.1)
      var labels = [ChartLabel(top, format(top)), ChartLabel(bottom, format(bottom))]
      if let limit { labels.insert(ChartLabel(limit, format(limit)), at: 0) }
      LineChart(
        series: [Series(trend.map(\.value))], yRange: bottom...top, yLabels: labels, xLabels: months(trend),
        xNote: "\(trend.count) weeks", limit: limit.map { ChartLabel($0, "limit") }
      ).draw(in: rect, on: &canvas, look: look)
    }
  }

  /// Columns by week with what was expected of them.
  static func columns(_ priority: Int, _ trend: [TrendPoint], expected: Double?, ideal: Int = 12) -> Block? {
    let values = trend.compactMap(\.value)
    guard values.count >= fewest, let high = values.max() else { return nil }
    return Block(priority: priority, minimum: 4, ideal: ideal, isChart: true) { rect, look, canvas in
      let top = max(high, expected ?? 0, 1)
      let room = (rect.width - Numbers.whole(Numbers.clamped(top)).count - 2) / 2
      let trend = room >= 16 ? Array(trend.suffix(room)) : trend
      ColumnChart(
        values: trend.map(\.value), expected: expected.map { Array(repeating: $0, count: trend.count) } ?? [],
        top: top, yLabels: [ChartLabel(top, Numbers.whole(Numbers.clamped(top.rounded()))), ChartLabel(0, "0")],
        xLabels: months(trend), xNote: expected == nil ? "by week" : "by week, dashed: expected"
      ).draw(in: rect, on: &canvas, look: look)
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
