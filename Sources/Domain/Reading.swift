/// The five tactical metrics.
public enum MetricID: String, CaseIterable, Sendable, Codable {
  case leadResponse = "lead_response"
  case qualifiedLeads = "qualified_leads"
  case processSteps = "process_steps"
  case activities
  case timeToClose = "time_to_close"
}

/// Wall time, or the open hours of the business calendar.
public enum ClockKind: String, Sendable, Codable { case wall, business }

/// What is computed for a rule: the statistic over a metric's cohort.
public enum Statistic: Hashable, Sendable, Codable {
  /// Share of leads answered within `seconds`, or within the source's own limit if nil. Leads aged at least that.
  case shareWithin(seconds: Int?)
  /// Kaplan-Meier quantile of the response time in seconds; 0.5 is the median.
  case responseQuantile(Double)
  /// Qualified leads in the window.
  case qualifiedCount
  /// Qualified per business day over the mean of the 26 complete weeks before the window.
  case qualifiedRatio
  /// Of the leads of the window those qualified so far, over as many as leads of their ages usually were by then.
  case qualifiedForAge
  /// Share of opportunities created in the window that follow the process.
  case conformingShare
  /// Mean activities per open opportunity aged at least 14 days.
  case activitiesMean
  /// Share of opportunities lost in the window after at most one activity, without those disqualified within two days.
  case gaveUpShare
  /// Cumulative incidence of winning by this many days.
  case wonWithin(days: Int)
  /// How fast opportunities end, won or lost, in the last 90 days against the 90 before, within segments (hazard ratio).
  /// Its evidence is the verdict of statistics.md section 5: bounds there are only of a change that is confirmed.
  case closingPace
  /// Item: leads unanswered for longer than their limit (seconds; the source's own if nil).
  case unanswered(seconds: Int?)
  /// Item: leads let down today: those late in the last two working hours if they are far more than in four weeks, and
  /// those that wait while nobody answers any.
  case brokenNow
  /// Item: open opportunities without activity for more than this many days.
  case idle(days: Int)
  /// Item: open opportunities without activity for longer than those that were won were in their stage and segment, and
  /// without a next step.
  case idleBeyond(IdleLimits)
  /// Item: the running visit is longer than this quantile of completed visits in that stage, times the factor.
  case stageAge(quantile: Double, factor: Double)
  /// Item: open opportunities older than this quantile of the age of winners.
  case olderThanWinners(quantile: Double)

  /// True for rules about single leads or opportunities: no evidence gate, no minimum sample.
  public var isItem: Bool {
    switch self {
    case .unanswered, .brokenNow, .idle, .idleBeyond, .stageAge, .olderThanWinners: true
    default: false
    }
  }

  /// True if its value is a multiple of what is usual, so that 1 is neither good nor bad.
  public var isRatioToUsual: Bool { [.qualifiedRatio, .qualifiedForAge, .closingPace].contains(self) }
}

/// A question to the engine on behalf of a rule.
public struct MeasureRequest: Hashable, Sendable, Codable {
  /// What is asked about.
  public var metric: MetricID
  /// What is computed.
  public var statistic: Statistic
  /// Which time counts.
  public var clock: ClockKind
  /// Days back from `asOf`.
  public var windowDays: Int
  /// Whose rows count.
  public var scope: Scope

  /// A question about one metric.
  public init(metric: MetricID, statistic: Statistic, clock: ClockKind, windowDays: Int, scope: Scope) {
    self.metric = metric
    self.statistic = statistic
    self.clock = clock
    self.windowDays = windowDays
    self.scope = scope
  }
}

/// The engine's answer: a value with its basis and its uncertainty.
public struct Reading: Sendable, Equatable, Codable {
  /// Nil if there is no data behind it; never 0 in place of nothing. For item statistics the number of items.
  public var value: Double?
  /// Rows behind it.
  public var count: Int
  /// Two-sided 95 % bounds.
  public var low: Double?
  /// The upper bound of the same interval.
  public var high: Double?
  /// One-sided 80 % bounds (the evidence gate of a rule).
  public var gateLow: Double?
  /// The upper bound of the gate.
  public var gateHigh: Double?
  /// Rows of leads or opportunities concerned, worst first: the items, or those that count against the level.
  public var rows: RowList
  /// Money at stake in those opportunities.
  public var money: MoneyByCurrency
  /// What is missing, as field names, when there can be no value.
  public var missing: [String]
  /// For a ratio to what was usual: how many were to be expected.
  public var expected: Double?

  /// An answer; what is left out is not known.
  public init(
    value: Double?, count: Int, low: Double? = nil, high: Double? = nil, gateLow: Double? = nil,
    gateHigh: Double? = nil, rows: [Int32] = [], money: MoneyByCurrency = MoneyByCurrency(), missing: [String] = []
  ) {
    self.value = value
    self.count = count
    self.low = low
    self.high = high
    self.gateLow = gateLow
    self.gateHigh = gateHigh
    self.rows = RowList(rows)
    self.money = money
    self.missing = missing
  }
}
