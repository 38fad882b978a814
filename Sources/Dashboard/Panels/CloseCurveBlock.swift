import Cells
import Domain
import MetricEngine

/// The share won and the share lost by age, open deals counted: the honest chart of time to close.
struct CloseCurveBlock {
  /// The points that are drawn, read out and written to a file.
  let points: [CurvePoint]
  private let top: Double
  private let before: Cells.Series?

  /// Days that the curve shows at most.
  private static let longest = 365.0
  /// Columns from which on the curve of the period before stands beside it, and from which on the band is explained.
  private static let (wide, explained) = (110, 74)

  /// nil where the data makes no curve.
  init?(_ snapshot: Snapshot) {
    let all = snapshot.readings.close.curve
    guard all.count >= 3, let end = all.last?.day, end > 0 else { return nil }
    let shown = all.filter { $0.day <= Self.longest }
    points = shown.count >= 3 ? shown : all
    top = points.map { max($0.won, $0.lost) }.max() ?? 0
    guard top > 0 else { return nil }
    before = snapshot.before(Self.before(points))
  }

  /// The share won as it was known a period before; nil where nobody knew.
  private static func before(_ points: [CurvePoint]) -> Cells.Series? {
    guard points.contains(where: { $0.wonBefore != nil }) else { return nil }
    return Cells.Series(points: points.map { .init(x: $0.day, y: $0.wonBefore) }, role: .dim, isSteps: true)
  }

  /// Between which shares the share won lies; nil where the data does not say.
  private var band: ChartBand? {
    guard points.contains(where: { $0.wonHigh != nil }) else { return nil }
    return ChartBand(
      low: points.map { .init(x: $0.day, y: $0.wonLow) }, high: points.map { .init(x: $0.day, y: $0.wonHigh) })
  }

  var block: Block {
    Block(priority: 50, minimum: 5, preferred: 6, ideal: 14) { rect, view in
      let chart = chart(in: rect, view)
      return Block.DayChart { look, canvas in
        chart.draw(in: rect, on: &canvas, look: look)
      } place: { column in
        chart.x(atColumn: column, in: rect).map { .age($0) }
      }
    }
  }

  private func chart(in rect: Rect, _ view: ChartView) -> LineChart {
    let last = points.last?.day ?? 0
    let shownBefore = rect.width >= Self.wide ? before : nil
    return LineChart(
      series: [
        Series(points: points.map { .init(x: $0.day, y: $0.won) }, role: .series, isSteps: true, name: ListWords.won),
        Series(points: points.map { .init(x: $0.day, y: $0.lost) }, role: .second, isSteps: true, name: ListWords.lost),
      ] + (shownBefore.map { [$0] } ?? []),
      yRange: 0...top, xRange: 0...last,
      yLabels: [top, top / 2, 0].map { ChartLabel($0, Numbers.percent($0)) },
      xLabels: [30, 90, 180, 365].filter { $0 <= last }.map { ChartLabel($0, "\(Int($0))") },
      xNote: CloseWords.axis(hasBand: rect.width >= Self.explained && band != nil, compares: shownBefore != nil),
      crosshair: view.age, band: band)
  }

  /// The point nearest to an age in days, counted from the left.
  func place(of days: Double) -> Int {
    points.indices.min { abs(points[$0].day - days) < abs(points[$1].day - days) } ?? 0
  }
}
