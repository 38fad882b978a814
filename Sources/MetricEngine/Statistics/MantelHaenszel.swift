import Foundation

/// One odds ratio pooled over strata (statistics.md section 6, qualification vs speed).
public struct MantelHaenszel: Sendable, Equatable, Codable {
  /// Strata with more than one row.
  public let strata: Int
  /// The pooled odds ratio with the interval of Robins, Breslow and Greenland; nil where it would be zero or infinite.
  public let oddsRatio: Estimate?
  /// Two-sided p-value of an odds ratio of 1 in every stratum, without continuity correction; nil without `oddsRatio`.
  public let p: Double?

  /// Pools the strata; nil where none has more than one row.
  public init?(_ tables: [FourCounts]) {
    let kept = tables.filter { $0.total > 1 }
    guard !kept.isEmpty else { return nil }
    strata = kept.count
    var sums = Sums()
    for table in kept { sums.add(table) }
    oddsRatio = sums.estimate
    p = oddsRatio == nil ? nil : sums.p
  }

  private struct Sums {
    private var (agreeing, crossing) = (0.0, 0.0)
    private var (first, middle, last) = (0.0, 0.0, 0.0)
    private var score = LogRank()

    mutating func add(_ t: FourCounts) {
      let n = t.total
      let (r, s, p, q) = (t.a * t.d / n, t.b * t.c / n, (t.a + t.d) / n, (t.b + t.c) / n)
      agreeing += r
      crossing += s
      first += p * r
      middle += p * s + q * r
      last += q * s
      score.addStratum(t)
    }

    var p: Double { score.result.p }

    var estimate: Estimate? {
      guard agreeing > 0, crossing > 0 else { return nil }
      let value = agreeing / crossing
      let variance =
        first / (2 * agreeing * agreeing) + middle / (2 * agreeing * crossing) + last / (2 * crossing * crossing)
      let half = Deviate.twoSided95 * variance.squareRoot()
      return Estimate(value: value, low: exp(log(value) - half), high: exp(log(value) + half))
    }
  }
}
