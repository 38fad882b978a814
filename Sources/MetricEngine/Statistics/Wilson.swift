import Foundation

/// Normal deviates in use.
enum Deviate {
  /// Two-sided 95 %.
  static let twoSided95 = 1.959963984540054
  /// One-sided 80 %: the evidence gate of a rule.
  static let oneSided80 = 0.8416212335729143
}

/// Wilson's score interval of a share.
enum Wilson {
  /// The share with its interval; nothing without trials. Formula: statistics.md section 6, response time.
  static func share(_ successes: Int, of trials: Int, z: Double = Deviate.twoSided95) -> Share {
    guard trials > 0 else { return Share(successes: 0, trials: 0, value: nil, low: nil, high: nil) }
    let n = Double(trials)
    let p = Double(successes) / n
    let square = z * z
    let center = (p + square / (2 * n)) / (1 + square / n)
    let half = z / (1 + square / n) * (p * (1 - p) / n + square / (4 * n * n)).squareRoot()
    return Share(
      successes: successes, trials: trials, value: p, low: max(0, center - half), high: min(1, center + half))
  }
}
