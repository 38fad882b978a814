import Domain

/// A share with its basis and its 95 % Wilson interval.
public struct Share: Sendable, Equatable, Codable {
  /// Rows that do.
  public var successes: Int
  /// Rows that could.
  public var trials: Int
  /// 0 to 1; nil without trials.
  public var value: Double?
  /// Lower 95 % bound.
  public var low: Double?
  /// Upper 95 % bound.
  public var high: Double?

  /// The value made of its parts.
  public init(successes: Int, trials: Int, value: Double?, low: Double?, high: Double?) {
    self.successes = successes
    self.trials = trials
    self.value = value
    self.low = low
    self.high = high
  }

  /// Fewer rows than this say too little to be compared with another time.
  public static let fewestToCompare = 30

  /// True if there are enough rows to compare it with another time.
  public var isComparable: Bool { trials >= Share.fewestToCompare }
}

/// A number with its 95 % bounds; nil where the data does not reach.
public struct Estimate: Sendable, Equatable, Codable {
  /// The figure; nil without data.
  public var value: Double?
  /// Lower 95 % bound.
  public var low: Double?
  /// Upper 95 % bound.
  public var high: Double?

  /// The value made of its parts.
  public init(value: Double?, low: Double? = nil, high: Double? = nil) {
    self.value = value
    self.low = low
    self.high = high
  }
}

/// Complete numbers described: quantiles of type 7, sample standard deviation.
public struct Description: Sendable, Equatable, Codable, BitwiseCopyable {
  /// Rows behind it.
  public var count: Int
  /// Arithmetic mean.
  public var mean: Double?
  /// Sample standard deviation.
  public var standardDeviation: Double?
  /// Half lie below.
  public var median: Double?
  /// Three quarters lie below.
  public var p75: Double?
  /// Nine in ten lie below.
  public var p90: Double?
  /// Nineteen in twenty lie below.
  public var p95: Double?
  /// The smallest.
  public var minimum: Double?
  /// The greatest.
  public var maximum: Double?

  /// The value made of its parts.
  public init(
    count: Int, mean: Double? = nil, standardDeviation: Double? = nil, median: Double? = nil, p75: Double? = nil,
    p90: Double? = nil, p95: Double? = nil, minimum: Double? = nil, maximum: Double? = nil
  ) {
    self.count = count
    self.mean = mean
    self.standardDeviation = standardDeviation
    self.median = median
    self.p75 = p75
    self.p90 = p90
    self.p95 = p95
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// A Kaplan-Meier curve read off where it matters. Times in the unit of the data it was made from.
public struct SurvivalSummary: Sendable, Equatable, Codable {
  /// Rows behind it.
  public var count: Int
  /// Rows whose wait has ended.
  public var events: Int
  /// Rows that still wait.
  public var censored: Int
  /// Where the curve is read off, with S(t) and its log-log band there.
  public var at: [Double]
  /// The share still waiting, by time.
  public var survival: [Double]
  /// Lower 95 % bound.
  public var low: [Double?]
  /// Upper 95 % bound.
  public var high: [Double?]
  /// First times with S(t) <= 1 - q; nil if not reached.
  public var median: Estimate
  /// The first time at which a quarter no longer wait.
  public var q25: Double?
  /// The first time at which three quarters no longer wait.
  public var q75: Double?
  /// The first time at which nine in ten no longer wait.
  public var q90: Double?

  /// The value made of its parts.
  public init(
    count: Int, events: Int = 0, censored: Int = 0, at: [Double] = [], survival: [Double] = [], low: [Double?] = [],
    high: [Double?] = [], median: Estimate = Estimate(value: nil), q25: Double? = nil, q75: Double? = nil,
    q90: Double? = nil
  ) {
    self.count = count
    self.events = events
    self.censored = censored
    self.at = at
    self.survival = survival
    self.low = low
    self.high = high
    self.median = median
    self.q25 = q25
    self.q75 = q75
    self.q90 = q90
  }
}

/// Rows left out of a figure, and why, in plain words.
public struct Exclusion: Sendable, Equatable, Codable {
  /// In plain words.
  public var reason: String
  /// Rows behind it.
  public var count: Int

  /// The value made of its parts.
  public init(reason: String, count: Int) {
    self.reason = reason
    self.count = count
  }
}

/// How a figure stands against the one before.
public enum Change: String, Sendable, Codable {
  /// Beyond its uncertainty, to the good or the bad side.
  case better, worse
  /// Within its uncertainty.
  case same
  /// One of the two has no data.
  case unknown
}

/// One point of a trend: a whole week.
public struct TrendPoint: Sendable, Equatable, Codable {
  /// Monday of the week.
  public var week: CivilDate
  /// Nil without data.
  public var value: Double?
  /// Rows behind it.
  public var count: Int
  /// What a week like the others would bring; nil where nothing says so.
  public var expected: Double?
  /// Lower control limit: a week below it is no chance; nil without limits.
  public var low: Double?
  /// Upper control limit.
  public var high: Double?

  /// The value made of its parts; without limits.
  public init(week: CivilDate, value: Double?, count: Int) {
    self.week = week
    self.value = value
    self.count = count
  }
}

/// One element of a breakdown, such as a rep, with the panel's headline for it alone.
public struct BreakdownRow: Sendable, Equatable, Codable {
  /// What to call it.
  public var name: String
  /// The figure; nil without data.
  public var value: Double?
  /// Lower 95 % bound.
  public var low: Double?
  /// Upper 95 % bound.
  public var high: Double?
  /// Rows behind it.
  public var count: Int
  /// The same for the window before.
  public var previous: Double?
  /// Items behind it that need a look (late leads, quiet deals, ...).
  public var items: Int

  /// The value made of its parts.
  public init(
    name: String, value: Double?, low: Double?, high: Double?, count: Int, previous: Double?, items: Int
  ) {
    self.name = name
    self.value = value
    self.low = low
    self.high = high
    self.count = count
    self.previous = previous
    self.items = items
  }
}

/// Whether a metric can be computed at all.
public enum Availability: Sendable, Equatable, Codable {
  case ready
  /// No rows of that kind within reach: "no data".
  case empty
  /// Fields that are missing, as `leads.first_response_at`.
  case needs([String])
}

/// How a figure came about; what `x` shows.
public struct Explanation: Sendable, Equatable, Codable {
  /// What is explained.
  public var title: String
  /// The definition in plain words.
  public var definition: String
  /// Version of the definition.
  public var version: Int
  /// In words: "28 days to Sat 21 Nov 2026, team EMEA".
  public var window: String
  /// Rows that went in.
  public var rowsIn: Int
  /// Rows left out, by reason.
  public var exclusions: [Exclusion]
  /// How it is computed.
  public var formula: String
  /// Technical statistics: name and value as text.
  public var details: [[String]]
  /// What was taken for granted, such as "direction absent: all activities count as outbound".
  public var assumptions: [String]

  /// The value made of its parts.
  public init(
    title: String, definition: String, version: Int, window: String, rowsIn: Int, exclusions: [Exclusion],
    formula: String, details: [[String]], assumptions: [String]
  ) {
    self.title = title
    self.definition = definition
    self.version = version
    self.window = window
    self.rowsIn = rowsIn
    self.exclusions = exclusions
    self.formula = formula
    self.details = details
    self.assumptions = assumptions
  }
}
