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
  init?(sorted first: [Double], _ second: [Double]) { self.init(Self.counted(first), Self.counted(second)) }

  /// From each value once, ascending, with how often it occurs.
  init?(_ first: [(value: Double, times: Int)], _ second: [(value: Double, times: Int)]) {
    guard !first.isEmpty, !second.isEmpty else { return nil }
    var (ranks, ties, i, j) = (0.0, 0.0, 0, 0)
    var (own, other) = (0, 0)
    while i < first.count || j < second.count {
      let value = min(i < first.count ? first[i].value : .infinity, j < second.count ? second[j].value : .infinity)
      let (ownFrom, otherFrom) = (own, other)
      while i < first.count, !(first[i].value > value) {
        own += first[i].times
        i += 1
      }
      while j < second.count, !(second[j].value > value) {
        other += second[j].times
        j += 1
      }
      ranks += Double(own - ownFrom) * Double(ownFrom + otherFrom + own + other + 1) / 2
      let size = Double(own + other - ownFrom - otherFrom)
      ties += size * size * size - size
    }
    let (n1, n2) = (Double(own), Double(other))
    let n = n1 + n2
    u = ranks - n1 * (n1 + 1) / 2
    let spread = (n1 * n2 / 12 * (n + 1 - ties / (n * (n - 1)))).squareRoot()
    let distance = max(u, n1 * n2 - u) - n1 * n2 / 2 - 0.5
    p = spread > 0 ? min(1, 2 * Special.upperNormal(distance / spread)) : 1
  }

  private static func counted(_ sorted: [Double]) -> [(value: Double, times: Int)] {
    var counted: [(value: Double, times: Int)] = []
    for value in sorted {
      if let last = counted.last, !(value > last.value) {
        counted[counted.count - 1].times += 1
      } else {
        counted.append((value, 1))
      }
    }
    return counted
  }
}
