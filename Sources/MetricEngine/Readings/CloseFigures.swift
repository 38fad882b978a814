import Domain

/// How long wins take, with open opportunities counted and lost ones as competing ends.
public struct CloseReading: Sendable, Equatable {
  /// Whether it can be computed.
  public var availability = Availability.empty
  /// Opportunities known as of then.
  public var deals = 0
  /// Those still open.
  public var open = 0
  /// Those won.
  public var won = 0
  /// Those lost.
  public var lost = 0
  /// No creation or no closing date: in the totals, in no duration.
  public var withoutDates = 0
  /// No creation date, among those.
  public var withoutCreation = 0
  /// Closed before they were opened: in the totals, in no duration.
  public var closedBeforeOpened = 0
  /// Days at which the incidences are read off: 30, 60, 90, 180, 365.
  public var atDays: [Int] = [30, 60, 90, 180, 365]
  /// Share won by each of `atDays`.
  public var wonBy: [Estimate] = []
  /// Share lost by each of `atDays`.
  public var lostBy: [Estimate] = []
  /// Standard errors of `wonBy` and `lostBy`; nil from where nobody is left to estimate them from.
  public var wonErrors: [Double?] = []
  /// Standard errors of `lostBy`.
  public var lostErrors: [Double?] = []
  /// Opportunities that had not ended before each of `atDays`, and were followed for that long.
  public var atRisk: [Int] = []
  /// Days since the first one was opened: nobody can have been followed for longer.
  public var historyDays: Double?
  /// Half of the wins take longer, in days; nil under 20 wins. The interval is approximate.
  public var winnersMedian = Estimate(value: nil)
  /// The same over what was known one comparison window ago.
  public var winnersMedianBefore: Double?
  /// How it stands against the window before.
  public var change = Change.unknown
  /// The CRM average: closed won only, open ones left out. Days.
  public var crmAverage = Description(count: 0)
  /// The same of those won in the last 90 days.
  public var crmAverageRecent = Description(count: 0)
  /// Share of eventual wins that come later than each of `atDays`.
  public var winsLaterThan: [Double?] = []
  /// Days until any close.
  public var anyClose = SurvivalSummary(count: 0)
  /// The two curves for drawing: days ascending, at most 400 points.
  public var curve: [CurvePoint] = []
  /// Whether closing became faster or slower, or only its mix changed; nil where nothing can be timed.
  public var verdict: CloseVerdict?
  /// By segment, where there is more than one.
  public var bySegment: [SegmentClose] = []
  /// Open opportunities older than 9 in 10 winners were, oldest first, and their money.
  public var old: RowList = []
  /// Their money.
  public var oldMoney = MoneyByCurrency()
  /// Half-of-wins in days over the wins of the 90 days before each of 26 week ends.
  public var trend: [TrendPoint] = []
  /// How long the wins of single weeks took, and how far that may stray by chance; nil with too few weeks of wins.
  public var control: CloseControl?
  /// What the selling brings in a day; nil where nothing can be timed.
  public var velocity: VelocityReading?
  /// How the figures came about; nil if none could be computed.
  public var explanation: Explanation?
  /// Nothing known yet.
  public init() {}
}

/// A point of the cumulative incidence curves.
public struct CurvePoint: Sendable, Equatable, Codable {
  /// Days since it was opened.
  public var day: Double
  /// Those won.
  public var won: Double
  /// Those lost.
  public var lost: Double
  /// Lower 95 % bound of those won; nil from where nobody is left to estimate it from.
  public var wonLow: Double?
  /// Upper 95 % bound of those won.
  public var wonHigh: Double?
  /// Those won as it was known when the comparison window ended; nil beyond what anybody had been watched for then,
  /// and under 20 wins.
  public var wonBefore: Double?
  /// The value made of its parts.
  public init(
    day: Double, won: Double, lost: Double, wonLow: Double? = nil, wonHigh: Double? = nil, wonBefore: Double? = nil
  ) {
    self.day = day
    self.won = won
    self.lost = lost
    self.wonLow = wonLow
    self.wonHigh = wonHigh
    self.wonBefore = wonBefore
  }
}

/// Time to close of one segment.
public struct SegmentClose: Sendable, Equatable, Codable {
  /// What to call it.
  public var name: String
  /// Opportunities known as of then.
  public var deals: Int
  /// Those won.
  public var won: Int
  /// Half lie below.
  public var median: Double?
  /// The value made of its parts.
  public init(name: String, deals: Int, won: Int, median: Double?) {
    self.name = name
    self.deals = deals
    self.won = won
    self.median = median
  }
}
