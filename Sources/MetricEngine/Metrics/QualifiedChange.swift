import Domain
import Foundation

/// Two counts of qualified leads compared, with an allowance for weeks that vary more than chance makes them
/// (statistics.md section 6, qualified leads).
struct QualifiedChange {
  let current: Int
  let previous: Int
  /// Variance / mean of the weekly counts.
  let dispersion: Double?
  /// Extra spread of a window's count: variance = mean + alpha·mean².
  private let alpha: Double
  /// current / previous: exact, or of negative binomial counts where weeks vary.
  let ratio: Estimate

  /// - Parameters:
  ///   - weeklyCounts: the weeks that tell how much counts vary.
  ///   - weeks: length of each window in weeks.
  ///   - exact: current / previous with its exact interval, where that is known.
  init(current: Int, previous: Int, weeklyCounts: [Double], weeks: Double, exact: Estimate? = nil) {
    (self.current, self.previous) = (current, previous)
    let dispersion = CountCharts.dispersion(weeklyCounts)
    self.dispersion = dispersion
    let varies = (dispersion ?? 0) > CountCharts.greatestDispersion
    alpha = varies && weeks > 0 ? (CountCharts.alpha(weeklyCounts) ?? 0) / weeks : 0
    ratio = Self.ratio(current, previous, alpha, exact: exact ?? RateRatio.estimate(current, previous))
  }

  private static func ratio(_ current: Int, _ previous: Int, _ alpha: Double, exact: Estimate) -> Estimate {
    guard alpha > 0, let value = exact.value, value > 0 else { return exact }
    let variance = 1 / Double(current) + 1 / Double(previous) + 2 * alpha
    let half = Deviate.twoSided95 * variance.squareRoot()
    return Estimate(value: value, low: value * exp(-half), high: value * exp(half))
  }

  /// Better or worse where the counts differ beyond chance and the usual variation.
  var change: Change {
    guard alpha > 0, let low = ratio.low, let high = ratio.high else {
      return Change.ofRates(current, previous, higherIsBetter: true)
    }
    return low > 1 ? .better : high < 1 ? .worse : .same
  }

  /// The ladder of section 5. Given their sum the first count is binomial with 1/2; its information is less where weeks
  /// vary. Sources add nothing: strata of two counts over equal time sum to the whole.
  var judgement: ChangeJudgement? {
    let total = Double(current + previous)
    guard total > 0 else { return nil }
    let inflation = 1 + alpha * total / 2
    let test = LogRankResult(
      observed: total / 2 + (Double(current) - total / 2) / inflation, expected: total / 2,
      variance: total / 4 / inflation)
    return ChangeJudgement(
      unstratified: test, stratified: test, now: Double(current), before: Double(previous))
  }

  /// Fewer weeks make no limits.
  private static let fewestWeeks = 8

  /// Centre and limits of weekly counts: c ± 3·sqrt(c), widened as Laney does where weeks vary (section 5, SPC).
  static func chart(_ counts: [Double]) -> CountChart? {
    guard counts.count >= fewestWeeks, counts.contains(where: { $0 > 0 }) else { return nil }
    guard let dispersion = CountCharts.dispersion(counts), dispersion > CountCharts.greatestDispersion else {
      return CountCharts.c(counts)
    }
    return CountCharts.laney(counts, exposures: counts.map { _ in 1 })
  }
}
