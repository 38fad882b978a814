import Domain

/// How long the wins took that closed in each of many windows, kept up to date. Wins are told apart by the bounds of all
/// windows, so that a window is some cells in a row.
struct LiveWindowMedians: Sendable {
  private let windows: [TimeWindow]
  /// All bounds, ascending; a cell lies between two.
  private let bounds: [Instant]
  /// Seconds of the wins in each cell.
  private var cells: [SortedBag<Int64>]
  /// By window; nil where wins have come or gone.
  private var known: [(count: Int, days: Double?)?]

  init(_ windows: [TimeWindow]) {
    self.windows = windows
    bounds = Set(windows.flatMap { [$0.after, $0.through] }).sorted()
    cells = Array(repeating: SortedBag(), count: max(0, bounds.count - 1))
    known = Array(repeating: nil, count: windows.count)
  }

  mutating func change(_ seconds: Int64, closedAt closed: Instant, _ sign: LiveSign) {
    let cell = bounds.partitioningIndex { $0 >= closed } - 1
    guard cells.indices.contains(cell) else { return }
    cells[cell].change(seconds, sign)
    for window in windows.indices where windows[window].contains(closed) { known[window] = nil }
  }

  mutating func points(_ mondays: [CivilDate]) -> [TrendPoint] {
    windows.indices.map { window in
      let (count, days) = known[window] ?? median(in: windows[window])
      known[window] = (count, days)
      return TrendPoint(week: mondays[window], value: days, count: count)
    }
  }

  private func median(in window: TimeWindow) -> (count: Int, days: Double?) {
    func index(_ bound: Instant) -> Int { bounds.partitioningIndex { $0 >= bound } }
    let own = cells[index(window.after)..<index(window.through)]
    let count = own.reduce(0) { $0 + $1.count }
    return (count, Quantile.days(count: count, 0.5) { Self.value(at: $0, own) })
  }

  /// The value that so many of some bags precede: the least up to which there are more.
  private static func value(at rank: Int, _ bags: ArraySlice<SortedBag<Int64>>) -> Int64 {
    var low = bags.compactMap { $0.value(at: 0) }.min() ?? 0
    var high = bags.compactMap { $0.value(at: $0.count - 1) }.max() ?? 0
    while low < high {
      let middle = low + (high - low) / 2
      let through = bags.reduce(0) { $0 + $1.count(before: { $0 > middle }) }
      if through > rank { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
