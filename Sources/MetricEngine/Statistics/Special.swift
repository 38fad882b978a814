import Foundation

/// Special functions behind intervals and tests (statistics.md section 6, common).
enum Special {
  /// ln Γ(x) for x > 0.
  static func logGamma(_ x: Double) -> Double {
    let (value, _): (Double, Int) = lgamma(x)
    return value
  }

  /// Two-sided p-value of a standard normal deviate.
  static func normalP(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

  /// Chance that a standard normal lies above `z`.
  static func upperNormal(_ z: Double) -> Double { erfc(z / 2.0.squareRoot()) / 2 }

  /// Upper tail of chi-squared with one degree of freedom.
  static func chiSquaredP(_ x: Double) -> Double { erfc((max(0, x) / 2).squareRoot()) }

  /// Regularised lower incomplete gamma P(a, x), a > 0.
  static func gammaP(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    return x < a + 1 ? gammaSeries(a, x) : 1 - gammaFraction(a, x)
  }

  /// Regularised incomplete beta I_x(a, b); a, b > 0.
  static func betaI(_ a: Double, _ b: Double, _ x: Double) -> Double {
    guard x > 0 else { return 0 }
    guard x < 1 else { return 1 }
    let front = exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x) + b * log1p(-x))
    return x < (a + 1) / (a + b + 2)
      ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, 1 - x) / b
  }

  /// x with P(a, x) = p, for 0 < p < 1.
  static func inverseGammaP(_ a: Double, _ p: Double) -> Double {
    let spread = 1 / (9 * a)
    let start = a * pow(max(1 - spread + inverseNormal(p) * spread.squareRoot(), 1e-3), 3)
    return Root.increasing(start: start, above: 0, below: .infinity) { x in
      (gammaP(a, x) - p, exp((a - 1) * log(x) - x - logGamma(a)))
    }
  }

  /// x with I_x(a, b) = p, for 0 < p < 1.
  static func inverseBetaI(_ a: Double, _ b: Double, _ p: Double) -> Double {
    let scale = logGamma(a + b) - logGamma(a) - logGamma(b)
    return Root.increasing(start: a / (a + b), above: 0, below: 1) { x in
      (betaI(a, b, x) - p, exp(scale + (a - 1) * log(x) + (b - 1) * log1p(-x)))
    }
  }

  // MARK: - Series and Lentz's continued fractions

  private static let tiny = 1e-300
  private static let precision = 1e-16

  /// Enough steps where both arguments are near `size`: convergence takes about its root.
  private static func steps(_ size: Double) -> Int { 500 + Int(20 * min(size, 1e12).squareRoot()) }

  private static func gammaFront(_ a: Double, _ x: Double) -> Double { exp(a * log(x) - x - logGamma(a)) }

  private static func gammaSeries(_ a: Double, _ x: Double) -> Double {
    var term = 1 / a
    var sum = term
    for step in 1...steps(a) {
      term *= x / (a + Double(step))
      sum += term
      if term < sum * precision { break }
    }
    return sum * gammaFront(a, x)
  }

  private static func gammaFraction(_ a: Double, _ x: Double) -> Double {
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var h = d
    for step in 1...steps(a) {
      let i = Double(step)
      let factor = -i * (i - a)
      b += 2
      d = 1 / nonZero(factor * d + b)
      c = nonZero(b + factor / c)
      h *= d * c
      if abs(d * c - 1) < precision { break }
    }
    return h * gammaFront(a, x)
  }

  private static func betaFraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    var c = 1.0
    var d = 1 / nonZero(1 - (a + b) * x / (a + 1))
    var h = d
    for step in 1...steps(max(a, b)) {
      let m = Double(step)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      d = 1 / nonZero(1 + even * d)
      c = nonZero(1 + even / c)
      h *= d * c
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      d = 1 / nonZero(1 + odd * d)
      c = nonZero(1 + odd / c)
      h *= d * c
      if abs(d * c - 1) < precision { break }
    }
    return h
  }

  private static func nonZero(_ value: Double) -> Double { abs(value) < tiny ? tiny : value }
}

/// Roots of increasing functions.
private enum Root {
  /// Newton's steps kept within a shrinking bracket; `function` gives value and slope.
  static func increasing(
    start: Double, above: Double, below: Double, _ function: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    var (low, high, x) = (above, below, start)
    for _ in 0..<200 {
      let (value, slope) = function(x)
      if value == 0 { return x }
      if value < 0 { low = x } else { high = x }
      var next = slope > 0 ? x - value / slope : .nan
      if !(next > low && next < high) { next = high.isFinite ? (low + high) / 2 : 2 * x + 1 }
      if abs(next - x) <= 1e-15 * abs(next) { return next }
      x = next
    }
    return x
  }
}
