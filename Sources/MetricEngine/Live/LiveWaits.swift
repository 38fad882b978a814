import Domain

/// Waits of one group of leads, as curves and descriptions are read off them; the figures are those of
/// ``ResponseCurve`` and ``Describe``.
struct LiveWaits<State: PassedTimes> {
  let times: LiveTimes<State>
  let group: Int
  /// What is exact of those that have ended.
  let moments: WholeMoments
  let curve: (State) -> SurvivalState

  var endedCount: Int { times.ended[group] }
  var runningCount: Int { times.left[group] }
  var count: Int { endedCount + runningCount }

  func ended(within seconds: Int32) -> Int { times.ended(within: Int64(seconds))[group] }

  /// All of them, to be walked step by step.
  private var walked: ResponseCurve {
    var (ends, through): ([Int32], [Int32]) = ([], [])
    for step in times.steps(.ends, group: group) {
      ends.append(Int32(clamping: step.time))
      through.append((through.last ?? 0) + Int32(truncatingIfNeeded: step.times))
    }
    var waits = ResponseWaits(times: ends, through: through)
    waits.running = times.steps(.leaves, group: group).flatMap { step in
      repeatElement(Int32(clamping: step.time), count: step.times)
    }
    return ResponseCurve(waits)
  }

  /// Read off at these seconds, with the usual quantiles.
  func summary(at seconds: [Double]) -> SurvivalSummary {
    guard count >= ResponseCurve.fewest else { return walked.summary(at: seconds) }
    let states = times.states(at: seconds.map { Int64($0) }).map(curve)
    let bands = states.map { $0.band() }
    return SurvivalSummary(
      count: count, events: endedCount, censored: runningCount, at: seconds, survival: states.map(\.survival),
      low: bands.map(\.low), high: bands.map(\.high), median: estimate(0.5), q25: quantile(0.25),
      q75: quantile(0.75), q90: quantile(0.9))
  }

  /// The first time with S(t) <= 1 - q and the first times at which the bounds of S have fallen that far.
  func estimate(_ q: Double) -> Estimate {
    count < ResponseCurve.fewest ? walked.estimate(q) : estimate(q, value: quantile(q))
  }

  /// The same with the first time known.
  func estimate(_ q: Double, value: Double?) -> Estimate {
    guard count >= ResponseCurve.fewest else { return walked.estimate(q) }
    let level = ResponseCurve.level(q)
    let low = times.first { curve($0).band().low <= level }
    let high = times.first { curve($0).band().high <= level }
    return Estimate(
      value: value, low: (low?.time).map { Double($0) }, high: (high?.time).map { Double($0) })
  }

  /// Where a level is met so closely that rounding decides, the curve that sums like the reference is asked.
  private func quantile(_ q: Double) -> Double? {
    let (level, doubt) = (ResponseCurve.level(q), ResponseCurve.doubt)
    guard let met = times.first(where: { curve($0).survival <= level }) else {
      return curve(times.end).survival - level < doubt ? walked.quantile(q) : nil
    }
    let isClear = curve(met.before).survival - level >= doubt && level - curve(met.after).survival >= doubt
    return isClear ? Double(met.time) : walked.quantile(q)
  }

  /// Seconds of those that have ended.
  var description: Description {
    let count = endedCount
    guard count > 0 else { return Description(count: 0) }
    func quantile(_ q: Double) -> Double {
      let position = Double(count - 1) * q
      let below = Int(position)
      let value = Double(times.time(ofEnd: below, group: group))
      guard below + 1 < count else { return value }
      return value + (Double(times.time(ofEnd: below + 1, group: group)) - value) * (position - Double(below))
    }
    return Description(
      count: count, mean: moments.mean, standardDeviation: moments.standardDeviation, median: quantile(0.5),
      p75: quantile(0.75), p90: quantile(0.9), p95: quantile(0.95),
      minimum: Double(times.time(ofEnd: 0, group: group)),
      maximum: Double(times.time(ofEnd: count - 1, group: group)))
  }
}

extension ResponseFigures {
  /// The figures of some waits as if none were invalid or too young.
  init<State>(_ waits: LiveWaits<State>) {
    self.init()
    takeCounts(answered: waits.endedCount, unanswered: waits.runningCount, invalid: 0)
    answeredOnly = waits.description
    takeQuick(waits.ended(within: ResponseMarksOfTime.quick), YoungLeads())
    survival = waits.summary(at: ResponseMarksOfTime.readOffAt)
    slowTenth = waits.estimate(0.9, value: survival.q90)
  }

  /// Leaves those out that are invalid or too young.
  mutating func take(invalid: Int, _ young: YoungLeads) {
    self.invalid = invalid
    takeQuick(withinFiveMinutes.successes, young)
  }
}
