import Cells
import MetricEngine

/// The share won and the share lost by age, open deals counted: the honest chart. Where there is room, with the share
/// won as the 90 days before the last 90 alone would have it.
struct CloseCurveChart {
  /// Longer than a year is for deals that are nothing else.
  private static let days = 365.0
  /// Smaller charts would be a tangle of three lines.
  private static let roomForBefore = (width: 74, height: 7)

  private let points: [CurvePoint]
  private let before: [CurvePoint]
  private let top: Double
  private let last: Double

  /// Nil where there is no curve.
  init?(_ close: CloseReading) {
    let shown = close.curve.filter { $0.day <= Self.days }
    let points = shown.count >= 3 ? shown : close.curve
    guard points.count >= 3, let last = points.last?.day, last > 0 else { return nil }
    top = points.map { max($0.won, $0.lost) }.max() ?? 0
    guard top > 0 else { return nil }
    (self.points, self.last) = (points, last)
    before = close.curveBefore.filter { $0.day <= last }
  }

  var block: Block {
    Block(priority: 50, minimum: 5, preferred: 6, ideal: 14, isChart: true) { rect, look, canvas in
      chart(in: rect).draw(in: rect, on: &canvas, look: look)
    }
  }

  private func chart(in rect: Rect) -> LineChart {
    let isWide = rect.width >= Self.roomForBefore.width
    let showsBefore = isWide && rect.height >= Self.roomForBefore.height && before.count >= 3
    let top = showsBefore ? max(self.top, before.map(\.won).max() ?? 0) : self.top
    var series = [
      Series(points: points.map { .init(x: $0.day, y: $0.won) }, role: .series, isSteps: true, name: "won"),
      Series(points: points.map { .init(x: $0.day, y: $0.lost) }, role: .second, isSteps: true, name: "lost"),
    ]
    if showsBefore {
      series.append(Series(points: before.map { .init(x: $0.day, y: $0.won) }, role: .dim, isSteps: true))
    }
    return LineChart(
      series: series, yRange: 0...top, xRange: 0...last,
      yLabels: [
        ChartLabel(top, Numbers.percent(top)), ChartLabel(top / 2, Numbers.percent(top / 2)), ChartLabel(0, "0 %"),
      ],
      xLabels: [30, 90, 180, 365].filter { $0 <= last }.map { ChartLabel($0, "\(Int($0))") },
      xNote: note(isWide: isWide, showsBefore: showsBefore), band: band)
  }

  private func note(isWide: Bool, showsBefore: Bool) -> String {
    let words = "days since opened"
    if showsBefore { return words + (band == nil ? "" : ", dotted: likely range") + ", dim: won 90\u{2013}180 d ago" }
    return isWide && band != nil ? words + ", dotted: likely range of won" : words
  }

  /// Between which shares the share won lies; nil where the data does not say.
  private var band: ChartBand? {
    guard points.contains(where: { $0.wonHigh != nil }) else { return nil }
    return ChartBand(
      low: points.map { .init(x: $0.day, y: $0.wonLow) }, high: points.map { .init(x: $0.day, y: $0.wonHigh) })
  }
}
