import Domain

extension ResponseQuestion {
  /// The leads of each of the weeks before the query's instant answered within their limit.
  func weeks(_ grid: WeekGrid) -> [WithinLimit] {
    parts.weeks.get {
      let starts = grid.boundaries.map { $0.adding(-1) }
      return zip(starts, starts.dropFirst()).map { within(span(TimeWindow(after: $0, through: $1))) }
    }
  }

  /// The same as shares.
  func trend(_ grid: WeekGrid) -> [TrendPoint] {
    zip(grid.mondays, weeks(grid)).map { $1.trendPoint($0) }
  }
}

extension WithinLimit {
  /// Those of a week that begins on this Monday.
  func trendPoint(_ monday: CivilDate) -> TrendPoint {
    TrendPoint(week: monday, value: share.value, count: trials)
  }
}

/// The chart of a weekly share (statistics.md section 5, SPC): the share of all weeks ± three binomial deviations by week.
/// Where weeks spread more than that (chi-squared per degree of freedom above 1.5), Laney's widening by mR(z)/1.128.
enum ShareChart {
  /// Fewer weeks with leads show no usual spread.
  static let fewestWeeks = 8

  /// The chart of these weeks; one without leads has the limits 0 and 1.
  static func weekly(_ weeks: [WithinLimit]) -> CountChart? {
    let filled = weeks.filter { $0.trials > 0 }
    guard filled.count >= fewestWeeks else { return nil }
    let trials = filled.reduce(0) { $0 + $1.trials }
    let center = Double(filled.reduce(0) { $0 + $1.successes }) / Double(trials)
    let spread = (center * (1 - center)).squareRoot()
    let widening = widening(filled, center: center, spread: spread)
    func half(_ week: WithinLimit) -> Double { 3 * widening * spread / Double(week.trials).squareRoot() }
    return CountChart(
      center: center, low: weeks.map { $0.trials > 0 ? max(0, center - half($0)) : 0 },
      high: weeks.map { $0.trials > 0 ? min(1, center + half($0)) : 1 }, widening: widening)
  }

  private static func widening(_ weeks: [WithinLimit], center: Double, spread: Double) -> Double {
    guard spread > 0 else { return 1 }
    let scores = weeks.map { week in
      (Double(week.successes) / Double(week.trials) - center) * Double(week.trials).squareRoot() / spread
    }
    let dispersion = scores.reduce(0) { $0 + $1 * $1 } / Double(scores.count - 1)
    guard dispersion > CountCharts.greatestDispersion, let ranges = XmRChart.Limits(scores) else { return 1 }
    return max(1, ranges.sigma)
  }
}
