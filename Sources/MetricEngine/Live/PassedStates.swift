import Domain
import Foundation

/// The Kaplan-Meier curve of one group of two.
struct SurvivalState: PassedTimes, Equatable {
  private(set) var survival = 1.0
  /// Greenwood's sum of d/(n(n - d)); a step to zero adds nothing, as in lifelines.
  private(set) var greenwood = 0.0

  /// Nobody has ended yet.
  init() {}

  @inline(__always)
  mutating func pass(_ time: Int64, ends: SIMD2<Int>, atRisk: SIMD2<Int>, starting: SIMD2<Int>) {
    pass(ends: Double(ends.x), atRisk: Double(atRisk.x &+ starting.x))
  }

  @inline(__always) mutating func pass(ends: Double, atRisk: Double) {
    let rest = atRisk - ends
    survival *= rest / atRisk
    if rest > 0 { greenwood += ends / (atRisk * rest) }
  }

  func followed(by stretch: SurvivalState) -> SurvivalState {
    var after = self
    after.survival *= stretch.survival
    after.greenwood += stretch.greenwood
    return after
  }

  mutating func scale(by times: Double) {
    survival *= times
    greenwood *= times
  }

  mutating func add(_ other: SurvivalState, times: Double) {
    survival += times * other.survival
    greenwood += times * other.greenwood
  }

  /// The log-log band S^exp(±z·se).
  func band(z: Double = Deviate.twoSided95) -> (low: Double, high: Double) {
    guard survival < 1 else { return (1, 1) }
    guard survival > 0 else { return (0, 0) }
    let error = z * greenwood.squareRoot() / abs(log(survival))
    return (pow(survival, exp(error)), pow(survival, exp(-error)))
  }
}

/// The curves of two groups and what compares them: group 0 is now, group 1 before.
struct ComparedState: PassedTimes {
  private(set) var now = SurvivalState()
  private(set) var before = SurvivalState()
  private var expected = 0.0
  private var variance = 0.0
  private var observed = 0

  /// Nobody has ended yet.
  init() {}

  @inline(__always)
  mutating func pass(_ time: Int64, ends: SIMD2<Int>, atRisk: SIMD2<Int>, starting: SIMD2<Int>) {
    if ends.x > 0 { now.pass(ends: Double(ends.x), atRisk: Double(atRisk.x &+ starting.x)) }
    if ends.y > 0 { before.pass(ends: Double(ends.y), atRisk: Double(atRisk.y &+ starting.y)) }
    let (n, d) = (Double(atRisk.x &+ atRisk.y), Double(ends.x &+ ends.y))
    let share = Double(atRisk.x) / max(n, 1)
    observed += ends.x
    expected += d * share
    if n > 1 { variance += d * share * (1 - share) * (d == 1 ? 1 : (n - d) / (n - 1)) }
  }

  func followed(by stretch: ComparedState) -> ComparedState {
    var after = self
    after.now = now.followed(by: stretch.now)
    after.before = before.followed(by: stretch.before)
    after.observed += stretch.observed
    after.expected += stretch.expected
    after.variance += stretch.variance
    return after
  }

  mutating func scale(by times: Double) {
    now.scale(by: times)
    before.scale(by: times)
    expected *= times
    variance *= times
  }

  mutating func add(_ other: ComparedState, times: Double) {
    now.add(other.now, times: times)
    before.add(other.before, times: times)
    expected += times * other.expected
    variance += times * other.variance
  }

  /// The log-rank test of the two.
  var test: LogRankResult { LogRankResult(observed: Double(observed), expected: expected, variance: variance) }
}

/// Group 0 are wins and those still open, group 1 losses. Logarithms are left out: whoever reads a state off wants it
/// ``CompetingState/settled``.
extension CompetingState: PassedTimes {
  static var sharesRisk: Bool { true }

  @inline(__always)
  mutating func pass(_ time: Int64, ends: SIMD2<Int>, atRisk: SIMD2<Int>, starting: SIMD2<Int>) {
    let all = atRisk.x &+ atRisk.y &+ starting.x &+ starting.y
    let ending = ends.x &+ ends.y
    // More ends than rows at risk (rows that enter and end at once) move nothing.
    guard all >= ending, all > 0 else { return }
    pass(atRisk: Double(all), won: Double(ends.x), lost: Double(ends.y), logStep: 0)
  }
}

/// The share won alone, with no error to keep: group 0 are wins and those still open, group 1 losses.
struct WonShare: PassedTimes {
  static var sharesRisk: Bool { true }

  private(set) var won = 0.0
  private var survival = 1.0

  /// Nobody has ended yet.
  init() {}

  @inline(__always)
  mutating func pass(_ time: Int64, ends: SIMD2<Int>, atRisk: SIMD2<Int>, starting: SIMD2<Int>) {
    let all = Double(atRisk.x &+ atRisk.y &+ starting.x &+ starting.y)
    let mass = survival / all
    won += mass * Double(ends.x)
    survival = mass * (all - Double(ends.x &+ ends.y))
  }

  func followed(by stretch: WonShare) -> WonShare {
    var after = self
    after.won += survival * stretch.won
    after.survival *= stretch.survival
    return after
  }

  mutating func scale(by times: Double) {
    won *= times
    survival *= times
  }

  mutating func add(_ other: WonShare, times: Double) {
    won += times * other.won
    survival += times * other.survival
  }
}
