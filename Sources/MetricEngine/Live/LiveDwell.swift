import Domain

/// How long visits to one stage took, kept up to date; the figures are those of ``DwellTimes`` and ``DwellCurve``.
struct LiveDwell: Sendable {
  private var times = LiveTimes<SurvivalState>(moments: seconds(StageReadings.readOffAt))
  private var moments = WholeMoments()
  private var runningSeconds = 0

  mutating func change(_ seconds: UInt32, _ hasEnded: Bool, _ sign: LiveSign) {
    times.change(TimedStep(Int64(seconds), hasEnded ? .ends : .leaves), sign)
    if hasEnded {
      moments.change(Int64(seconds), times: sign.rawValue)
    } else {
      runningSeconds += sign.rawValue * Int(seconds)
    }
  }

  /// Looks at visits that have come or gone.
  /// - Returns: true if there were any.
  mutating func refresh() -> Bool {
    let version = times.version
    times.refresh()
    return times.version != version
  }

  private static func seconds(_ days: [Double]) -> [Int64] { days.map { Int64($0 * Double(Instant.day)) } }

  var endedCount: Int { times.ended.x }

  func ended(within seconds: UInt32) -> Int { times.ended(within: Int64(seconds)).x }

  /// Days in all, running visits so far.
  var totalDays: Double { (moments.mean * Double(moments.count) + Double(runningSeconds)) / Double(Instant.day) }

  /// Days by type 7; nil without ended visits.
  func endedQuantile(_ q: Double) -> Double? { Quantile.days(count: endedCount, q) { times.time(ofEnd: $0) } }

  /// Days of the visits that ended.
  var description: Description {
    let (count, day) = (endedCount, Double(Instant.day))
    guard count > 0 else { return Description(count: 0) }
    return Description(
      count: count, mean: moments.mean / day, standardDeviation: moments.standardDeviation.map { $0 / day },
      median: endedQuantile(0.5), p75: endedQuantile(0.75), p90: endedQuantile(0.9), p95: endedQuantile(0.95),
      minimum: Double(times.time(ofEnd: 0)) / day, maximum: Double(times.time(ofEnd: count - 1)) / day)
  }

  // MARK: - The curve

  private var isFew: Bool { endedCount <= DwellCurve.fewEnds }

  /// Counted one by one.
  private var plain: KaplanMeier {
    func days(_ kind: TimedStep.Kind) -> [Double] {
      times.steps(kind).flatMap { repeatElement(Double($0.time) / Double(Instant.day), count: $0.times) }
    }
    return KaplanMeier(sortedEvents: days(.ends), sortedCensored: days(.leaves))
  }

  /// First time with S <= 1 - q in days; nil if S never falls that far.
  func quantile(_ q: Double) -> Double? {
    if isFew { return plain.quantile(q) }
    let level = ResponseCurve.level(q)
    guard let met = times.first(where: { $0.survival <= level + DwellCurve.nearTie }) else { return nil }
    let isTie = abs(met.after.survival - level) <= DwellCurve.nearTie
    if isTie, endedCount <= DwellCurve.endsDecidedPlainly { return plain.quantile(q) }
    return Double(met.time) / Double(Instant.day)
  }

  /// The curve read off at these days, with the usual quantiles.
  func summary(at days: [Double]) -> SurvivalSummary {
    if isFew { return plain.summary(at: days) }
    let states = times.states(at: Self.seconds(days))
    let bands = states.map { $0.band() }
    func first(_ holds: (SurvivalState) -> Bool) -> Double? {
      times.first(where: holds).map { Double($0.time) / Double(Instant.day) }
    }
    return SurvivalSummary(
      count: endedCount + times.left.x, events: endedCount, censored: times.left.x, at: days,
      survival: states.map(\.survival), low: bands.map(\.low), high: bands.map(\.high),
      median: Estimate(
        value: quantile(0.5), low: first { $0.band().low <= 0.5 }, high: first { $0.band().high <= 0.5 }),
      q25: quantile(0.25), q75: quantile(0.75), q90: quantile(0.9))
  }
}
