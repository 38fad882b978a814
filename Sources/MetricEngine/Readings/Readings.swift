import Domain

/// Everything the five panels show, for one query.
public struct Readings: Sendable, Equatable {
  public var query: Query
  /// Rows known as of then and within the filter.
  public var counts: RowCounts
  public var response: ResponseReading
  public var qualified: QualifiedReading
  public var process: ProcessReading
  public var activities: ActivityReading
  public var close: CloseReading

  public init(
    query: Query, counts: RowCounts, response: ResponseReading, qualified: QualifiedReading, process: ProcessReading,
    activities: ActivityReading, close: CloseReading
  ) {
    self.query = query
    self.counts = counts
    self.response = response
    self.qualified = qualified
    self.process = process
    self.activities = activities
    self.close = close
  }
}

/// Rows known as of the query's instant and within its filter.
public struct RowCounts: Sendable, Equatable, Codable {
  public var leads = 0
  public var opportunities = 0
  public var open = 0
  public var won = 0
  public var lost = 0
  public var visits = 0
  public var activities = 0
  public var openMoney = MoneyByCurrency()
  public init() {}
}

// MARK: - 1 Lead response time

/// Lead response time in both clocks.
public struct ResponseReading: Sendable, Equatable {
  public var availability = Availability.empty
  public var wall = ResponseClockReading()
  public var business = ResponseClockReading()
  /// Share within the limit of each lead's source, in the current window, and before.
  public var withinLimit = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  public var withinLimitBefore = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  public var change = Change.unknown
  /// The limit in seconds that most leads have.
  public var limitSeconds = 300
  /// Answered within 5, 15, 60 minutes, later; then not answered (yet); current window, business clock.
  public var bands = ResponseBands()
  /// The same in wall time.
  public var bandsWall = ResponseBands()
  /// Never answered: unanswered for more than a day, of all leads older than a day, in the window.
  public var neverAnswered = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Of the successes of `neverAnswered`: disqualified since, so that nobody waits with them.
  public var neverAnsweredDisqualified = 0
  /// Unanswered leads, most overdue first.
  public var waiting = WaitingSummary()
  /// Share within the limit by week, oldest first, 26 complete weeks.
  public var trend: [TrendPoint] = []
  public var explanation: Explanation?
  public init() {}
}

/// One clock's figures: over all leads, the window and the window before it.
public struct ResponseClockReading: Sendable, Equatable {
  public var all = ResponseFigures()
  public var current = ResponseFigures()
  public var previous = ResponseFigures()
  public init() {}
}

/// Response figures of a set of leads; durations in seconds.
public struct ResponseFigures: Sendable, Equatable, Codable {
  public var count = 0
  /// Answered before they came: a data error, left out.
  public var invalid = 0
  public var answered = 0
  public var unanswered = 0
  public var answeredOnly = Description(count: 0)
  public var withinFiveMinutes = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  public var survival = SurvivalSummary(count: 0)
  public init() {}
}

/// Counts by how long the answer took.
public struct ResponseBands: Sendable, Equatable, Codable {
  public var within5Minutes = 0
  public var within15Minutes = 0
  public var within60Minutes = 0
  public var later = 0
  public var unanswered = 0
  public init() {}
  public var total: Int { within5Minutes + within15Minutes + within60Minutes + later + unanswered }
}

/// Leads that wait for an answer now (neither qualified nor disqualified).
public struct WaitingSummary: Sendable, Equatable, Codable {
  /// Lead rows, most overdue first.
  public var rows: [Int32] = []
  /// Business seconds left of the limit; negative when late. Same order as `rows`.
  public var secondsLeft: [Int64] = []
  public var late = 0
  /// Of the late ones, those that came lately, see ``recent(asOf:)``.
  public var lateRecently = 0
  /// Due within the next 30 business minutes.
  public var dueSoon = 0
  public init() {}

  /// The last four weeks: leads that came in them are what can still be done something about.
  public static func recent(asOf: Instant) -> TimeWindow {
    TimeWindow(after: asOf.adding(days: -28), through: asOf)
  }
}

