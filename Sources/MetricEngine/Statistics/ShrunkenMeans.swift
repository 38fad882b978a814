/// Estimates of many elements drawn towards their common mean, the less certain the more, by which elements are ranked
/// where there is no share: what ``ShrunkenShares`` is for counts (statistics.md section 2).
struct ShrunkenMeans {
  /// Mean of all, weighted by certainty.
  let mean: Double
  /// Variance between elements beyond what chance makes of it (DerSimonian and Laird).
  let between: Double

  /// The prior by moments over the elements; those without bounds say nothing. Nil without any.
  init?(_ elements: [Estimate]) {
    let known = elements.compactMap(Self.point)
    let weight = known.reduce(0) { $0 + 1 / $1.variance }
    guard weight > 0 else { return nil }
    let mean = known.reduce(0) { $0 + $1.value / $1.variance } / weight
    let spread = known.reduce(0) { $0 + ($1.value - mean) * ($1.value - mean) / $1.variance }
    let squares = known.reduce(0) { $0 + 1 / ($1.variance * $1.variance) }
    let scale = weight - squares / weight
    self.mean = mean
    between = scale > 0 ? max(0, (spread - Double(known.count - 1)) / scale) : 0
  }

  /// The shrunken value of one element; the common mean for one without bounds.
  func value(_ element: Estimate) -> Double {
    guard between > 0, let point = Self.point(element) else { return mean }
    return (point.value / point.variance + mean / between) / (1 / point.variance + 1 / between)
  }

  private static func point(_ element: Estimate) -> (value: Double, variance: Double)? {
    guard let value = element.value, let low = element.low, let high = element.high, high > low else { return nil }
    let deviation = (high - low) / (2 * Deviate.twoSided95)
    return (value, deviation * deviation)
  }
}
