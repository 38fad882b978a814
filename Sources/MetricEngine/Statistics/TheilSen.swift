/// A straight line through the median of all slopes, with Sen's interval of the slope (statistics.md section 5, forecast).
public struct TheilSen: Sendable, Equatable, Codable {
  /// Change of a value from one point to the next.
  public let slope: Double
  /// Value of the line at the first point.
  public let intercept: Double
  /// Lower 95 % bound of the slope.
  public let low: Double
  /// Upper 95 % bound of the slope.
  public let high: Double

  /// From values at 0, 1, 2 and so on; nil under two. Takes time with the square of their number.
  public init?(_ values: [Double]) {
    guard values.count > 1, values.allSatisfy(\.isFinite) else { return nil }
    var slopes: [Double] = []
    slopes.reserveCapacity(values.count * (values.count - 1) / 2)
    for later in 1..<values.count {
      for earlier in 0..<later { slopes.append((values[later] - values[earlier]) / Double(later - earlier)) }
    }
    slopes = Sorting.ascending(slopes)
    let middle = (slopes[(slopes.count - 1) / 2] + slopes[slopes.count / 2]) / 2
    slope = middle
    intercept = (Pettitt.median(values[...]) ?? 0) - middle * Double(values.count - 1) / 2
    let half = Deviate.twoSided95 * Self.variance(values).squareRoot()
    let count = Double(slopes.count)
    let above = min(Int(((count + half) / 2).rounded(.toNearestOrEven)), slopes.count - 1)
    let below = max(Int(((count - half) / 2).rounded(.toNearestOrEven)) - 1, 0)
    (low, high) = (slopes[below], slopes[above])
  }

  /// Variance of Kendall's score with ties (Sen 1968, 2.6).
  private static func variance(_ values: [Double]) -> Double {
    func term(_ k: Int) -> Double { Double(k) * Double(k - 1) * Double(2 * k + 5) }
    let sorted = Sorting.ascending(values)
    var (sum, first) = (term(sorted.count), 0)
    while first < sorted.count {
      let next = first + sorted[first...].prefix { $0 == sorted[first] }.count
      sum -= term(next - first)
      first = next
    }
    return max(0, sum) / 18
  }
}
