import Foundation

/// Whole seconds that leads waited: ended by an answer, or running still. Both ascend.
struct ResponseWaits: Sendable, Equatable {
  var ended: [Int32] = []
  var running: [Int32] = []

  var count: Int { ended.count + running.count }

  /// Answers within so many seconds.
  func ended(within seconds: Int32) -> Int { ended.partitioningIndex { $0 > seconds } }
}

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
  private static let fewest = 2000
  /// Two levels this close are told apart only step by step.
  private static let doubt = 1e-9

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
    var (passed, left, survival, greenwood) = (0, 0, 1.0, 0.0)
    while passed < waits.ended.count {
      while left < waits.running.count, waits.running[left] < waits.ended[passed] { left += 1 }
      let atRisk = Double(waits.count - passed - left)
      stretches.append(Stretch(first: passed, atRisk: atRisk, survival: survival, greenwood: greenwood))
      let end = left < waits.running.count ? gallop(beyond: waits.running[left], from: passed) : waits.ended.count
      let rest = atRisk - Double(end - passed)
      survival *= rest / atRisk
      if rest > 0 { greenwood += 1 / rest - 1 / atRisk }
      passed = end
    }
  }

  /// The first end after a time, looked for in growing steps.
  private func gallop(beyond time: Int32, from start: Int) -> Int {
    var (low, step) = (start, 1)
    while low + step < waits.ended.count, waits.ended[low + step] <= time {
      low += step
      step *= 2
    }
    let high = min(low + step, waits.ended.count)
    return waits.ended[low..<high].partitioningIndex { $0 > time }
  }

  /// Read off at these times, with the usual quantiles.
  func summary(at moments: [Double]) -> SurvivalSummary {
    guard waits.count >= Self.fewest else { return stepByStep.summary(at: moments) }
    let points = moments.map { point(ended: waits.ended(within: Int32($0))) }
    let bands = points.map { band($0, z: Deviate.twoSided95) }
    return SurvivalSummary(
      count: waits.count, events: waits.ended.count, censored: waits.running.count, at: moments,
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
    guard waits.count >= Self.fewest else { return stepByStep.quantile(q) }
    let level = Self.level(q)
    guard let end = firstEnd(where: { $0.survival <= level }) else {
      let last = point(ended: waits.ended.count).survival
      return last - level < Self.doubt ? stepByStep.quantile(q) : nil
    }
    let time = waits.ended[end - 1]
    let before = point(ended: waits.ended.partitioningIndex { $0 >= time })
    let after = point(ended: waits.ended(within: time))
    if before.survival - level < Self.doubt || level - after.survival < Self.doubt { return stepByStep.quantile(q) }
    return Double(time)
  }

  /// First times at which the lower and the upper band have fallen to 1 - q: bounds of the quantile.
  func quantileBand(_ q: Double, z: Double) -> (low: Double?, high: Double?) {
    guard waits.count >= Self.fewest else { return stepByStep.quantileBand(q, z: z) }
    let level = Self.level(q)
    let low = firstEnd { band($0, z: z).low <= level }
    let high = firstEnd { band($0, z: z).high <= level }
    return (low.map { Double(waits.ended[$0 - 1]) }, high.map { Double(waits.ended[$0 - 1]) })
  }

  /// Mean time up to `tau` and its standard error (statistics.md section 6, time to close).
  func restrictedMean(to tau: Int32) -> (mean: Double, error: Double) {
    guard waits.count >= Self.fewest else { return stepByStep.restrictedMean(to: Double(tau)) }
    let kept = waits.ended(within: tau)
    let area = steps(kept, tau) { _, _, _ in }
    var variance = 0.0
    _ = steps(kept, tau) { soFar, atRisk, ending in
      let rest = area - soFar
      if atRisk > ending { variance += rest * rest * ending / (atRisk * (atRisk - ending)) }
    }
    return (area, variance.squareRoot())
  }

  /// The area under the curve up to `tau`; `visit` gets at each step the area before it, who was at risk, who ended.
  @inline(__always)
  private func steps(_ kept: Int, _ tau: Int32, _ visit: (Double, Double, Double) -> Void) -> Double {
    var (area, time, survival, next, stretch) = (0.0, Int32(0), 1.0, 0, 0)
    waits.ended.withUnsafeBufferPointer { ended in
      while next < kept {
        while stretch + 1 < stretches.count, stretches[stretch + 1].first <= next { stretch += 1 }
        let here = stretches[stretch]
        area += survival * Double(ended[next] - time)
        time = ended[next]
        let first = next
        while next < kept, ended[next] == time { next += 1 }
        let atRisk = here.atRisk - Double(first - here.first)
        visit(area, atRisk, Double(next - first))
        survival = here.survival * (here.atRisk - Double(next - here.first)) / here.atRisk
      }
    }
    return area + survival * Double(tau - time)
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
    let count = (1..<waits.ended.count + 1).partitioningIndex { holds(point(ended: $0)) }
    return count <= waits.ended.count ? count : nil
  }

  /// 1 - q as the decimal it is meant to be.
  private static func level(_ q: Double) -> Double { ((1 - q) * 1e12).rounded() / 1e12 }

  private var stepByStep: KaplanMeier {
    KaplanMeier(sortedEvents: waits.ended.map { Double($0) }, sortedCensored: waits.running.map { Double($0) })
  }
}

extension Describe {
  /// Whole seconds in ascending order, described: the mean exact, the spread around it in one sum.
  static func seconds(_ values: [Int32]) -> Description {
    guard let least = values.first, let greatest = values.last else { return Description(count: 0) }
    let sum = values.reduce(Int64(0)) { $0 + Int64($1) }
    let mean = Double(sum) / Double(values.count)
    let squares = squares(of: values, around: mean)
    func quantile(_ q: Double) -> Double {
      let position = Double(values.count - 1) * q
      let below = Int(position)
      let value = Double(values[below])
      return below + 1 < values.count ? value + (Double(values[below + 1]) - value) * (position - Double(below)) : value
    }
    return Description(
      count: values.count, mean: mean,
      standardDeviation: values.count > 1 ? (squares / Double(values.count - 1)).squareRoot() : nil,
      median: quantile(0.5), p75: quantile(0.75), p90: quantile(0.9), p95: quantile(0.95), minimum: Double(least),
      maximum: Double(greatest))
  }

  /// In four sums at once: each alone would wait for its last addition.
  private static func squares(of values: [Int32], around mean: Double) -> Double {
    var sums = SIMD4<Double>.zero
    let whole = values.count / 4 * 4
    values.withUnsafeBufferPointer { values in
      for index in stride(from: 0, to: whole, by: 4) {
        let part = SIMD4<Double>(
          Double(values[index]), Double(values[index + 1]), Double(values[index + 2]), Double(values[index + 3]))
        sums += (part - mean) * (part - mean)
      }
    }
    return values[whole...].reduce(sums.sum()) { $0 + (Double($1) - mean) * (Double($1) - mean) }
  }
}
