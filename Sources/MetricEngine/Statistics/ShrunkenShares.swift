/// Shares of many elements drawn towards their common mean, the fewer trials the more: (k + a)/(n + a + b), by which
/// elements are ranked (statistics.md section 2).
public struct ShrunkenShares: Sendable, Equatable, Codable {
  /// Share of all trials together.
  public let mean: Double
  /// a + b: trials' worth of the common mean in every share; nil where the elements do not differ, so that the mean is all.
  public let weight: Double?

  /// The prior by moments over the elements (between and within variance); elements without trials say nothing. Nil
  /// without trials.
  public init?(_ elements: [(successes: Int, trials: Int)]) {
    let kept = elements.filter { $0.trials > 0 }
    let trials = kept.reduce(0.0) { $0 + Double($1.trials) }
    guard trials > 0 else { return nil }
    let mean = kept.reduce(0.0) { $0 + Double($1.successes) } / trials
    self.mean = mean
    var (between, within, squares) = (0.0, 0.0, 0.0)
    for (successes, count) in kept {
      let (n, p) = (Double(count), Double(successes) / Double(count))
      between += n * (p - mean) * (p - mean)
      within += n * p * (1 - p)
      squares += n * n
    }
    let groups = Double(kept.count)
    guard groups > 1, trials > groups else {
      weight = nil
      return
    }
    let (outer, inner) = (between / (groups - 1), within / (trials - groups))
    let size = (trials - squares / trials) / (groups - 1)
    let correlation = (outer - inner) / (outer + (size - 1) * inner)
    weight = correlation > 0 ? max(0, 1 / correlation - 1) : nil
  }

  /// The prior's successes; nil where the elements do not differ.
  public var a: Double? { weight.map { mean * $0 } }
  /// The prior's failures; nil where the elements do not differ.
  public var b: Double? { weight.map { (1 - mean) * $0 } }

  /// The shrunken share of one element.
  public func share(_ successes: Int, of trials: Int) -> Double {
    guard let weight, weight + Double(max(0, trials)) > 0 else { return mean }
    return (Double(successes) + mean * weight) / (Double(trials) + weight)
  }
}
