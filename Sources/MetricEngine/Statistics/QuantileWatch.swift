import Foundation

/// Notes when a survival curve and its band fall to the levels of the usual quantiles, while the curve is being passed:
/// the first time with S(t) <= 1 - q. Exact at each time that could matter, and a comparison or two at all others.
struct QuantileWatch: Sendable {
  private static let levels = [0.75, 0.5, 0.25, 0.1]
  private static let half = log(2.0)
  private static let deviate = Deviate.twoSided95
  private var reached: [Int64?] = [nil, nil, nil, nil]
  private var next = 0
  /// A logarithm below which the next level may be met.
  private var alarm = log(0.75) + 1e-9
  private(set) var low: Int64?
  private(set) var high: Int64?

  /// What has been noted so far.
  var quantiles: EndQuantiles {
    EndQuantiles(
      quarter: reached[0], middle: reached[1], threeQuarters: reached[2], nineTenths: reached[3], low: low, high: high)
  }

  /// Looks at the curve just after `time`.
  @inline(__always) mutating func look(_ state: CompetingState, at time: Int64) {
    if state.logarithm <= alarm { meet(state, time) }
    if high == nil, mayCross(state) { cross(state, time) }
  }

  private mutating func meet(_ state: CompetingState, _ time: Int64) {
    let share = state.openShare
    while next < Self.levels.count, share <= Self.levels[next] {
      reached[next] = time
      next += 1
    }
    alarm = next < Self.levels.count ? log(Self.levels[next]) + 1e-9 : -.infinity
  }

  /// False where neither bound can have reached one half: with L = -ln S and e = z·se, the lower one needs
  /// L·exp(e/L) >= ln 2, which for e <= L is less than L + 2e.
  @inline(__always) private func mayCross(_ state: CompetingState) -> Bool {
    let depth = -state.logarithm
    if low != nil { return depth > Self.half * 0.999 }
    let slack = Self.half - depth
    let spread = Self.deviate * Self.deviate * state.greenwood
    return slack <= 0 || depth * depth < spread || slack * slack <= 4.001 * spread
  }

  private mutating func cross(_ state: CompetingState, _ time: Int64) {
    let band = state.band()
    if low == nil, band.low <= 0.5 { low = time }
    if band.high <= 0.5 { high = time }
  }
}