// MARK: - 2 Qualified leads

/// Qualified leads: the count, its interval, its weeks, the way to it.
public struct QualifiedReading: Sendable, Equatable {
  public var availability = Availability.empty
  public var current = 0
  public var previous = 0
  /// Garwood 95 % interval of the current count.
  public var interval = Estimate(value: nil)
  /// current / previous with its exact interval.
  public var ratio = Estimate(value: nil)
  public var ratioP: Double?
  public var change = Change.unknown
  /// Leads created in the window and before.
  public var leadsCurrent = 0
  public var leadsPrevious = 0
  /// Of leads aged at least 30 days, those qualified within 30 days.
  public var withinThirtyDays = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Of leads created in the window, those qualified by now.
  public var rate = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  public var rateBefore = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Per business day in the window, over the mean of the 26 complete weeks before it.
  public var pace: Double?
  /// Qualified by week, 26 complete ISO weeks, oldest first; `count` is the leads created in that week.
  public var trend: [TrendPoint] = []
  /// Created, answered, qualified, became an opportunity, won: of leads created in the window.
  public var funnel: [FunnelStep] = []
  /// Best and worst source by qualification rate, with at least 30 leads.
  public var bestSource: BreakdownRow?
  public var worstSource: BreakdownRow?
  public var explanation: Explanation?
  public init() {}
}

