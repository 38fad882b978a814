import Foundation

/// The Kaplan-Meier curve of many whole seconds, read off without walking it.
///
/// Between two censored waits the product telescopes: from n at risk, after k ends, S has fallen by the factor (n - k)/n
/// and Greenwood's sum has grown by 1/(n - k) - 1/n. So only censored waits with ends after them cost a step, and no
/// logarithm is taken. Where a level is met so closely that rounding decides, the step-by-step curve is asked, which sums
/// like the reference.
struct ResponseCurve: Sendable {
  private let waits: ResponseWaits
  private var stretches: [Stretch] = []
  /// Curves of fewer waits are made step by step.
  static let fewest = 2000
  /// Two levels this close are told apart only step by step.
  static let doubt = 1e-9

  /// Ends with nobody leaving unanswered between them.
  private struct Stretch {
    /// Ends before it.
    let first: Int
    let atRisk: Double
    let survival: Double
    let greenwood: Double
  }

  init(_ waits: ResponseWaits) {
    self.waits = waits
    guard waits.count >= Self.fewest else { return }
    var (next, passed, left, survival, greenwood) = (0, 0, 0, 1.0, 0.0)
    while next < waits.times.count {
      while left < waits.running.count, waits.running[left] < waits.times[next] { left += 1 }
      let atRisk = Double(waits.count - passed - left)
      stretches.append(Stretch(first: passed, atRisk: atRisk, survival: survival, greenwood: greenwood))
      next = left < waits.running.count ? gallop(beyond: waits.running[left], from: next) : waits.times.count
      let rest = atRisk - Double(waits.ended(before: next) - passed)
      survival *= rest / atRisk
      if rest > 0 { greenwood += 1 / rest - 1 / atRisk }
      passed = waits.ended(before: next)
    }
  }

  /// The first place of a time beyond another, looked for in growing steps.
  private func gallop(beyond time: Int32, from start: Int) -> Int {
    var (low, step) = (start, 1)
    while low + step < waits.times.count, waits.times[low + step] <= time {
      low += step
      step *= 2
    }
    let high = min(low + step, waits.times.count)
    return waits.times[low..<high].partitioningIndex { $0 > time }
  }

  /// Read off at these times, with the usual quantiles.
  func summary(at moments: [Double]) -> SurvivalSummary {
    guard waits.count >= Self.fewest else { return stepByStep.summary(at: moments) }
    let points = moments.map { point(ended: waits.ended(within: Int32($0))) }
    let bands = points.map { band($0, z: Deviate.twoSided95) }
    return SurvivalSummary(
      count: waits.count, events: waits.endedCount, censored: waits.running.count, at: moments,
      survival: points.map(\.survival), low: bands.map(\.low), high: bands.map(\.high), median: estimate(0.5),
      q25: quantile(0.25), q75: quantile(0.75), q90: quantile(0.9))
  }

  /// The first time with S(t) <= 1 - q and the first times at which the bounds of S have fallen that far.
  func estimate(_ q: Double, z: Double = Deviate.twoSided95) -> Estimate {
    let band = quantileBand(q, z: z)
    return Estimate(value: quantile(q), low: band.low, high: band.high)
  }

  /// First t with S(t) <= 1 - q; nil if S never falls that far.
  func quantile(_ q: Double) -> Double? {
    guard waits.count >= Self.fewest else { return walkedQuantile(q) }
    let level = Self.level(q)
    guard let end = firstEnd(where: { $0.survival <= level }) else {
      let last = point(ended: waits.endedCount).survival
      return last - level < Self.doubt ? walkedQuantile(q) : nil
    }
    let time = waits.time(ofEnd: end - 1)
    let before = point(ended: waits.ended(within: time - 1))
    let after = point(ended: waits.ended(within: time))
    if before.survival - level < Self.doubt || level - after.survival < Self.doubt { return walkedQuantile(q) }
    return Double(time)
  }

