import Foundation

/// The curves of ending at all (Kaplan-Meier) and of winning or losing (Aalen-Johansen) after some time, with the sums
/// that their errors are made of: all of it moves from time to time in a fixed number of steps
/// (statistics.md section 6, time to close; errors as statsmodels' `CumIncidenceRight`).
struct CompetingState: Sendable, Equatable {
  /// Share that has not ended.
  private(set) var survival = 1.0
  /// Its logarithm, summed as lifelines does, so that a level met exactly is met, or missed by rounding, alike.
  private(set) var logarithm = 0.0
  /// Greenwood's sum of d/(n(n - d)); a step to zero adds nothing, as in lifelines.
  private(set) var greenwood = 0.0
  /// Shares won and lost.
  private(set) var ends = SIMD2<Double>(0, 0)
  /// Nobody is left from whom an error could be estimated.
  private(set) var isExhausted = false
  private var weighted = SIMD2<Double>(0, 0)
  private var squared = SIMD2<Double>(0, 0)
  private var own = SIMD2<Double>(0, 0)
  private var ratio = SIMD2<Double>(0, 0)
  private var weightedRatio = SIMD2<Double>(0, 0)

  /// Share won.
  var won: Double { ends.x }
  /// Share lost.
  var lost: Double { ends.y }
  /// Kaplan-Meier's estimate as lifelines computes it.
  var openShare: Double { exp(logarithm) }

  /// Passes a time at which so many of `atRisk` were won and lost; `logStep` is ln(n - d) - ln(n).
  @inline(__always) mutating func pass(atRisk n: Double, won: Double, lost: Double, logStep: Double) {
    let inverse = 1 / n
    let mass = survival * inverse
    let rest = n - won - lost
    let counts = SIMD2(won, lost)
    let step = rest > 0 ? (won + lost) * inverse / rest : 0
    if !(rest > 0) { isExhausted = true }
    survival = mass * rest
    logarithm += logStep
    greenwood += step
    ends += mass * counts
    weighted += ends * step
    squared += ends * ends * step
    let share = (mass * inverse) * counts
    own += mass * share * (n - counts)
    ratio += share
    weightedRatio += ends * share
  }

  /// Variance of the share won; nil where nobody is left to estimate it from.
  var wonVariance: Double? { isExhausted ? nil : variances.x }

  /// Variances of the shares won and lost by the delta method, true while somebody is left.
  @inline(__always) var variances: SIMD2<Double> {
    let far: SIMD2<Double> = ends * (ends * greenwood - 2 * weighted) + squared
    let cross: SIMD2<Double> = weightedRatio - ends * ratio
    return far + own + 2 * cross
  }

  /// Standard errors of the shares won and lost; nil where nobody is left to estimate them from.
  var errors: (won: Double?, lost: Double?) {
    guard !isExhausted else { return (nil, nil) }
    let variances = variances
    return (max(0, variances.x).squareRoot(), max(0, variances.y).squareRoot())
  }

  /// The log-log band S^exp(±z·se) of the share that has not ended.
  func band(z: Double = Deviate.twoSided95) -> (low: Double, high: Double) {
    let estimate = openShare
    guard estimate < 1 else { return (1, 1) }
    guard estimate > 0 else { return (0, 0) }
    let error = z * greenwood.squareRoot() / abs(log(estimate))
    return (pow(estimate, exp(error)), pow(estimate, exp(-error)))
  }
}

extension CompetingState {
  /// The curves after a stretch, given what the stretch alone made of curves that start at its beginning. What a
  /// stretch adds depends on how many were at risk in it, not on what came before, so stretches can be passed in any
  /// order, or once and for all.
  func followed(by stretch: CompetingState) -> CompetingState {
    var after = self
    after.survival *= stretch.survival
    after.logarithm += stretch.logarithm
    after.greenwood += stretch.greenwood
    after.ends += survival * stretch.ends
    after.weighted += ends * stretch.greenwood + survival * stretch.weighted
    let cross: SIMD2<Double> = (2 * survival) * (ends * stretch.weighted)
    after.squared += ends * ends * stretch.greenwood + cross + (survival * survival) * stretch.squared
    after.own += (survival * survival) * stretch.own
    after.ratio += survival * stretch.ratio
    let carried: SIMD2<Double> = survival * (ends * stretch.ratio)
    after.weightedRatio += carried + (survival * survival) * stretch.weightedRatio
    after.isExhausted = isExhausted || stretch.isExhausted
    return after
  }

  /// The same with the logarithm that belongs to the share still open, where steps were passed without.
  var settled: CompetingState {
    var state = self
    state.logarithm = log(survival)
    return state
  }

  /// Everything that is a sum so many times.
  mutating func scale(by times: Double) {
    survival *= times
    logarithm *= times
    greenwood *= times
    ends *= times
    weighted *= times
    squared *= times
    own *= times
    ratio *= times
    weightedRatio *= times
  }

  /// Adds everything that is a sum in another so many times; exhausted if it was.
  mutating func add(_ other: CompetingState, times: Double) {
    survival += times * other.survival
    logarithm += times * other.logarithm
    greenwood += times * other.greenwood
    ends += times * other.ends
    weighted += times * other.weighted
    squared += times * other.squared
    own += times * other.own
    ratio += times * other.ratio
    weightedRatio += times * other.weightedRatio
  }
}
