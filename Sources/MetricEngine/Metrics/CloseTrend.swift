import Domain
import Foundation

/// How long wins took, week by week.
enum CloseTrend {
  /// Days looked back from the end of each week.
  private static let days = 90

  /// Half-of-wins over the wins of the 90 days before each week's end.
  static func medians(_ wins: WonDeals, _ grid: WeekGrid) -> [TrendPoint] {
    points(wins, grid.mondays, windows(grid))
  }

  /// The 90 days before the end of each week.
  static func windows(_ grid: WeekGrid) -> [TimeWindow] {
    grid.ends.map { TimeWindow(after: $0.adding(days: -days), through: $0) }
  }

  /// The median of the wins closed within each week alone.
  static func weekly(_ wins: WonDeals, _ grid: WeekGrid) -> [TrendPoint] {
    points(wins, grid.mondays, weeks(grid))
  }

  /// Each week alone.
  static func weeks(_ grid: WeekGrid) -> [TimeWindow] {
    zip(grid.boundaries, grid.ends).map { TimeWindow(after: $0.adding(-1), through: $1) }
  }

  private static func points(_ wins: WonDeals, _ mondays: [CivilDate], _ windows: [TimeWindow]) -> [TrendPoint] {
    let cells = ClosingCells(wins, windows)
    return zip(mondays, windows).map { monday, window in
      let (count, median) = cells.median(in: window)
      return TrendPoint(week: monday, value: median, count: count)
    }
  }
}

/// Wins told apart by the bounds of windows between which they closed: a window is some cells in a row, however many
/// windows overlap.
private struct ClosingCells {
  private let wins: WonDeals
  /// All bounds, ascending; a cell lies between two.
  private let bounds: [Instant]
  /// Places in each cell, ascending, and with them the durations.
  private var cells: [[Int32]]

  init(_ wins: WonDeals, _ windows: [TimeWindow]) {
    self.wins = wins
    bounds = Set(windows.flatMap { [$0.after, $0.through] }).sorted()
    cells = Array(repeating: [], count: max(0, bounds.count - 1))
    guard let first = bounds.first, let last = bounds.last else { return }
    wins.closedAt.withUnsafeBufferPointer { closedAt in
      for place in closedAt.indices where closedAt[place] > first && closedAt[place] <= last {
        let closed = closedAt[place]
        cells[bounds.partitioningIndex { $0 >= closed } - 1].append(Int32(truncatingIfNeeded: place))
      }
    }
  }

  /// How many closed in one of the windows, and how many days half of them took at most.
  func median(in window: TimeWindow) -> (count: Int, days: Double?) {
    func index(_ bound: Instant) -> Int { bounds.partitioningIndex { $0 >= bound } }
    let own = cells[index(window.after)..<index(window.through)]
    let count = own.reduce(0) { $0 + $1.count }
    return (count, Quantile.days(count: count, 0.5) { wins.seconds[place(after: $0, in: own)] })
  }

  /// The place after so many others: the first up to which there are more.
  private func place(after others: Int, in cells: ArraySlice<[Int32]>) -> Int {
    (0..<wins.count).partitioningIndex { place in
      cells.reduce(0) { $0 + $1.partitioningIndex { $0 > place } } > others
    }
  }
}

extension Engine {
  /// The chart of single weeks.
  func closeControl(_ wins: WonDeals, _ asOf: Instant) -> CloseControl? {
    CloseControl(CloseTrend.weekly(wins, controlWeeks(asOf)))
  }

  /// The weeks that the chart needs.
  func controlWeeks(_ asOf: Instant) -> WeekGrid {
    let offsets = countsWholeDays ? ZoneOffsets.utc : calendar(asOf: asOf).offsets
    return WeekGrid(asOf: asOf, count: 2 * FrozenChart.baseline, offsets: offsets)
  }
}

extension CloseControl {
  /// Limits of the first 26 weeks that have a win, the last 26 judged. Logarithms, because durations are skewed; less
  /// than a minute counts as a minute. Nil with too few weeks of wins.
  init?(_ points: [TrendPoint]) {
    let known = points.filter { $0.value != nil }
    guard let chart = FrozenChart(known.map { log(max($0.value ?? 0, 1.0 / 1440)) }) else { return nil }
    self.init(
      weeks: Array(points.suffix(FrozenChart.baseline)), centre: exp(chart.limits.mean), low: exp(chart.limits.low),
      high: exp(chart.limits.high), beyond: chart.beyondThree.map { known[$0].week },
      runs: chart.runOfEight.map { known[$0].week })
  }
}