/// One step of a funnel.
public struct FunnelStep: Sendable, Equatable, Codable {
  public var name: String
  public var count: Int
  /// Share of the step before, and the same in the window before.
  public var share: Double?
  public var shareBefore: Double?
  /// Rows of the step before, in both windows.
  public var trials: Int
  public var trialsBefore: Int
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

// MARK: - 3 Process steps

/// How opportunities follow the defined process.
public struct ProcessReading: Sendable, Equatable {
  public var availability = Availability.empty
  /// Over all opportunities with a history.
  public var opportunities = 0
  public var conforming = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Created in the last 90 days (the headline), and in the 90 before.
  public var recent = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  public var recentBefore = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  public var change = Change.unknown
  public var withSkip = 0
  public var skippedStages = 0
  public var withBackward = 0
  public var backwardMoves = 0
  public var withRework = 0
  public var withRepeat = 0
  public var withOther = 0
  public var steps = Description(count: 0)
  public var variants = 0
  public var topVariants: [Variant] = []
  /// One per stage of the process, in order.
  public var stages: [StageReading] = []
  /// The stage that holds deals longest: index into `stages`.
  public var bottleneck: Int?
  /// Closed opportunities that followed the process: won of all; and those that did not.
  public var winRateConforming = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  public var winRateOther = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Conforming share by week of creation, 26 complete weeks.
  public var trend: [TrendPoint] = []
  public var explanation: Explanation?
  public init() {}
}

/// A path through the stages and how many took it.
public struct Variant: Sendable, Equatable, Codable {
  public var path: [String]
  public var count: Int
  public init(path: [String], count: Int) {
    self.path = path
    self.count = count
  }
}

/// One stage of the process.
public struct StageReading: Sendable, Equatable, Codable {
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
  public init(name: String) { self.name = name }
}

// MARK: - 4 Activities per opportunity

/// How much is done for each opportunity, and where nothing is.
public struct ActivityReading: Sendable, Equatable {
  public var availability = Availability.empty
  public var all = Description(count: 0)
  public var open = Description(count: 0)
  public var closed = Description(count: 0)
  public var won = Description(count: 0)
  public var lost = Description(count: 0)
  /// Opportunities with 0, 1, ... 20 activities, then with more.
  public var histogram: [Int] = []
  /// Open opportunities with 0, 1-2, 3-5, 6-9, 10+ activities.
  public var openBands: [Int] = [0, 0, 0, 0, 0]
  /// Lost after at most one activity.
  public var gaveUp = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  public var atLeastFive = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  public var wonAtLeastFive = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Days since the last activity (or creation) of open opportunities.
  public var idleDays = Description(count: 0)
  /// Open opportunities quiet for more than 14 days: rows, most money first, and their money.
  public var quiet: [Int32] = []
  public var quietMoney = MoneyByCurrency()
  /// Quiet 28 days ago by the same rule.
  public var quietBefore: Int?
  public var change = Change.unknown
  /// Mean activities in the window per opportunity open at its end, and before.
  public var touches: Double?
  public var touchesBefore: Double?
  /// Open opportunities under the floor: fewer than a quarter of won ones had at the same age. Rows and money.
  public var underFloor: [Int32] = []
  public var underFloorMoney = MoneyByCurrency()
  /// Open opportunities aged at least 14 days: mean activities.
  public var matureOpenMean = Estimate(value: nil)
  public var withoutNextStep: Int?
  public var withoutNextStepMoney = MoneyByCurrency()
  /// Open money in all, to compare the quiet money with.
  public var openMoney = MoneyByCurrency()
  /// Quiet open opportunities at the end of each of 26 complete weeks; `count` is those open then.
  public var trend: [TrendPoint] = []
  public var explanation: Explanation?
  public init() {}
}

// MARK: - 5 Time to close

/// How long wins take, with open opportunities counted and lost ones as competing ends.
public struct CloseReading: Sendable, Equatable {
  public var availability = Availability.empty
  public var deals = 0
  public var open = 0
  public var won = 0
  public var lost = 0
  /// No creation or no closing date: in the totals, in no duration.
  public var withoutDates = 0
  /// Closed before they were opened: in the totals, in no duration.
  public var closedBeforeOpened = 0
  /// Days at which the incidences are read off: 30, 60, 90, 180, 365.
  public var atDays: [Int] = [30, 60, 90, 180, 365]
  public var wonBy: [Estimate] = []
  public var lostBy: [Estimate] = []
  /// Standard errors of `wonBy` and `lostBy`; nil from where nobody is left to estimate them from.
  public var wonErrors: [Double?] = []
  public var lostErrors: [Double?] = []
  /// Opportunities that had not ended before each of `atDays`, and were followed for that long.
  public var atRisk: [Int] = []
  /// Half of the wins take longer, in days; nil under 20 wins. The interval is approximate.
  public var winnersMedian = Estimate(value: nil)
  /// The same over what was known one comparison window ago.
  public var winnersMedianBefore: Double?
  public var change = Change.unknown
  /// The CRM average: closed won only, open ones left out. Days.
  public var crmAverage = Description(count: 0)
  public var crmAverageRecent = Description(count: 0)
  /// Share of eventual wins that come later than each of `atDays`.
  public var winsLaterThan: [Double?] = []
  /// Days until any close.
  public var anyClose = SurvivalSummary(count: 0)
  /// The two curves for drawing: days ascending, at most 400 points.
  public var curve: [CurvePoint] = []
  /// By segment, where there is more than one.
  public var bySegment: [SegmentClose] = []
  /// Open opportunities older than 9 in 10 winners were, oldest first, and their money.
  public var old: [Int32] = []
  public var oldMoney = MoneyByCurrency()
  /// Half-of-wins in days over the wins of the 90 days before each of 26 week ends.
  public var trend: [TrendPoint] = []
  public var explanation: Explanation?
  public init() {}
}

/// A point of the cumulative incidence curves.
public struct CurvePoint: Sendable, Equatable, Codable {
  public var day: Double
  public var won: Double
  public var lost: Double
  public init(day: Double, won: Double, lost: Double) {
    self.day = day
    self.won = won
    self.lost = lost
  }
}

/// Time to close of one segment.
public struct SegmentClose: Sendable, Equatable, Codable {
  public var name: String
  public var deals: Int
  public var won: Int
  public var median: Double?
  public init(name: String, deals: Int, won: Int, median: Double?) {
    self.name = name
    self.deals = deals
    self.won = won
    self.median = median
  }
}
