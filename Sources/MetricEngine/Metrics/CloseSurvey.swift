import Domain

/// One passage along the times of ends: the curves read off wherever that is asked for, and where half of the wins lie.
struct CloseSurvey {
  /// What to note on the way.
  struct Wish {
    /// Seconds at which the curves are read off, ascending.
    var moments: [Int64] = []
    /// Whether the median of winners is wanted.
    var winners = true
    /// Seconds up to which the mean is wanted.
    var restriction: Int64?
  }

  private let times: CloseTimes
  private let moments: [Int64]
  private var captured: [CompetingState] = []
  private(set) var end = CompetingState()
  private var watch = QuantileWatch()
  private(set) var steps = WinSteps()
  private(set) var mean: CurveArea?
  private let firstSeen: Int64?

  init(_ times: CloseTimes, _ wish: Wish, logarithms: Series<Double>) {
    self.times = times
    moments = wish.moments
    firstSeen = times.entries == nil ? nil : times.firstSeen
    mean = wish.restriction.map(CurveArea.init)
    captured.reserveCapacity(moments.count)
    let wins = wish.winners ? times.tags.count { $0 & 1 == 1 } : 0
    steps = WinSteps(capacity: wins) { steps in
      logarithms.withUnsafeBufferPointer { logarithms in
        times.seconds.withUnsafeBufferPointer { seconds in
          times.tags.withUnsafeBufferPointer { tags in run(seconds, tags, logarithms, steps) }
        }
      }
    }
    while captured.count < moments.count { captured.append(end) }
  }

  private mutating func run(
    _ seconds: UnsafeBufferPointer<Int64>, _ tags: UnsafeBufferPointer<UInt32>,
    _ logarithms: UnsafeBufferPointer<Double>, _ steps: UnsafeMutableBufferPointer<WinStep>
  ) -> Int {
    var (risk, state, watch) = (RiskCount(times), CompetingState(), watch)
    var (index, noted) = (0, 0)
    var nextMoment = moments.first ?? .max
    while index < seconds.count {
      let (time, first) = (seconds[index], index)
      var wins = 0
      repeat {
        wins += Int(tags[index] & 1)
        index += 1
      } while index < seconds.count && seconds[index] == time
      let atRisk = risk.count(at: time, ended: first)
      let ending = index - first
      // More ends than rows at risk (rows that enter and end at once) move nothing.
      guard atRisk >= ending, atRisk > 0 else { continue }
      while nextMoment < time {
        captured.append(state)
        nextMoment = captured.count < moments.count ? moments[captured.count] : .max
      }
      let before = state.greenwood
      mean?.spend(until: time, share: state.survival)
      state.pass(
        atRisk: Double(atRisk), won: Double(wins), lost: Double(ending - wins),
        logStep: logarithms[atRisk - ending] - logarithms[atRisk])
      mean?.note(time, step: state.greenwood - before)
      watch.look(state, at: time)
      if wins > 0, noted < steps.count {
        steps.initializeElement(at: noted, to: WinStep(state, time))
        noted += 1
      }
    }
    mean?.finish(share: state.survival)
    (end, self.watch) = (state, watch)
    return noted
  }

  /// The curves at one of the moments asked for; nil before anything was seen.
  func state(at moment: Int64) -> CompetingState? {
    if let firstSeen, moment < firstSeen { return nil }
    let place = moments.partitioningIndex { $0 >= moment }
    return place < captured.count ? captured[place] : nil
  }

  /// The time to any end, read off at these days, which were among the moments.
  func summary(atDays days: [Int]) -> SurvivalSummary {
    guard times.count > 0 else { return SurvivalSummary(count: 0) }
    return SurvivalSummary(
      ended: times.seconds.count, censored: times.censored.count, atDays: days,
      days.map { state(at: Int64($0) * Instant.day) }, watch.quantiles)
  }
}

/// When a survival curve and its band fall to the usual levels, in seconds; nil where they never do.
struct EndQuantiles: Equatable {
  var quarter: Int64?
  var middle: Int64?
  var threeQuarters: Int64?
  var nineTenths: Int64?
  /// When the lower and the upper band fall to one half.
  var low: Int64?
  var high: Int64?
}

