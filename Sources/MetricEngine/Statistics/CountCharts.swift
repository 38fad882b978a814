import Foundation

/// A centre with limits, one a point or one for all.
public struct CountChart: Sendable, Equatable, Codable {
  /// Where the points should lie.
  public let center: Double
  /// Lower limits, never below zero.
  public let low: [Double]
  /// Upper limits.
  public let high: [Double]
  /// Factor by which the limits were widened for overdispersion; 1 where they were not.
  public let widening: Double
}

/// Charts of counts and of counts per unit (statistics.md section 5, SPC).
public enum CountCharts {
  /// Variance / mean above which plain limits would cry wolf.
  public static let greatestDispersion = 1.5

  /// Variance (n - 1) / mean; nil under two counts or where all are zero.
  public static func dispersion(_ counts: [Double]) -> Double? {
    guard let (mean, variance) = moments(counts), mean > 0 else { return nil }
    return variance / mean
  }

  /// Extra spread of a negative binomial by moments: variance = mean + alpha·mean². Nil as for `dispersion`.
  public static func alpha(_ counts: [Double]) -> Double? {
    guard let (mean, variance) = moments(counts), mean > 0 else { return nil }
    return max(0, (variance - mean) / (mean * mean))
  }

  /// c ± 3·sqrt(c), one limit for all; nil without counts.
  public static func c(_ counts: [Double]) -> CountChart? {
    guard !counts.isEmpty else { return nil }
    let center = counts.reduce(0, +) / Double(counts.count)
    let half = 3 * center.squareRoot()
    return CountChart(center: center, low: [max(0, center - half)], high: [center + half], widening: 1)
  }

  /// u ± 3·sqrt(u/n), limits by point; an exposure under one counts as one. Nil without exposure.
  public static func u(_ counts: [Double], exposures: [Double]) -> CountChart? {
    limits(counts, exposures, widening: 1)
  }

  /// As `u`, but where the dispersion of the counts exceeds 1.5 Laney's chart: widened by mR(z)/1.128.
  public static func laney(_ counts: [Double], exposures: [Double]) -> CountChart? {
    guard let plain = u(counts, exposures: exposures) else { return nil }
    guard let dispersion = dispersion(counts), dispersion > greatestDispersion, plain.center > 0 else { return plain }
    let scores = zip(counts, exposures).filter { $1 > 0 }.map { count, exposure in
      (count / exposure - plain.center) / (plain.center / exposure).squareRoot()
    }
    guard let ranges = XmRChart.Limits(scores) else { return plain }
    return limits(counts, exposures, widening: max(1, ranges.sigma))
  }

  /// Scale on which durations are charted; nil at or below zero.
  public static func logarithm(_ duration: Double) -> Double? { duration > 0 ? log(duration) : nil }

  /// Scale on which counts are charted.
  public static func root(_ count: Double) -> Double { max(0, count + 0.375).squareRoot() }

  private static func limits(_ counts: [Double], _ exposures: [Double], widening: Double) -> CountChart? {
    let exposure = exposures.reduce(0, +)
    guard exposure > 0, !counts.isEmpty, counts.count == exposures.count else { return nil }
    let center = counts.reduce(0, +) / exposure
    let halves = exposures.map { 3 * widening * (center / max($0, 1)).squareRoot() }
    return CountChart(
      center: center, low: halves.map { max(0, center - $0) }, high: halves.map { center + $0 }, widening: widening)
  }

  private static func moments(_ counts: [Double]) -> (mean: Double, variance: Double)? {
    var moments = Moments()
    for count in counts { moments.add(count) }
    return moments.standardDeviation.map { (moments.mean, $0 * $0) }
  }
}
