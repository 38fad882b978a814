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
  /// Qualified by week, 26 complete ISO weeks, oldest first; `count` is the leads created in that week.
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
