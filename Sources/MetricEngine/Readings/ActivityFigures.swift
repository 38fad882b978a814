import Domain

/// How much is done for each opportunity, and where nothing is.
public struct ActivityReading: Sendable, Equatable {
  /// Whether it can be computed.
  public var availability = Availability.empty
  /// Everything known as of then.
  public var all = Description(count: 0)
  /// Those still open.
  public var open = Description(count: 0)
  /// Of those that ended.
  public var closed = Description(count: 0)
  /// Those won.
  public var won = Description(count: 0)
  /// Those lost.
  public var lost = Description(count: 0)
  /// Opportunities with 0, 1, ... 20 activities, then with more.
  public var histogram: [Int] = []
  /// Open opportunities with 0, 1-2, 3-5, 6-9, 10+ activities.
  public var openBands: [Int] = [0, 0, 0, 0, 0]
  /// Lost after at most one activity.
  public var gaveUp = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Those with five or more, of all.
  public var atLeastFive = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Those with five or more, of the won ones.
  public var wonAtLeastFive = Share(successes: 0, trials: 0, value: nil, low: nil, high: nil)
  /// Days since the last activity (or creation) of open opportunities.
  public var idleDays = Description(count: 0)
  /// Open opportunities quiet for more than 14 days: rows, most money first, and their money.
  public var quiet: RowList = []
  /// Their money.
  public var quietMoney = MoneyByCurrency()
  /// Quiet 28 days ago by the same rule.
  public var quietBefore: Int?
  /// How it stands against the window before.
  public var change = Change.unknown
  /// Mean activities in the window per opportunity open at its end, and before.
  public var touches: Double?
  /// The same of the window before.
  public var touchesBefore: Double?
  /// Open opportunities under the floor: fewer than a quarter of won ones had at the same age. Rows and money.
  public var underFloor: RowList = []
  /// Their money.
  public var underFloorMoney = MoneyByCurrency()
  /// Open opportunities aged at least 14 days: mean activities.
  public var matureOpenMean = Estimate(value: nil)
  /// Open ones with nothing booked; nil if the data cannot say.
  public var withoutNextStep: Int?
  /// Their money.
  public var withoutNextStepMoney = MoneyByCurrency()
  /// Open money in all, to compare the quiet money with.
  public var openMoney = MoneyByCurrency()
  /// Quiet open opportunities at the end of each of 26 complete weeks; `count` is those open then.
  public var trend: [TrendPoint] = []
  /// Its control limits; nil where too few weeks have data.
  public var trendChart: TrendChart?
  /// Activities in the first 14 days of what was created 14 to 60 days ago: young and old ones are alike in that.
  public var firstFortnight = Description(count: 0)
  /// The same of what was created 60 to 120 days ago.
  public var firstFortnightBefore = Description(count: 0)
  /// Two-sided p-value of no difference between the two (Mann and Whitney); nil without data on both sides.
  public var firstFortnightP: Double?
  /// Whether the effort for new opportunities changed. One test looked at again and again confirms nothing, so this is
  /// at most `likely`.
  public var effortVerdict = ChangeVerdict.tooEarly
  /// Which way it changed: the mean of the two; `same` without evidence.
  public var effortChange = Change.unknown
  /// Open opportunities that turn quiet within the next 7 days unless something is done.
  public var quietSoon = 0
  /// How the figures came about; nil if none could be computed.
  public var explanation: Explanation?
  /// Nothing known yet.
  public init() {}
}
