import Domain

/// Open opportunities that are stuck in stages.
struct LiveStuck: Sendable {
  /// Those of one stage, the first so many of its deals.
  struct Stage: Sendable {
    var deals: SortedBag<LiveStanding.Deal>
    var count: Int
    /// Days.
    var limit: Double
  }

  /// Open opportunities in the stages, stuck or not.
  var open = 0
  var money = LiveMoney()
  var stages: [Stage] = []

  mutating func add(_ other: LiveStuck) {
    open += other.open
    money.add(other.money)
    stages += other.stages
  }

  /// As rules ask for them: the list, furthest beyond their limit first, is made for whoever looks at it.
  func reading(factor: Double, _ currencies: Vocabulary) -> Reading {
    let (stages, number) = (stages, stages.reduce(0) { $0 + $1.count })
    var reading = Reading(value: Double(number), count: open, money: money.total(currencies))
    reading.rows = RowList(count: number) {
      let over = stages.flatMap { stage in
        stage.deals.first(stage.count).map { (over: LiveStanding.over($0, stage.limit, factor), order: $0.order) }
      }
      return over.sorted { ($1.over, $0.order) < ($0.over, $1.order) }.map(\.order.number)
    }
    return reading
  }
}
