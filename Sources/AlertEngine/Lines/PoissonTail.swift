import Foundation

/// Tails of Poisson's distribution, summed term by term from the count outward until terms add nothing.
enum PoissonTail {
  /// The chance of a count or fewer.
  static func upTo(_ count: Double, mean: Double) -> Double {
    guard count >= 0 else { return 0 }
    guard count < mean else { return 1 - from(count + 1, mean: mean) }
    var (term, sum, left) = (1.0, 1.0, count)
    while left > 0, term > sum * .ulpOfOne {
      term *= left / mean
      sum += term
      left -= 1
    }
    return sum * chance(of: count, mean: mean)
  }

  /// The chance of a count or more.
  static func from(_ count: Double, mean: Double) -> Double {
    guard count > 0 else { return 1 }
    guard count > mean else { return 1 - upTo(count - 1, mean: mean) }
    var (term, sum, next) = (1.0, 1.0, count + 1)
    while term > sum * .ulpOfOne {
      term *= mean / next
      sum += term
      next += 1
    }
    return sum * chance(of: count, mean: mean)
  }

  private static func chance(of count: Double, mean: Double) -> Double {
    exp(count * log(mean) - mean - lgamma(count + 1))
  }
}
