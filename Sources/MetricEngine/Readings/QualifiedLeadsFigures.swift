import Domain

/// Qualified leads: the count, its interval, its weeks, the way to it.
public struct QualifiedReading: Sendable, Equatable {
  /// Whether it can be computed.
  public var availability = Availability.empty
  /// The window.
  public var current = 0
  /// The window before.
  public var previous = 0
  /// Garwood 95 % interval of the current count.
  public var interval = Estimate(value: nil)
  /// current / previous with its exact interval.
  public var ratio = Estimate(value: nil)
  /// Two-sided p-value of equal rates.
  public var ratioP: Double?
  /// Variance / mean of the weekly counts of `trend`: over 1.5 they vary more than chance alone makes them.
  public var dispersion: Double?
  /// `ratio`, its interval widened by a negative binomial where `dispersion` is over 1.5.
  public var widenedRatio = Estimate(value: nil)
  /// Whether the count really changed against the window before (statistics.md section 5); nil where that has no data.
  public var judgement: ChangeJudgement?
  /// Qualified in the window and taken back within 30 days; nil where the data does not tell.
  public var reversed: Int?
  /// The same of the window before.
  public var reversedBefore: Int?
  /// Qualified in the window not for the first time; nil where the data does not tell.
  public var requalified: Int?
  /// How it stands against the window before.
  public var change = Change.unknown
  /// Leads created in the window and before.
  public var leadsCurrent = 0
  /// Leads created in the window before.
  public var leadsPrevious = 0
  /// Of leads aged at least 30 days, those qualified within 30 days.
  public var withinThirtyDays = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Of leads created in the window, those qualified by now.
  public var rate = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// The same of the window before.
  public var rateBefore = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Per business day in the window, over the mean of the 26 complete weeks before it.
  public var pace: Double?
  /// Qualified by week, 26 complete ISO weeks, oldest first; `count` is the leads created in that week. `low` and `high`
  /// are control limits: a c chart where the dispersion is under 1.5, else widened as Laney does.
  public var trend: [TrendPoint] = []
  /// Created, answered, qualified, became an opportunity, won: of leads created in the window.
  public var funnel: [FunnelStep] = []
  /// Best and worst source by qualification rate, with at least 30 leads.
  public var bestSource: BreakdownRow?
  /// Source with the lowest rate.
  public var worstSource: BreakdownRow?
  /// How the figures came about; nil if none could be computed.
  public var explanation: Explanation?
  /// Nothing known yet.
  public init() {}
}

/// One step of a funnel.
public struct FunnelStep: Sendable, Equatable, Codable {
  /// What to call it.
  public var name: String
  /// Rows behind it.
  public var count: Int
  /// Share of the step before, and the same in the window before.
  public var share: Double?
  /// The same of the window before.
  public var shareBefore: Double?
  /// Rows of the step before, in both windows.
  public var trials: Int
  /// Rows behind the share before.
  public var trialsBefore: Int
  /// The value made of its parts.
  public init(
    name: String, count: Int, share: Double?, shareBefore: Double?, trials: Int = Share.fewestToCompare,
    trialsBefore: Int = Share.fewestToCompare
  ) {
    self.name = name
    self.count = count
    self.share = share
    self.shareBefore = shareBefore
    self.trials = trials
    self.trialsBefore = trialsBefore
  }

  /// True if both windows have enough rows to be compared.
  public var isComparable: Bool { min(trials, trialsBefore) >= Share.fewestToCompare }
}
