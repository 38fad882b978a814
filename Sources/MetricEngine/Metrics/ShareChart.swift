import Foundation

extension CountCharts {
  /// p ± 3·sqrt(p(1 - p)/n), limits by point within 0 and 1; where the shares vary more than chance explains (variance
  /// of their standard scores above 1.5) widened by mR(z)/1.128, Laney's chart (statistics.md section 5, SPC). Points
  /// without trials have the limits of one trial. Nil without trials.
  public static func p(_ successes: [Int], trials: [Int]) -> CountChart? {
    let (all, hits) = (trials.reduce(0, +), successes.reduce(0, +))
    guard all > 0, successes.count == trials.count else { return nil }
    let center = Double(hits) / Double(all)
    func error(_ trials: Int) -> Double { (center * (1 - center) / Double(max(1, trials))).squareRoot() }
    let scores = zip(successes, trials).filter { $1 > 0 && center > 0 && center < 1 }.map { hits, trials in
      (Double(hits) / Double(trials) - center) / error(trials)
    }
    let widening = laneyWidening(scores)
    return CountChart(
      center: center, low: trials.map { max(0, center - 3 * widening * error($0)) },
      high: trials.map { min(1, center + 3 * widening * error($0)) }, widening: widening)
  }

  private static func laneyWidening(_ scores: [Double]) -> Double {
    var moments = Moments()
    for score in scores { moments.add(score) }
    guard let spread = moments.standardDeviation, spread * spread > greatestDispersion,
      let ranges = XmRChart.Limits(scores)
    else { return 1 }
    return max(1, ranges.sigma)
  }
}
