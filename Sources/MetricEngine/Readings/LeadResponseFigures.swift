import Domain

/// Lead response time in both clocks.
public struct ResponseReading: Sendable, Equatable {
  /// Whether it can be computed.
  public var availability = Availability.empty
  /// By the clock on the wall.
  public var wall = ResponseClockReading()
  /// By working time.
  public var business = ResponseClockReading()
  /// Share within the limit of each lead's source, in the current window, and before.
  public var withinLimit = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// The same in the window before.
  public var withinLimitBefore = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// How it stands against the window before.
  public var change = Change.unknown
  /// Whether answers really came sooner or later than in the window before, by working time and source by source
  /// (statistics.md section 5); nil where nothing can be compared.
  public var verdict: ChangeJudgement?
  /// True if answers came sooner than before, source by source; nil where they came alike. Says nothing without
  /// `verdict`.
  public var isFaster: Bool?
  /// How the shares of the sources moved, the largest move first; only where that alone made the change.
  public var mix: [MixShare] = []
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
  /// The usual share of those weeks and between which shares chance alone moves each (three deviations, widened where
  /// weeks spread more than chance explains); nil under eight weeks with leads.
  public var trendChart: CountChart?
  /// How the figures came about; nil if none could be computed.
  public var explanation: Explanation?
  /// Nothing known yet.
  public init() {}
}

/// One clock's figures: over all leads, the window and the window before it.
public struct ResponseClockReading: Sendable, Equatable {
  /// Everything known as of then.
  public var all = ResponseFigures()
  /// The window.
  public var current = ResponseFigures()
  /// The window before.
  public var previous = ResponseFigures()
  /// Where the window's leads waited; nil where no lead says when it was assigned.
  public var lags: ResponseLags?
  /// Nothing known yet.
  public init() {}
}

/// A wait in two parts: until somebody owned the lead, and from then until the answer. Kaplan-Meier medians in seconds:
/// leads that nobody owns, or has answered, count as still waiting.
public struct ResponseLags: Sendable, Equatable, Codable {
  /// From creation to an owner. A lead answered without one leaves at its answer.
  public var toOwner: Estimate
  /// Leads behind it.
  public var toOwnerCount: Int
  /// From an owner to the answer, of leads not answered before they had one.
  public var toAnswer: Estimate
  /// Leads behind it.
  public var toAnswerCount: Int
}

/// Response figures of a set of leads; durations in seconds.
public struct ResponseFigures: Sendable, Equatable, Codable {
  /// Rows behind it.
  public var count = 0
  /// Answered before they came: a data error, left out.
  public var invalid = 0
  /// Answered as of then.
  public var answered = 0
  /// Not answered as of then.
  public var unanswered = 0
  /// Durations of the answered ones alone.
  public var answeredOnly = Description(count: 0)
  /// Answered within five minutes, of those old enough.
  public var withinFiveMinutes = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// The share still waiting, by time.
  public var survival = SurvivalSummary(count: 0)
  /// One in ten waits longer, with its 95 % bounds; nil if not reached.
  public var slowTenth = Estimate(value: nil)
  /// Nothing known yet.
  public init() {}
}

/// Counts by how long the answer took.
public struct ResponseBands: Sendable, Equatable, Codable {
  /// Answered within 5 minutes.
  public var within5Minutes = 0
  /// Answered in 5 to 15 minutes.
  public var within15Minutes = 0
  /// Answered in 15 to 60 minutes.
  public var within60Minutes = 0
  /// Answered after more than 60 minutes.
  public var later = 0
  /// Not answered as of then.
  public var unanswered = 0
  /// Nothing known yet.
  public init() {}
  /// All of them.
  public var total: Int { within5Minutes + within15Minutes + within60Minutes + later + unanswered }
}

/// Leads that wait for an answer now (neither qualified nor disqualified).
public struct WaitingSummary: Sendable, Equatable, Codable {
  /// Lead rows, most overdue first.
  public var rows: RowList = []
  /// Business seconds left of the limit; negative when late. Same order as `rows`.
  public var secondsLeft: PieceList<Int64> = []
  /// Those past their limit.
  public var late = 0
  /// Of the late ones, those that came lately, see ``recent(asOf:)``.
  public var lateRecently = 0
  /// Due within the next 30 business minutes.
  public var dueSoon = 0
  /// Nothing known yet.
  public init() {}

  /// The last four weeks: leads that came in them are what can still be done something about.
  public static func recent(asOf: Instant) -> TimeWindow {
    TimeWindow(after: asOf.adding(days: -28), through: asOf)
  }
}
