/// Counts that vary more than Poisson's: variance = mean + alpha·mean² (statistics.md section 6, qualified leads).
public struct NegativeBinomial: Sendable, Equatable, Codable {
  /// Expected count.
  public let mean: Double
  /// Extra spread; zero is Poisson.
  public let alpha: Double

  /// Values below zero read as zero.
  public init(mean: Double, alpha: Double) {
    (self.mean, self.alpha) = (max(0, mean), max(0, alpha))
  }

  /// Variance of the count.
  public var variance: Double { mean + alpha * mean * mean }

  /// Chance of `count` or more.
  public func atLeast(_ count: Int) -> Double {
    guard count > 0 else { return 1 }
    guard mean > 0 else { return 0 }
    guard alpha > 0 else { return Special.gammaP(Double(count), mean) }
    return Special.betaI(Double(count), 1 / alpha, alpha * mean / (1 + alpha * mean))
  }

  /// Chance of `count` or fewer.
  public func atMost(_ count: Int) -> Double {
    guard count >= 0 else { return 0 }
    guard mean > 0 else { return 1 }
    guard alpha > 0 else { return 1 - Special.gammaP(Double(count) + 1, mean) }
    return Special.betaI(1 / alpha, Double(count) + 1, 1 / (1 + alpha * mean))
  }
}
