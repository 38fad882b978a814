import Domain
import Foundation

/// How long wins took, week by week.
enum CloseTrend {
  /// Days looked back from the end of each week.
  private static let days = 90

  /// Half-of-wins over the wins of the 90 days before each week's end.
  static func medians(_ wins: WonDeals, _ grid: WeekGrid) -> [TrendPoint] {
    let windows = grid.ends.map { TimeWindow(after: $0.adding(days: -days), through: $0) }
    return points(wins, grid.mondays, windows)
  }

  /// The median of the wins closed within each week alone.
  static func weekly(_ wins: WonDeals, _ grid: WeekGrid) -> [TrendPoint] {
    let windows = zip(grid.boundaries, grid.ends).map { TimeWindow(after: $0.adding(-1), through: $1) }
    return points(wins, grid.mondays, windows)
  }

  /// One look along the wins, which lie in order of duration: each counts in every window that it closed in, and the
  /// one in the middle of a window is its median.
  private static func points(_ wins: WonDeals, _ mondays: [CivilDate], _ windows: [TimeWindow]) -> [TrendPoint] {
    guard let earliest = windows.first, let latest = windows.last else { return [] }
    var spans: [Span] = []
    var counts = [Int](repeating: 0, count: windows.count)
    wins.closedAt.withUnsafeBufferPointer { closedAt in
      for place in closedAt.indices {
        let closed = closedAt[place]
        guard closed > earliest.after, closed <= latest.through else { continue }
        let first = windows.partitioningIndex { $0.through >= closed }
        let end = windows.partitioningIndex { $0.after >= closed }
        guard first < end else { continue }
        spans.append(Span(place: Int32(truncatingIfNeeded: place), first: Int16(first), end: Int16(end)))
        for window in first..<end { counts[window] += 1 }
      }
    }
    var middles = counts.map { Middle(count: $0) }
    middles.withUnsafeMutableBufferPointer { middles in
      for span in spans {
        for window in Int(span.first)..<Int(span.end) { middles[window].pass(wins.seconds, Int(span.place)) }
      }
    }
    return mondays.indices.map { TrendPoint(week: mondays[$0], value: middles[$0].median, count: counts[$0]) }
  }

  /// The windows that a win counts in.
  private struct Span {
    let place: Int32
    let first: Int16
    let end: Int16
  }

  /// Waits for the values in the middle of so many.
  private struct Middle {
    private let count: Int
    private var seen = 0
    private var (low, high): (Int64, Int64) = (0, 0)

    init(count: Int) { self.count = count }

    @inline(__always) mutating func pass(_ seconds: Series<Int64>, _ place: Int) {
      if seen == (count - 1) / 2 { low = seconds[place] }
      if seen == count / 2 { high = seconds[place] }
      seen += 1
    }

    /// Days, as type 7.
    var median: Double? {
      guard count > 0 else { return nil }
      let (first, second) = (Double(low) / Double(Instant.day), Double(high) / Double(Instant.day))
      return first + (second - first) * (count % 2 == 0 ? 0.5 : 0)
    }
  }
}

extension Engine {
  /// The chart of single weeks: limits of the first 26 that have a win, the last 26 judged. Logarithms, because
  /// durations are skewed; less than a minute counts as a minute.
  func closeControl(_ wins: WonDeals, _ asOf: Instant) -> CloseControl? {
    let offsets = countsWholeDays ? ZoneOffsets.utc : calendar(asOf: asOf).offsets
    let grid = WeekGrid(asOf: asOf, count: 2 * FrozenChart.baseline, offsets: offsets)
    let points = CloseTrend.weekly(wins, grid)
    let known = points.filter { $0.value != nil }
    guard let chart = FrozenChart(known.map { log(max($0.value ?? 0, 1.0 / 1440)) }) else { return nil }
    return CloseControl(
      weeks: Array(points.suffix(FrozenChart.baseline)), centre: exp(chart.limits.mean), low: exp(chart.limits.low),
      high: exp(chart.limits.high), beyond: chart.beyondThree.map { known[$0].week },
      runs: chart.runOfEight.map { known[$0].week })
  }
}
