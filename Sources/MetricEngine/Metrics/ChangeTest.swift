import Domain

extension Change {
  /// Compares two shares: a difference counts if two proportions differ at 5 % (pooled, two-sided). Shares of fewer
  /// than 30 rows are not compared.
  static func ofShares(_ now: Share, before: Share, higherIsBetter: Bool) -> Change {
    guard let value = now.value, let old = before.value, now.isComparable, before.isComparable else { return .unknown }
    let (n, m) = (Double(now.trials), Double(before.trials))
    let pooled = Double(now.successes + before.successes) / (n + m)
    let error = (pooled * (1 - pooled) * (1 / n + 1 / m)).squareRoot()
    guard error > 0, abs(value - old) / error >= Deviate.twoSided95 else { return .same }
    return (value > old) == higherIsBetter ? .better : .worse
  }

  /// Compares two counts of a Poisson kind: the difference counts beyond 1.96 standard errors.
  static func ofCounts(_ now: Int, before: Int?, higherIsBetter: Bool) -> Change {
    guard let before else { return .unknown }
    let error = Double(now + before).squareRoot()
    guard error > 0, abs(Double(now - before)) / error >= Deviate.twoSided95 else { return .same }
    return (now > before) == higherIsBetter ? .better : .worse
  }

  /// Compares a duration with the one before: the difference counts if that lies outside the bounds of this one.
  static func ofDays(_ now: Estimate, before: Double?) -> Change {
    guard let value = now.value, let before else { return .unknown }
    if let low = now.low, before < min(low, value) { return .worse }
    if let high = now.high, before > max(high, value) { return .better }
    return .same
  }
}
