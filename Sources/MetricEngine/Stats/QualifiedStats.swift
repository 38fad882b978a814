import Domain

/// Weeks, dispersion and control charts of qualified leads (statistics.md sections 5 and 6).
public struct QualifiedStats: Sendable, Equatable {
  /// False without leads or without the field.
  public private(set) var isReady = false
  /// Mondays of 26 complete weeks.
  public private(set) var weeks: [CivilDate] = []
  /// Qualified in each.
  public private(set) var qualified: [Double] = []
  /// Created in each.
  public private(set) var created: [Double] = []
  /// Variance / mean of `qualified`; nil where none was.
  public private(set) var dispersion: Double?
  /// Extra spread of a negative binomial; nil where none was.
  public private(set) var alpha: Double?
  /// Monday to Sunday: that weekday's mean over the mean of all; empty where none was qualified.
  public private(set) var weekdayFactors: [Double] = []
  /// Of the counts.
  public private(set) var cChart: CountChart?
  /// Of the counts by leads created.
  public private(set) var uChart: CountChart?
  /// The same, widened as Laney does where the counts vary more than chance makes them.
  public private(set) var laneyChart: CountChart?
  /// Of the counts as they are, as the reference draws it.
  public private(set) var xmr: XmRChart?
  /// Of sqrt(count + 3/8), its limits frozen over the 26 weeks before those of `weeks`; nil without that history.
  public private(set) var frozen: FrozenChart?
  /// Exponentially weighted means of `qualified`.
  public private(set) var ewma: [Double] = []
  /// Cumulative sums above and below, in sigmas.
  public private(set) var cusumAbove: [Double] = []
  /// The same below.
  public private(set) var cusumBelow: [Double] = []
  /// The line through the weeks.
  public private(set) var line: TheilSen?
  /// What the panel shows of the change against the window before.
  public private(set) var reading = QualifiedReading()

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    reading = engine.qualifiedReading(query, selection)
    guard reading.availability == .ready else { return }
    isReady = true
    let grid = engine.weeks(asOf: query.asOf, precision: engine.dataset.facts.leadPrecision)
    weeks = grid.mondays
    qualified = reading.trend.map { $0.value ?? 0 }
    created = reading.trend.map { Double($0.count) }
    dispersion = CountCharts.dispersion(qualified)
    alpha = CountCharts.alpha(qualified)
    weekdayFactors = Self.weekdayFactors(engine, grid, selection)
    fillCharts()
    frozen = Self.frozen(engine, grid, selection, qualified)
  }

  private mutating func fillCharts() {
    cChart = CountCharts.c(qualified)
    uChart = CountCharts.u(qualified, exposures: created)
    laneyChart = CountCharts.laney(qualified, exposures: created)
    line = TheilSen(qualified)
    guard let chart = XmRChart(qualified) else { return }
    xmr = chart
    ewma = MemoryCharts.ewma(qualified, center: chart.limits.mean)
    let sums = MemoryCharts.cusum(qualified, center: chart.limits.mean, sigma: chart.limits.sigma)
    (cusumAbove, cusumBelow) = (sums.map(\.above), sums.map(\.below))
  }

  /// Days are ranges of the order of time: no row is asked for its weekday.
  private static func weekdayFactors(_ engine: Engine, _ grid: WeekGrid, _ selection: Selection) -> [Double] {
    guard let monday = grid.mondays.first?.daysSinceEpoch else { return [] }
    let isDays = engine.dataset.facts.leadPrecision == .day
    let offsets = isDays ? .utc : engine.calendar(asOf: grid.boundaries[grid.count]).offsets
    let midnights = (0...grid.count * 7).map { offsets.instant(day: monday + $0, secondsAfterMidnight: 0) }
    let counts = engine.qualifiedFacts.qualified.counts(between: midnights, in: selection.leadSet)
    var sums = [Int](repeating: 0, count: 7)
    for (day, count) in counts.enumerated() { sums[day % 7] += count }
    let total = sums.reduce(0, +)
    return total > 0 ? sums.map { Double($0) * 7 / Double(total) } : []
  }

  /// Limits of the 26 weeks before, for the 26 weeks shown.
  private static func frozen(
    _ engine: Engine, _ grid: WeekGrid, _ selection: Selection, _ qualified: [Double]
  ) -> FrozenChart? {
    let precision = engine.dataset.facts.leadPrecision
    let before = engine.weeks(asOf: grid.boundaries[0], precision: precision)
    guard engine.qualifiedFacts.oldest(in: selection.leadSet) <= before.boundaries[0].adding(days: 7) else {
      return nil
    }
    let counts = engine.qualifiedFacts.qualified.counts(between: before.boundaries, in: selection.leadSet)
    return FrozenChart((counts.map(Double.init) + qualified).map(CountCharts.root))
  }
}
