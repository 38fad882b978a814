import Domain

/// Whether closing really became faster or slower: the last 90 days against the 90 before, counting only the risk time
/// within each (statistics.md section 5 over the period view of section 6).
public struct CloseVerdict: Sendable, Equatable, Codable {
  /// What the ladder says, and the smallest hazard ratio that these data could have shown.
  public var judgement: ChangeJudgement
  /// All opportunities together. A hazard ratio above 1 is faster now.
  public var together: LogRankResult
  /// Within each stratum, added up: what is left once the mix is taken out.
  public var within: LogRankResult
  /// What the strata are: segments, or sources where there is one segment only.
  public var dimension: Dimension
  /// Days until any end, in the last 90 days.
  public var now: SurvivalSummary
  /// Days until any end, in the 90 days before.
  public var before: SurvivalSummary
  /// How the mix moved, the largest move first.
  public var mix: [MixShare]

  /// The value made of its parts.
  public init(
    judgement: ChangeJudgement, together: LogRankResult, within: LogRankResult, dimension: Dimension,
    now: SurvivalSummary, before: SurvivalSummary, mix: [MixShare]
  ) {
    self.judgement = judgement
    self.together = together
    self.within = within
    self.dimension = dimension
    self.now = now
    self.before = before
    self.mix = mix
  }
}

/// The share of one element among the rows compared, now and before.
public struct MixShare: Sendable, Equatable, Codable {
  /// What to call it.
  public var name: String
  /// Share now; nil without rows.
  public var now: Double?
  /// Share before; nil without rows.
  public var before: Double?

  /// How far it moved; 0 where there is nothing to compare.
  public var move: Double { now.flatMap { now in before.map { now - $0 } } ?? 0 }

  /// The value made of its parts.
  public init(name: String, now: Double?, before: Double?) {
    self.name = name
    self.now = now
    self.before = before
  }
}

extension MixShare {
  /// The shares of elements by their rows, the largest move first; elements without any rows are left out.
  static func all(now: [Int], before: [Int], _ names: Vocabulary) -> [MixShare] {
    let (all, allBefore) = (now.reduce(0, +), before.reduce(0, +))
    func share(_ part: Int, _ whole: Int) -> Double? { whole > 0 ? Double(part) / Double(whole) : nil }
    return now.indices.filter { now[$0] + before[$0] > 0 }
      .map { MixShare(name: names[Code($0)], now: share(now[$0], all), before: share(before[$0], allBefore)) }
      .sorted { (abs($1.move), $0.name) < (abs($0.move), $1.name) }
  }
}

/// How long the wins of single weeks took, on a chart whose limits rest on the 26 weeks before those shown
/// (statistics.md section 5: logarithms of durations, beyond three sigmas or eight in a row on one side).
public struct CloseControl: Sendable, Equatable, Codable {
  /// The median in days of the wins closed in each of the weeks judged; nil in weeks without a win.
  public var weeks: [TrendPoint]
  /// What is usual, days.
  public var centre: Double
  /// The least that chance explains, days.
  public var low: Double
  /// The most that chance explains, days.
  public var high: Double
  /// Mondays of the weeks beyond the limits.
  public var beyond: [CivilDate]
  /// Mondays of the weeks that end eight in a row on one side.
  public var runs: [CivilDate]

  /// The value made of its parts.
  public init(
    weeks: [TrendPoint], centre: Double, low: Double, high: Double, beyond: [CivilDate], runs: [CivilDate]
  ) {
    self.weeks = weeks
    self.centre = centre
    self.low = low
    self.high = high
    self.beyond = beyond
    self.runs = runs
  }
}

/// Sales velocity: open deals x win rate x average amount / time to win, for the window and the one before.
public struct VelocityReading: Sendable, Equatable, Codable {
  /// The window.
  public var now: VelocityFactors
  /// The window before.
  public var before: VelocityFactors
  /// Which factor moved the velocity most, by logarithms, which add up to all of the change; nil where one of the
  /// two velocities is not known or nothing moved.
  public var mostMoved: VelocityFactor?
  /// What each factor added to the logarithm of the velocity, in the order of ``VelocityFactor``; empty where unknown.
  public var contributions: [Double]
  /// By segment, where segments differ more than twofold in win rate or time; otherwise empty.
  public var bySegment: [SegmentVelocity]

  /// The value made of its parts.
  public init(
    now: VelocityFactors, before: VelocityFactors, mostMoved: VelocityFactor? = nil, contributions: [Double] = [],
    bySegment: [SegmentVelocity] = []
  ) {
    self.now = now
    self.before = before
    self.mostMoved = mostMoved
    self.contributions = contributions
    self.bySegment = bySegment
  }
}

/// What sales velocity is made of.
public enum VelocityFactor: String, Sendable, Codable, CaseIterable {
  case openDeals = "open_deals"
  case winRate = "win_rate"
  case averageAmount = "average_amount"
  case daysToWin = "days_to_win"
}

/// The factors of sales velocity in one window.
public struct VelocityFactors: Sendable, Equatable, Codable {
  /// Open at the end of the window.
  public var openDeals: Int
  /// Won among those that ended in the window.
  public var winRate: Share
  /// Mean amount of the wins in the window that have one, in units; nil without any, or with several currencies.
  public var averageAmount: Double?
  /// How many wins have an amount.
  public var amounts: Int
  /// Currency of the amounts.
  public var currency: String
  /// Median days from creation to winning of the wins in the window.
  public var daysToWin: Double?

  /// The value made of its parts.
  public init(
    openDeals: Int, winRate: Share, averageAmount: Double?, amounts: Int, currency: String, daysToWin: Double?
  ) {
    self.openDeals = openDeals
    self.winRate = winRate
    self.averageAmount = averageAmount
    self.amounts = amounts
    self.currency = currency
    self.daysToWin = daysToWin
  }

  /// Money a day; nil where a factor is not known.
  public var perDay: Double? {
    guard let rate = winRate.value, let averageAmount, let daysToWin, daysToWin > 0 else { return nil }
    return Double(openDeals) * rate * averageAmount / daysToWin
  }
}

/// Sales velocity of one segment.
public struct SegmentVelocity: Sendable, Equatable, Codable {
  /// What to call it.
  public var name: String
  /// Its factors in the window.
  public var factors: VelocityFactors

  /// The value made of its parts.
  public init(name: String, factors: VelocityFactors) {
    self.name = name
    self.factors = factors
  }
}