extension SurvivalSummary {
  /// The time to any end in days.
  init(ended: Int, censored: Int, atDays days: [Int], _ states: [CompetingState?], _ quantiles: EndQuantiles) {
    let bands = states.map { $0?.band() }
    self.init(
      count: ended + censored, events: ended, censored: censored, at: days.map(Double.init),
      survival: states.map { $0?.openShare ?? .nan }, low: bands.map { $0?.low }, high: bands.map { $0?.high },
      median: Estimate(value: quantiles.middle.inDays, low: quantiles.low.inDays, high: quantiles.high.inDays),
      q25: quantiles.quarter.inDays, q75: quantiles.threeQuarters.inDays, q90: quantiles.nineTenths.inDays)
  }
}

extension Int64? {
  /// Seconds as days.
  var inDays: Double? { map { Double($0) / Double(Instant.day) } }
}

/// Rows at risk (entry < t <= exit) at times that ascend.
struct RiskCount {
  private let censored: [Int64]
  private let entries: [Int64]
  private let total: Int
  private let isDelayed: Bool
  private var (left, entered) = (0, 0)

  /// Rows that enter at the first time at all are at risk at it, as in lifelines.
  init(_ times: CloseTimes) {
    (censored, entries) = (times.censored, times.entries ?? [])
    (total, isDelayed) = (times.count, times.entries != nil)
    if let start = times.firstSeen { entered = entries.partitioningIndex { $0 > start } }
  }

  /// How many are at risk at `time` of whom `ended` have ended before.
  @inline(__always) mutating func count(at time: Int64, ended: Int) -> Int {
    while left < censored.count, censored[left] < time { left += 1 }
    guard isDelayed else { return total - ended - left }
    while entered < entries.count, entries[entered] < time { entered += 1 }
    return entered - ended - left
  }
}

/// The share won after a win, and its variance, which is infinite where nobody is left to estimate it from.
struct WinStep {
  let time: Int64
  let share: Double
  let variance: Double

  @inline(__always) fileprivate init(_ state: CompetingState, _ time: Int64) {
    (self.time, share) = (time, state.won)
    variance = state.isExhausted ? .infinity : state.variances.x
  }
}

/// The share won after each win.
struct WinSteps {
  private let steps: [WinStep]

  /// At most so many, filled in by a function that says how many there are.
  fileprivate init(capacity: Int = 0, _ fill: (UnsafeMutableBufferPointer<WinStep>) -> Int = { _ in 0 }) {
    steps = [WinStep](unsafeUninitializedCapacity: capacity) {
      $1 = fill(UnsafeMutableBufferPointer(rebasing: $0[..<capacity]))
    }
  }

  /// Least t with F_won(t) >= F_won(end)/2: half of the wins take longer. Its approximate interval is where
  /// F_won ± z·se crosses that level, which it can only at a win. Nil under 20 wins.
  func median(wins: Int, z: Double = Deviate.twoSided95) -> Estimate? {
    guard wins >= AalenJohansen.fewestWins, let end = steps.last else { return nil }
    let level = end.share / 2
    let middle = steps.partitioningIndex { $0.share >= level }
    let low = steps.first { step in
      let gap = level - step.share
      return gap <= 0 || step.variance.isFinite && z * z * step.variance >= gap * gap
    }
    let high = steps[middle...].first { step in
      let gap = step.share - level
      return step.variance.isFinite && z * z * max(0, step.variance) <= gap * gap
    }
    func days(_ step: WinStep?) -> Double? { step.map { Double($0.time) / Double(Instant.day) } }
    return Estimate(value: days(steps[middle]), low: days(low), high: days(high))
  }
}

/// The mean time up to a limit, the area under the curve, with its standard error
/// (statistics.md section 6: sqrt(sum A²·d/(n(n - d))), A the area still to come).
struct CurveArea {
  private let limit: Double
  private var (area, last) = (0.0, 0.0)
  private var (sum, weighted, squared) = (0.0, 0.0, 0.0)

  init(to seconds: Int64) { limit = Double(seconds) / Double(Instant.day) }

  /// Adds the area under a level part of the curve.
  @inline(__always) fileprivate mutating func spend(until time: Int64, share: Double) {
    let day = min(limit, Double(time) / Double(Instant.day))
    guard day > last else { return }
    area += (day - last) * share
    last = day
  }

  /// Notes a step of Greenwood's sum.
  @inline(__always) fileprivate mutating func note(_ time: Int64, step: Double) {
    guard Double(time) / Double(Instant.day) <= limit else { return }
    sum += step
    weighted += area * step
    squared += area * area * step
  }

  fileprivate mutating func finish(share: Double) {
    if limit > last { area += (limit - last) * share }
    last = limit
  }

  /// Days.
  var days: Double { area }
  var error: Double { max(0, area * area * sum - 2 * area * weighted + squared).squareRoot() }
}
