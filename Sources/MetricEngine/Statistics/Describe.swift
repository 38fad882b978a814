/// Quantiles of complete data.
enum Quantile {
  /// Type 7 of Hyndman and Fan, as `numpy.quantile` by default; `sorted` ascends. Nil without data.
  static func type7(sorted: [Double], _ q: Double) -> Double? {
    guard let last = sorted.last else { return nil }
    let position = Double(sorted.count - 1) * q
    let below = Int(position)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (sorted[below + 1] - sorted[below]) * (position - Double(below))
  }
}

/// Complete numbers, described.
enum Describe {
  /// Mean by Welford, standard deviation with n - 1, quantiles of type 7.
  static func numbers(_ values: [Double]) -> Description { sorted(Sorting.ascending(values)) }

  /// The same for values already in ascending order.
  static func sorted(_ values: [Double]) -> Description {
    guard let least = values.first, let greatest = values.last else { return Description(count: 0) }
    var moments = Moments()
    for value in values { moments.add(value) }
    return Description(
      count: values.count, mean: moments.mean, standardDeviation: moments.standardDeviation,
      median: Quantile.type7(sorted: values, 0.5), p75: Quantile.type7(sorted: values, 0.75),
      p90: Quantile.type7(sorted: values, 0.9), p95: Quantile.type7(sorted: values, 0.95), minimum: least,
      maximum: greatest)
  }
}

/// Count, mean and spread of numbers seen one by one (Welford).
struct Moments: Equatable {
  private(set) var count = 0
  private(set) var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    let step = value - mean
    mean += step / Double(count)
    squares += step * (value - mean)
  }

  /// With n - 1; nil under two values.
  var standardDeviation: Double? { count > 1 ? (squares / Double(count - 1)).squareRoot() : nil }
}
