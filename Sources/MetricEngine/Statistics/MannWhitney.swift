/// Do two samples come from the same distribution? Two-sided and asymptotic, corrected for ties and continuity
/// (statistics.md section 6, activities).
public struct MannWhitney: Sendable, Equatable, Codable {
  /// Pairs in which the value of the first sample is the greater, ties counting half.
  public let u: Double
  /// Two-sided p-value; 1 where all values are equal.
  public let p: Double

  /// From values in any order; nil without values on both sides.
  public init?(_ first: [Double], _ second: [Double]) {
    self.init(sorted: Sorting.ascending(first), Sorting.ascending(second))
  }

  /// From values in ascending order.
  init?(sorted first: [Double], _ second: [Double]) {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    var (ranks, ties, i, j) = (0.0, 0.0, 0, 0)
    while i < first.count {
      while j < second.count, second[j] < first[i] { j += 1 }
      let (ownFrom, otherFrom, value) = (i, j, first[i])
      while i < first.count, !(first[i] > value) { i += 1 }
      while j < second.count, !(second[j] > value) { j += 1 }
      ranks += Double(i - ownFrom) * Double(ownFrom + otherFrom + i + j + 1) / 2
    }
    ties = Self.ties(first, second)
    let (n1, n2) = (Double(first.count), Double(second.count))
    let n = n1 + n2
    u = ranks - n1 * (n1 + 1) / 2
    let spread = (n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1)))).squareRoot()
    let distance = max(u, n1 * n2 - u) - n1 * n2 / 2 - 0.5
    p = spread > 0 ? min(1, 2 * Special.upperNormal(distance / spread)) : 1
  }

  /// Sum of t³ - t over groups of t equal values.
  private static func ties(_ first: [Double], _ second: [Double]) -> Double {
    var (sum, i, j) = (0.0, 0, 0)
    while i < first.count || j < second.count {
      let value = min(i < first.count ? first[i] : .infinity, j < second.count ? second[j] : .infinity)
      let from = i + j
      while i < first.count, !(first[i] > value) { i += 1 }
      while j < second.count, !(second[j] > value) { j += 1 }
      let size = Double(i + j - from)
      sum += size * size * size - size
    }
    return sum
  }
}
