import Domain

extension RuleLevels {
  /// The strictest warning levels of the parts of an organisation with which a rule would have fired at most twice a year,
  /// all parts counted together; nil where none has past enough.
  ///
  /// Parts differ in what is usual: who buys a list answers otherwise than who calls. So each level lies where as much of
  /// the part's own past was worse, and what is looked for is how much. As for the whole, what is usual is a
  /// recovery from every level.
  /// - Parameter rule: one about each part, whose evidence is judged together.
  public static func suggestedForParts(of rule: AlertRule, by series: PartSeries) -> [Scope: Double]? {
    let past = series.values(rule).filter { $0.value.count > LearnedLevels.fewestDays }
    guard let days = past.values.map(\.count).max() else { return nil }
    let allowed = Int(warningsAYear * Double(days) / Backtest.year)
    // Bisection as for the whole: with `low` it speaks too often, or it is the strictest; with `high` seldom enough.
    var (low, high) = (0, steps)
    while low < high {
      let middle = low + (high - low) / 2
      let levels = past.mapValues { level($0, rule, step: middle) }
      if Backtest.firings(rule, levels, series) > allowed { low = middle + 1 } else { high = middle }
    }
    return past.mapValues { level($0, rule, step: low) }
  }

  /// Steps from the median to the worst value.
  private static let steps = 25

  /// - Parameter values: ascending, not empty.
  private static func level(_ values: [Double], _ rule: AlertRule, step: Int) -> Double {
    let worse = values.count / 2 * (steps - step) / steps
    let value = rule.direction == .below ? values[worse] : values[values.count - 1 - worse]
    let usual = rule.request.statistic.isRatioToUsual ? 1 : values[values.count / 2]
    let nearest = nearest(to: usual, AlertPolicy(rule))
    return rounded(rule.direction == .below ? min(value, nearest) : max(value, nearest), rule.direction)
  }
}
