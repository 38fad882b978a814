import Domain
import Foundation

/// The Kaplan-Meier curve of visits, in days, without a step for each of a million ends.
///
/// As long as nobody leaves unseen, factors and Greenwood's terms telescope: S = s·(n - e)/n after e ends, and the sum
/// of d/(n(n - d)) is 1/(n - e) - 1/n. So the curve is a few blocks between running visits, read off where needed. Few
/// visits are counted one by one, as ``KaplanMeier`` does.
struct DwellCurve {
  /// Stretch of ends between two running visits.
  private struct Block {
    /// Ends before it.
    var start: Int
    /// At risk, S and Greenwood's sum at its start.
    var atRisk: Double
    var survival: Double
    var greenwood: Double
  }

  /// Up to so many ends every figure comes from the plain curve.
  static let fewEnds = 4096
  /// Up to so many ends a level that is met all but exactly is decided by the plain curve, to round alike.
  static let endsDecidedPlainly = 200_000
  static let nearTie = 1e-11

  private let times: DwellTimes
  private let plain: KaplanMeier?
  private var blocks: [Block] = []

  init(_ times: DwellTimes, fewEnds: Int = Self.fewEnds) {
    self.times = times
    plain = times.endedCount <= fewEnds ? Self.plain(times) : nil
    if plain == nil { addBlocks() }
  }

  private static func plain(_ times: DwellTimes) -> KaplanMeier {
    KaplanMeier(
      sortedEvents: times.allDays,
      sortedCensored: times.running.map { Double($0) / Double(Instant.day) })
  }

  private mutating func addBlocks() {
    var (done, survival, greenwood) = (0, 1.0, 0.0)
    func close(at end: Int, removed: Int) {
      let atRisk = Double(times.count - done - removed)
      blocks.append(Block(start: done, atRisk: atRisk, survival: survival, greenwood: greenwood))
      let left = atRisk - Double(end - done)
      survival *= left / atRisk
      greenwood += left > 0 ? 1 / left - 1 / atRisk : 0
      done = end
    }
    var place = 0
    for (removed, seconds) in times.running.enumerated() {
      let end = times.endedWithin(seconds, from: &place)
      if end > done { close(at: end, removed: removed) }
    }
    if done < times.endedCount { close(at: times.endedCount, removed: times.running.count) }
  }

  private func endsThrough(days: Double) -> Int {
    times.endedWithin(UInt32(clamping: Int64(days * Double(Instant.day))))
  }

  /// S and Greenwood's sum after so many ends.
  private func state(after ends: Int) -> (survival: Double, greenwood: Double) {
    guard ends > 0 else { return (1, 0) }
    let block = blocks[blocks.partitioningIndex { $0.start >= ends } - 1]
    let left = block.atRisk - Double(ends - block.start)
    guard left > 0 else { return (0, block.greenwood) }
    return (block.survival * (left / block.atRisk), block.greenwood + (1 / left - 1 / block.atRisk))
  }

  /// First time with S <= 1 - q; nil if S never falls that far.
  func quantile(_ q: Double) -> Double? {
    if let plain { return plain.quantile(q) }
    let level = ((1 - q) * 1e12).rounded() / 1e12
    let ends = firstEnds { state(after: $0).survival <= level + Self.nearTie }
    guard let ends else { return nil }
    let isTie = abs(state(after: ends).survival - level) <= Self.nearTie
    if isTie, times.endedCount <= Self.endsDecidedPlainly { return Self.plain(times).quantile(q) }
    return times.days(ends - 1)
  }

  /// The least number of ends of which something holds that holds of all greater ones.
  private func firstEnds(_ holds: (Int) -> Bool) -> Int? {
    let place = (1..<times.endedCount + 1).partitioningIndex(where: holds)
    return place <= times.endedCount ? place : nil
  }

  private func band(after ends: Int) -> (low: Double, high: Double) {
    let (survival, greenwood) = state(after: ends)
    guard survival < 1 else { return (1, 1) }
    guard survival > 0 else { return (0, 0) }
    let error = Deviate.twoSided95 * greenwood.squareRoot() / abs(log(survival))
    return (pow(survival, exp(error)), pow(survival, exp(-error)))
  }

  /// The curve read off at these days, with the usual quantiles.
  func summary(at moments: [Double]) -> SurvivalSummary {
    if let plain { return plain.summary(at: moments) }
    let ends = moments.map(endsThrough)
    let bands = ends.map(band)
    let low = firstEnds { band(after: $0).low <= 0.5 }.map { times.days($0 - 1) }
    let high = firstEnds { band(after: $0).high <= 0.5 }.map { times.days($0 - 1) }
    return SurvivalSummary(
      count: times.count, events: times.endedCount, censored: times.running.count, at: moments,
      survival: ends.map { state(after: $0).survival }, low: bands.map(\.low), high: bands.map(\.high),
      median: Estimate(value: quantile(0.5), low: low, high: high), q25: quantile(0.25), q75: quantile(0.75),
      q90: quantile(0.9))
  }

  /// Mean days up to `tau`, the area under S, with its standard error (statistics.md section 6, time to close).
  func restrictedMean(to tau: Double) -> (mean: Double, error: Double) {
    if let plain { return plain.restrictedMean(to: tau) }
    let kept = endsThrough(days: tau)
    guard kept > 0 else { return (tau, 0) }
    var (area, variance, end) = (0.0, 0.0, tau)
    var place = blocks.partitioningIndex { $0.start >= kept } - 1
    var ends = kept
    while place >= 0 {
      let block = blocks[place]
      let scale = block.survival / block.atRisk
      while ends > block.start {
        let left = block.atRisk - Double(ends - block.start)
        let time = times.days(ends - 1)
        area += (end - time) * left * scale
        if left > 0 { variance += area * area / (left * (left + 1)) }
        end = time
        ends -= 1
      }
      place -= 1
    }
    return (end + area, variance.squareRoot())
  }
}
