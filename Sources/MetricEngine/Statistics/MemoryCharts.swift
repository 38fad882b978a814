/// Charts that remember, for small lasting shifts (statistics.md section 5, SPC).
public enum MemoryCharts {
  /// Exponentially weighted mean, starting from `center`.
  public static func ewma(_ values: [Double], center: Double, weight: Double = 0.2) -> [Double] {
    var state = center
    return values.map { value in
      state = weight * value + (1 - weight) * state
      return state
    }
  }

  /// Cumulative sums, in sigmas, of what exceeds `slack` above and below `center`. Without spread nothing exceeds it.
  public static func cusum(
    _ values: [Double], center: Double, sigma: Double, slack: Double = 0.5
  ) -> [(above: Double, below: Double)] {
    var (above, below) = (0.0, 0.0)
    return values.map { value in
      let distance = sigma > 0 ? (value - center) / sigma : 0
      above = max(0, above + distance - slack)
      below = max(0, below - distance - slack)
      return (above, below)
    }
  }
}
