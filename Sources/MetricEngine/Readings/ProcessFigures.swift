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
  /// What `recent` against `recentBefore` is worth, segment by segment (statistics.md section 5); nil where one of the
  /// two has no rows.
  public var judgement: ChangeJudgement?
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
  /// Visits to a stage that the opportunity had been in before.
  public var reworkVisits = 0
  /// Opportunities with the same stage entered twice in a row.
  public var withRepeat = 0
  /// Opportunities with unknown stages, reopened, or without their end.
  public var withOther = 0
  /// Stage entries per opportunity.
  public var steps = Description(count: 0)
  /// Steps to put in or take out of closed opportunities to make them follow the process.
  public var moves = Description(count: 0)
  /// Closed opportunities by that number: how many need 0, 1, 2, ...
  public var dealsByMoves: [Int] = []
  /// Different paths taken.
  public var variants = 0
  /// The ten commonest paths.
  public var topVariants: [Variant] = []
  /// One per stage of the process, in order.
  public var stages: [StageReading] = []
  /// The stage that holds deals longest: index into `stages`.
  public var bottleneck: Int?
  /// The stage with most days of all deals together, its share of a deal's time times the deals in it: index into
  /// `stages`.
  public var holdup: Int?
  /// Closed opportunities that followed the process: won of all; and those that did not.
  public var winRateConforming = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Won share of those that did not.
  public var winRateOther = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Conforming share by week of creation, 26 complete weeks.
  public var trend: [TrendPoint] = []
  /// Centre and control limits of `trend`, by week; nil without data.
  public var trendChart: CountChart?
  /// Opportunities lost in the window, by the last stage they were in and the reason, most losses first.
  public var losses: [LossReading] = []
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
  /// Its part of all opportunities with a history.
  public var coverage: Double?
  /// Won of its closed opportunities.
  public var won = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Half of its closed opportunities took fewer days from creation to closing; nil where that was not asked for.
  public var medianDays: Double?
  /// The value made of its parts.
  public init(path: [String], count: Int) {
    self.path = path
    self.count = count
  }
}

/// Opportunities lost from one stage for one reason.
public struct LossReading: Sendable, Equatable, Codable {
  /// The last stage of the process that they were in; nil if they were in none.
  public var stage: String?
  /// As the source says; empty if it does not.
  public var reason: String
  /// Opportunities.
  public var count: Int
  /// Their money.
  public var money: MoneyByCurrency

  /// The value made of its parts.
  public init(stage: String?, reason: String, count: Int, money: MoneyByCurrency) {
    self.stage = stage
    self.reason = reason
    self.count = count
    self.money = money
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
  /// Money of those that entered it then.
  public var enteredMoney = MoneyByCurrency()
  /// Money of those of them that went on.
  public var wentOnMoney = MoneyByCurrency()
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
  /// Days within which 9 in 10 completed visits ended; nil under ten of them.
  public var stuckAfterDays: Double?
  /// Completed visits of under two minutes: passed through.
  public var passedThrough = 0
  /// Its part of the days that all opportunities spent in stages; nil without any.
  public var dwellShare: Double?
  /// Lost opportunities whose last stage it was.
  public var lostHere = 0
  /// Losses from here for each day that an opportunity is in it; nil without days.
  public var lossesPerDay: Double?
  /// Opportunities that left it in the window without a meeting; nil if it is no customer-facing stage.
  public var withoutMeeting: Int?
  /// Their money.
  public var withoutMeetingMoney = MoneyByCurrency()
  /// The value made of its parts.
  public init(name: String) { self.name = name }
}
