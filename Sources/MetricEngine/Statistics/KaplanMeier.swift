import Foundation

/// The Kaplan-Meier estimate S(t) = prod(1 - d/n) with its log-log band (statistics.md section 6, response time).
/// Times are in whatever unit the durations have. Zero durations are events at 0.
struct KaplanMeier: Sendable, Equatable {
  /// Distinct times of events, ascending.
  let times: [Double]
  /// S at `times` and until the next.
  let survival: [Double]
  /// Greenwood's sum of d/(n(n - d)) at `times`; a step to zero adds nothing, as in lifelines.
  let greenwood: [Double]
  /// Rows with an event and without.
  let events: Int
  let censored: Int

  /// From one duration a row and whether it ended in the event.
  init(durations: [Double], events: [Bool]) {
    var ended: [Double] = []
    var running: [Double] = []
    for (duration, event) in zip(durations, events) {
      if event { ended.append(duration) } else { running.append(duration) }
    }
    self.init(sortedEvents: Sorting.ascending(ended), sortedCensored: Sorting.ascending(running))
  }

  /// From durations that ended in the event and such that have not, both ascending.
  init(sortedEvents: [Double], sortedCensored: [Double]) {
    events = sortedEvents.count
    censored = sortedCensored.count
    var times: [Double] = []
    var survival: [Double] = []
    var greenwood: [Double] = []
    var (next, left, logarithm, sum) = (0, 0, 0.0, 0.0)
    while next < sortedEvents.count {
      let time = sortedEvents[next]
      let atRisk = Double(sortedEvents.count - next + Self.stillIn(sortedCensored, at: time, passed: &left))
      let first = next
      while next < sortedEvents.count, sortedEvents[next] == time { next += 1 }
      let ending = Double(next - first)
      // Summed as logarithms like lifelines, so that a level met exactly is met, or missed by rounding, alike.
      logarithm += log(atRisk - ending) - log(atRisk)
      sum += atRisk > ending ? ending / (atRisk * (atRisk - ending)) : 0
      times.append(time)
      survival.append(exp(logarithm))
      greenwood.append(sum)
    }
    (self.times, self.survival, self.greenwood) = (times, survival, greenwood)
  }

  /// From steps computed elsewhere.
  init(times: [Double], survival: [Double], greenwood: [Double], events: Int, censored: Int) {
    (self.times, self.survival, self.greenwood) = (times, survival, greenwood)
    (self.events, self.censored) = (events, censored)
  }

  /// Censored rows with a duration of `time` or more.
  private static func stillIn(_ censored: [Double], at time: Double, passed: inout Int) -> Int {
    while passed < censored.count, censored[passed] < time { passed += 1 }
    return censored.count - passed
  }

  /// Rows in all.
  var count: Int { events + censored }

  /// S(t); 1 before the first event.
  func survival(at t: Double) -> Double {
    let index = step(at: t)
    return index < 0 ? 1 : survival[index]
  }

  /// The log-log band S^exp(±z·se) at t; nil without rows.
  func band(at t: Double, z: Double = Deviate.twoSided95) -> (low: Double, high: Double)? {
    count == 0 ? nil : band(step: step(at: t), z: z)
  }

  /// First t with S(t) <= 1 - q; nil if S never falls that far.
  func quantile(_ q: Double) -> Double? {
    let level = Self.level(q)
    let index = survival.partitioningIndex { $0 <= level }
    return index < times.count ? times[index] : nil
  }

  /// First times at which the lower and the upper band have fallen to 1 - q: bounds of the quantile.
  func quantileBand(_ q: Double, z: Double = Deviate.twoSided95) -> (low: Double?, high: Double?) {
    let level = Self.level(q)
    var low: Double?
    for index in times.indices {
      let (lower, upper) = band(step: index, z: z)
      if low == nil, lower <= level { low = times[index] }
      if upper <= level { return (low, times[index]) }
    }
    return (low, nil)
  }

  /// Mean time up to `tau`: the area under S, with its standard error (statistics.md section 6, time to close).
  func restrictedMean(to tau: Double) -> (mean: Double, error: Double) {
    let kept = step(at: tau)
    guard kept >= 0 else { return (tau, 0) }
    var (area, variance) = (0.0, 0.0)
    for index in stride(from: kept, through: 0, by: -1) {
      let end = index == kept ? tau : times[index + 1]
      area += (end - times[index]) * survival[index]
      variance += area * area * (greenwood[index] - (index > 0 ? greenwood[index - 1] : 0))
    }
    return (times[0] + area, variance.squareRoot())
  }

  /// The curve read off at these times, with the usual quantiles.
  func summary(at moments: [Double]) -> SurvivalSummary {
    guard count > 0 else { return SurvivalSummary(count: 0) }
    let bands = moments.map { band(at: $0) }
    let middle = quantileBand(0.5)
    return SurvivalSummary(
      count: count, events: events, censored: censored, at: moments, survival: moments.map { survival(at: $0) },
      low: bands.map { $0?.low }, high: bands.map { $0?.high },
      median: Estimate(value: quantile(0.5), low: middle.low, high: middle.high), q25: quantile(0.25),
      q75: quantile(0.75), q90: quantile(0.9))
  }

  /// 1 - q as the decimal it is meant to be: 0.1, where 1 - 0.9 is a little less.
  private static func level(_ q: Double) -> Double { ((1 - q) * 1e12).rounded() / 1e12 }

  /// Index of the last event time at or before t, or -1.
  private func step(at t: Double) -> Int { times.partitioningIndex { $0 > t } - 1 }

  private func band(step index: Int, z: Double) -> (low: Double, high: Double) {
    guard index >= 0, survival[index] < 1 else { return (1, 1) }
    let estimate = survival[index]
    guard estimate > 0 else { return (0, 0) }
    let error = z * greenwood[index].squareRoot() / abs(log(estimate))
    return (pow(estimate, exp(error)), pow(estimate, exp(-error)))
  }
}
