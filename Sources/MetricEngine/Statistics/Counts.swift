/// Garwood's exact interval of a Poisson count.
enum Garwood {
  /// [chi2inv(.025, 2k)/2, chi2inv(.975, 2k + 2)/2] for two-sided 95 % (statistics.md section 6, qualified leads).
  static func interval(_ k: Int) -> (low: Double, high: Double) { interval(k, tail: 0.025) }

  /// The interval that leaves `tail` on each side.
  static func interval(_ k: Int, tail: Double) -> (low: Double, high: Double) {
    let low = k > 0 ? Special.inverseGammaP(Double(k), tail) : 0
    return (low, Special.inverseGammaP(Double(k) + 1, 1 - tail))
  }

  /// The tail of a one-sided 80 % bound.
  static let gateTail = 0.2
}

/// Two counts over equal exposure compared exactly: given their sum, the first is binomial with p = 1/2
/// (statistics.md section 6, qualified leads).
enum RateRatio {
  /// first / second with its Clopper-Pearson interval; bounds are nil where they are infinite, all nil without counts.
  static func estimate(_ first: Int, _ second: Int) -> Estimate {
    let total = first + second
    guard total > 0 else { return Estimate(value: nil) }
    let (k, n) = (Double(first), Double(total))
    let low = first > 0 ? Special.inverseBetaI(k, n - k + 1, 0.025) : 0
    let high = second > 0 ? Special.inverseBetaI(k + 1, n - k, 0.975) : 1
    return Estimate(
      value: second > 0 ? k / Double(second) : nil, low: low / (1 - low), high: high < 1 ? high / (1 - high) : nil)
  }

  /// Exact two-sided p-value of equal rates; nil without counts.
  static func pValue(_ first: Int, _ second: Int) -> Double? {
    let total = first + second
    guard total > 0 else { return nil }
    guard first != second else { return 1 }
    let fewer = Double(min(first, second))
    return min(1, 2 * Special.betaI(Double(total) - fewer, fewer + 1, 0.5))
  }
}