  /// First times at which the lower and the upper band have fallen to 1 - q: bounds of the quantile.
  func quantileBand(_ q: Double, z: Double) -> (low: Double?, high: Double?) {
    guard waits.count >= Self.fewest else { return stepByStep.quantileBand(q, z: z) }
    let level = Self.level(q)
    let low = firstEnd { band($0, z: z).low <= level }
    let high = firstEnd { band($0, z: z).high <= level }
    return (low.map { Double(waits.time(ofEnd: $0 - 1)) }, high.map { Double(waits.time(ofEnd: $0 - 1)) })
  }

  /// Mean time up to `tau` and its standard error (statistics.md section 6, time to close).
  func restrictedMean(to tau: Int32) -> (mean: Double, error: Double) {
    guard waits.count >= Self.fewest else { return stepByStep.restrictedMean(to: Double(tau)) }
    let kept = waits.times.partitioningIndex { $0 > tau }
    let area = steps(kept, tau) { _, _, _ in }
    var variance = 0.0
    _ = steps(kept, tau) { soFar, atRisk, ending in
      let rest = area - soFar
      if atRisk > ending { variance += rest * rest * ending / (atRisk * (atRisk - ending)) }
    }
    return (area, variance.squareRoot())
  }

  /// The area under the curve up to `tau`; `visit` gets at each of the first times the area before it, who was at risk,
  /// who ended.
  @inline(__always)
  private func steps(_ kept: Int, _ tau: Int32, _ visit: (Double, Double, Double) -> Void) -> Double {
    var (area, time, survival, passed, stretch) = (0.0, Int32(0), 1.0, 0, 0)
    for place in 0..<kept {
      while stretch + 1 < stretches.count, stretches[stretch + 1].first <= passed { stretch += 1 }
      let here = stretches[stretch]
      area += survival * Double(waits.times[place] - time)
      time = waits.times[place]
      let through = Int(waits.through[place])
      visit(area, here.atRisk - Double(passed - here.first), Double(through - passed))
      survival = here.survival * (here.atRisk - Double(through - here.first)) / here.atRisk
      passed = through
    }
    return area + survival * Double(tau - time)
  }

  /// The same found by walking the curve, summed as logarithms like ``KaplanMeier``.
  private func walkedQuantile(_ q: Double) -> Double? {
    let level = Self.level(q)
    var (left, logarithm) = (0, 0.0)
    for (place, time) in waits.times.enumerated() {
      while left < waits.running.count, waits.running[left] < time { left += 1 }
      let passed = waits.ended(before: place)
      let (atRisk, ending) = (waits.count - passed - left, Int(waits.through[place]) - passed)
      logarithm += log(Double(atRisk - ending)) - log(Double(atRisk))
      if exp(logarithm) <= level { return Double(time) }
    }
    return nil
  }

  // MARK: - Points of the curve

  private struct Point {
    let survival: Double
    let greenwood: Double
  }

  /// The curve after so many ends.
  private func point(ended count: Int) -> Point {
    guard count > 0 else { return Point(survival: 1, greenwood: 0) }
    let here = stretches[stretches.partitioningIndex { $0.first >= count } - 1]
    let rest = here.atRisk - Double(count - here.first)
    guard rest > 0 else { return Point(survival: 0, greenwood: here.greenwood) }
    return Point(
      survival: here.survival * rest / here.atRisk, greenwood: here.greenwood + 1 / rest - 1 / here.atRisk)
  }

  private func band(_ point: Point, z: Double) -> (low: Double, high: Double) {
    guard point.survival < 1 else { return (1, 1) }
    guard point.survival > 0 else { return (0, 0) }
    let error = z * point.greenwood.squareRoot() / abs(log(point.survival))
    return (pow(point.survival, exp(error)), pow(point.survival, exp(-error)))
  }

  /// The number of ends after which something holds that then stays so; nil if it never does.
  private func firstEnd(where holds: (Point) -> Bool) -> Int? {
    let count = (1..<waits.endedCount + 1).partitioningIndex { holds(point(ended: $0)) }
    return count <= waits.endedCount ? count : nil
  }

  /// 1 - q as the decimal it is meant to be.
  static func level(_ q: Double) -> Double { ((1 - q) * 1e12).rounded() / 1e12 }

  private var stepByStep: KaplanMeier {
    KaplanMeier(sortedEvents: waits.ended.map { Double($0) }, sortedCensored: waits.running.map { Double($0) })
  }
}
