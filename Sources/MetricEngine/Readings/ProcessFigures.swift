import Domain

/// How opportunities follow the defined process.
public struct ProcessReading: Sendable, Equatable {
  /// Whether it can be computed.
  public var availability = Availability.empty
  /// Over all opportunities with a history.
  public var opportunities = 0
  /// Those that follow the process, of all with a history.
  public var conforming = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Created in the last 90 days (the headline), and in the 90 before.
  public var recent = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Those of the 90 days before.
  public var recentBefore = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// How it stands against the window before.
  public var change = Change.unknown
  /// Opportunities that skipped a stage.
  public var withSkip = 0
  /// Skipped stages in all.
  public var skippedStages = 0
  /// Opportunities that went back.
  public var withBackward = 0
  /// Steps back in all.
  public var backwardMoves = 0
  /// Opportunities that were in a stage again.
  public var withRework = 0
  /// Opportunities with the same stage entered twice in a row.
  public var withRepeat = 0
  /// Opportunities with unknown stages, reopened, or without their end.
  public var withOther = 0
  /// Stage entries per opportunity.
  public var steps = Description(count: 0)
  /// Different paths taken.
  public var variants = 0
  /// The ten commonest paths.
  public var topVariants: [Variant] = []
  /// One per stage of the process, in order.
  public var stages: [StageReading] = []
  /// The stage that holds deals longest: index into `stages`.
  public var bottleneck: Int?
  /// Closed opportunities that followed the process: won of all; and those that did not.
  public var winRateConforming = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Won share of those that did not.
  public var winRateOther = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Conforming share by week of creation, 26 complete weeks.
  public var trend: [TrendPoint] = []
  /// How the figures came about; nil if none could be computed.
  public var explanation: Explanation?
  /// Nothing known yet.
  public init() {}
}

/// A path through the stages and how many took it.
public struct Variant: Sendable, Equatable, Codable {
  /// Stages in order.
  public var path: [String]
  /// Rows behind it.
  public var count: Int
  /// The value made of its parts.
  public init(path: [String], count: Int) {
    self.path = path
    self.count = count
  }
}

/// One stage of the process.
public struct StageReading: Sendable, Equatable, Codable {
  /// What to call it.
  public var name: String
  /// Open opportunities in it now.
  public var openNow = 0
  /// Their money.
  public var openMoney = MoneyByCurrency()
  /// Entered at least 28 days before and reached any later stage or won since.
  public var goOn = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Days of completed visits.
  public var completed = Description(count: 0)
  /// Days of all visits, the running last one still counted.
  public var dwell = SurvivalSummary(count: 0)
  /// Half of the visits entered in the window take longer (Kaplan-Meier).
  public var dwellNow: Double?
  /// Opportunities that skipped it.
  public var skipped = 0
  /// Win rate of closed opportunities that skipped it.
  public var winRateSkipped = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Open opportunities in it for longer than 9 in 10 completed visits.
  public var stuck = 0
  /// The value made of its parts.
  public init(name: String) { self.name = name }
}
