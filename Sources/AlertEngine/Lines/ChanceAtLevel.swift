import Domain
import Foundation

extension Finding {
  /// How likely a value like this one or a worse one were if the true value lay at the warning level: the one-sided
  /// p-value that belongs to the rule's evidence gate, for tests of many parts together (statistics.md section 3).
  ///
  /// Shares by the score test, whose interval is Wilson's; counts against expected ones exactly; all others by the normal deviate that the near 95 % bound
  /// implies. Nil where there is nothing to judge, or no bound.
  public var chanceAtLevel: Double? {
    guard isEvaluated, let value = reading.value, value.isFinite, !rule.isItem else { return nil }
    if rule.request.statistic.isRatioToUsual { return chanceOfCount(value) }
    let distance = rule.direction == .below ? rule.warn - value : value - rule.warn
    guard let error = standardError(value), error > 0 else { return nil }
    return erfc(distance / error / 2.0.squareRoot()) / 2
  }

  /// Of a count as a multiple of the expected one: the tail of Poisson's distribution.
  private func chanceOfCount(_ value: Double) -> Double? {
    guard let expected = reading.expected, expected > 0, rule.warn > 0 else { return nil }
    let (count, mean) = ((value * expected).rounded(), rule.warn * expected)
    return rule.direction == .below ? PoissonTail.upTo(count, mean: mean) : PoissonTail.from(count, mean: mean)
  }

  private func standardError(_ value: Double) -> Double? {
    switch rule.request.statistic {
    case .shareWithin, .conformingShare, .gaveUpShare:
      guard reading.count > 0, (0...1).contains(rule.warn) else { return nil }
      return (rule.warn * (1 - rule.warn) / Double(reading.count)).squareRoot()
    default:
      let near = rule.direction == .below ? reading.high : reading.low
      return near.map { abs($0 - value) / Self.normal95 }
    }
  }

  private static let normal95 = 1.959964
}
