import Domain

/// Activity statistics beyond the panel's figures (statistics.md section 6, "Activities").
public struct ActivityStats: Sendable, Equatable {
  /// Whether any of it can be computed.
  public var availability = Availability.empty
  /// Shares won of what ended, by the number of activities. Opportunities that live long collect more, so this is to
  /// be shown only beside ``winRateByFirstFortnight``.
  public var winRateByCount: [ActivityBin] = []
  /// Shares won of what ended later than 14 days after its creation, by the activities of those 14 days.
  public var winRateByFirstFortnight: [ActivityBin] = []
  /// Whether the share won rises with the number of activities; nil under two groups.
  public var trendByCount: OrdinalTrend?
  /// Whether it rises with the activities of the first 14 days; nil under two groups.
  public var trendByFirstFortnight: OrdinalTrend?
  /// Extra spread of the numbers of what ended: variance = mean + alpha·mean²; nil without any, 0 for one.
  public var spread: Double?
  /// Activities in the first 14 days of what was created 14 to 60 days ago.
  public var firstFortnight = Description(count: 0)
  /// The same of what was created 60 to 120 days ago.
  public var firstFortnightBefore = Description(count: 0)
  /// Two-sided p-value of no difference between the two (Mann and Whitney); nil without data on both sides.
  public var firstFortnightP: Double?
  /// What that says of a change; at most `likely`.
  public var verdict = ChangeVerdict.tooEarly
  /// Control limits of the weekly number of quiet opportunities; nil where too few weeks have data.
  public var quietChart: TrendChart?

  init(_ engine: Engine, _ query: Query, _ selection: Selection) {
    let missing = engine.missingForActivities
    guard missing.isEmpty else {
      availability = engine.availability(without: missing)
      return
    }
    let (rows, marks) = (selection.opportunitySet, engine.activityFacts.marks)
    guard !rows.isEmpty else { return }
    availability = .ready
    let (whole, early) = (ActivityCounts(marks, rows), ActivityCounts(marks, rows, early: true))
    winRateByCount = ActivityBin.rates(whole)
    winRateByFirstFortnight = ActivityBin.rates(early)
    trendByCount = ActivityBin.trend(whole)
    trendByFirstFortnight = ActivityBin.trend(early)
    spread = Self.spread(whole.numbers([.won, .lost]).description)
    let fortnights = FortnightCounts(engine, rows, query.asOf).figures
    firstFortnight = fortnights.now.description
    firstFortnightBefore = fortnights.before.description
    firstFortnightP = fortnights.p
    verdict = fortnights.verdict
    quietChart = TrendChart.counts(engine.quietTrend(rows, query))
  }

  private static func spread(_ closed: Description) -> Double? {
    guard let mean = closed.mean, mean > 0 else { return nil }
    guard let deviation = closed.standardDeviation else { return 0 }
    return max(0, (deviation * deviation - mean) / (mean * mean))
  }
}

/// Opportunities that ended, with a number of activities within bounds.
public struct ActivityBin: Sendable, Equatable {
  /// `0`, `1`, `2`, `3_4`, `5_7`, `8plus`.
  public var name: String
  /// Those won, of those that ended.
  public var won: Share

  private static let bounds: [(name: String, range: ClosedRange<Int>)] = [
    ("0", 0...0), ("1", 1...1), ("2", 2...2), ("3_4", 3...4), ("5_7", 5...7), ("8plus", 8...Int.max),
  ]
  /// More activities score as many.
  private static let highestScore = 8

  static func rates(_ counts: ActivityCounts) -> [ActivityBin] {
    let (won, closed) = (counts.numbers([.won]), counts.numbers([.won, .lost]))
    return bounds.map { bin in
      ActivityBin(name: bin.name, won: Wilson.share(won.count(bin.range), of: closed.count(bin.range)))
    }
  }

  static func trend(_ counts: ActivityCounts) -> OrdinalTrend? {
    let (won, lost) = (counts.numbers([.won]), counts.numbers([.lost]))
    func count(_ numbers: CountedNumbers, _ score: Int) -> Int {
      numbers.count(score...(score < highestScore ? score : Int.max))
    }
    let scores = (0...highestScore).filter { count(won, $0) + count(lost, $0) > 0 }
    guard scores.count > 1 else { return nil }
    return OrdinalTrend(
      successes: scores.map { count(won, $0) }, failures: scores.map { count(lost, $0) },
      scores: scores.map(Double.init))
  }
}
