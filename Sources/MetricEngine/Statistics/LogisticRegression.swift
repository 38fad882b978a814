import Foundation

/// Logistic regression of a yes or no on one number and a constant, by Newton's method (statistics.md section 6,
/// qualification vs speed). Steps, ridge and stopping rule are those of the reference, so that even data without
/// a finite answer stop at the same place.
public struct LogisticRegression: Sendable, Equatable, Codable {
  /// Why there is no answer; named as by the reference.
  public enum Failure: String, Error, Sendable, Codable {
    /// The predictor never varies.
    case constantPredictor = "IndexError"
    /// The equations have no single solution.
    case singular = "LinAlgError"
  }

  /// Log odds where the predictor is zero.
  public let constant: Double
  /// Change of the log odds with one unit of the predictor.
  public let slope: Double
  /// Standard error of `constant`.
  public let constantError: Double
  /// Standard error of `slope`.
  public let slopeError: Double
  /// Rows behind it.
  public let count: Int
  /// False where the steps never settled, as when the predictor separates yes from no.
  public let converged: Bool

  /// Factor of the odds with one unit of the predictor.
  public var oddsRatio: Double { exp(slope) }

  private static let mostSteps = 35
  private static let tolerance = 1e-8
  private static let ridge = 1e-10

  /// One row each.
  public static func fit(predictor: [Double], outcome: [Bool]) -> Result<LogisticRegression, Failure> {
    fit(predictor: predictor, successes: outcome.map { $0 ? 1 : 0 }, trials: outcome.map { _ in 1 })
  }

  /// Rows gathered by equal values of the predictor: far fewer steps where many rows share few values.
  public static func fit(
    predictor: [Double], successes: [Int], trials: [Int]
  ) -> Result<LogisticRegression, Failure> {
    let rows = LogisticRows(predictor: predictor, successes: successes, trials: trials)
    guard let first = rows.predictor.first else { return .failure(.singular) }
    guard rows.predictor.contains(where: { $0 != first }) else {
      return .failure(first == 0 ? .singular : .constantPredictor)
    }
    var (constant, slope, step, converged) = (0.0, 0.0, 0, false)
    while step < mostSteps, !converged {
      let sums = rows.derivatives(constant, slope)
      guard let (first, second) = sums.solved(ridge: ridge) else { return .failure(.singular) }
      (constant, slope) = (constant + first, slope + second)
      converged = abs(first) <= tolerance && abs(second) <= tolerance
      step += 1
    }
    guard let errors = rows.derivatives(constant, slope).standardErrors(count: rows.count) else {
      return .failure(.singular)
    }
    return .success(
      LogisticRegression(
        constant: constant, slope: slope, constantError: errors.constant, slopeError: errors.slope,
        count: Int(rows.count), converged: converged && step < mostSteps))
  }
}

private struct LogisticRows {
  private(set) var predictor: [Double] = []
  private var successes: [Double] = []
  private var trials: [Double] = []
  private(set) var count = 0.0

  init(predictor: [Double], successes: [Int], trials: [Int]) {
    for index in 0..<min(predictor.count, successes.count, trials.count)
    where trials[index] > 0 && predictor[index].isFinite {
      self.predictor.append(predictor[index])
      self.successes.append(Double(successes[index]))
      self.trials.append(Double(trials[index]))
      count += Double(trials[index])
    }
  }

  /// Score and negative Hessian of the log likelihood, by row.
  func derivatives(_ constant: Double, _ slope: Double) -> LogisticDerivatives {
    var sums = LogisticDerivatives()
    for index in predictor.indices {
      let x = predictor[index]
      let p = 1 / (1 + exp(-(constant + slope * x)))
      let rest = successes[index] - trials[index] * p
      let weight = trials[index] * p * (1 - p)
      sums.score += rest
      sums.scoreX += rest * x
      sums.one += weight
      sums.x += weight * x
      sums.xx += weight * x * x
    }
    return sums.divided(by: count)
  }
}

private struct LogisticDerivatives {
  var (score, scoreX, one, x, xx) = (0.0, 0.0, 0.0, 0.0, 0.0)

  func divided(by n: Double) -> LogisticDerivatives {
    LogisticDerivatives(score: score / n, scoreX: scoreX / n, one: one / n, x: x / n, xx: xx / n)
  }

  /// The Newton step.
  func solved(ridge: Double) -> (Double, Double)? {
    let (a, d) = (one + ridge, xx + ridge)
    let determinant = a * d - x * x
    guard determinant != 0, determinant.isFinite else { return nil }
    return ((d * score - x * scoreX) / determinant, (a * scoreX - x * score) / determinant)
  }

  func standardErrors(count n: Double) -> (constant: Double, slope: Double)? {
    let determinant = one * xx - x * x
    guard determinant > 0, determinant.isFinite else { return nil }
    return ((xx / determinant / n).squareRoot(), (one / determinant / n).squareRoot())
  }
}
