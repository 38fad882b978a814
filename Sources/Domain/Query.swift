/// What is asked of the engine: the instant to stand at, the stretch of time, the part of the organisation.
public struct Query: Hashable, Sendable, Codable {
  /// Every event after it is hidden.
  public var asOf: Instant
  /// How long the window is.
  public var period: Period
  /// What the window is compared with.
  public var comparison: Comparison
  /// The rows that count.
  public var filter: Filter
  /// The windows of a period that is no number of days, once they are known; nil for days up to `asOf`.
  public var windows: Windows?

  /// A question; the usual one but for what is given.
  public init(asOf: Instant, period: Period = .days(28), comparison: Comparison = .previous, filter: Filter = Filter())
  {
    self.asOf = asOf
    self.period = period
    self.comparison = comparison
    self.filter = filter
  }

  /// The two stretches of a period that follows the calendar.
  public struct Windows: Hashable, Sendable, Codable {
    /// The stretch that figures count over.
    public var current: TimeWindow
    /// The stretch that they are compared with.
    public var previous: TimeWindow

    /// Two stretches.
    public init(current: TimeWindow, previous: TimeWindow) {
      self.current = current
      self.previous = previous
    }
  }

  /// The stretch that figures count over.
  public var window: TimeWindow {
    windows?.current ?? TimeWindow(after: asOf.adding(days: -period.length), through: asOf)
  }

  /// The stretch that they are compared with.
  public var previousWindow: TimeWindow {
    if let windows { return windows.previous }
    return switch comparison {
    case .previous:
      TimeWindow(after: window.after.adding(days: -period.length), through: window.after)
    case .lastYear:
      TimeWindow(after: window.after.adding(days: -364), through: asOf.adding(days: -364))
    }
  }
}

/// A stretch of time, open at its start and closed at its end, as `(asOf - 28 d, asOf]`.
public struct TimeWindow: Hashable, Sendable, Codable {
  /// Not in it any more.
  public var after: Instant
  /// The last instant in it.
  public var through: Instant

  /// A stretch between two instants.
  public init(after: Instant, through: Instant) {
    self.after = after
    self.through = through
  }

  /// True from just after `after` up to `through`.
  @inlinable public func contains(_ instant: Instant) -> Bool { instant > after && instant <= through }
}

/// How long the window is. Lengths offered are whole weeks, so that weekdays weigh alike.
public struct Period: Hashable, Sendable, Codable {
  /// Where the window begins and ends.
  public enum Shape: Hashable, Sendable, Codable {
    /// So many days up to the query's instant.
    case days
    /// The fiscal quarter so far, compared with as much of the quarter before.
    case quarterToDate
    /// The fiscal year so far, compared with as much of the year before.
    case yearToDate
    /// These days, compared with as many before.
    case dates(DateRange)
  }

  /// Days; of the other shapes only once the query is resolved.
  public var length: Int
  /// Where the window begins and ends.
  public var shape: Shape

  /// A period of so many days.
  public init(length: Int) {
    self.length = length
    shape = .days
  }

  /// A period of another shape, whose length is found when the query is resolved.
  public init(_ shape: Shape) {
    length = 28
    self.shape = shape
  }

  /// A period of so many days.
  public static func days(_ length: Int) -> Period { Period(length: length) }
  /// Offered on screen.
  public static let presets: [Period] = [
    .days(7), .days(28), .days(90), .days(364), Period(.quarterToDate), Period(.yearToDate),
  ]
}

/// What the window is compared with.
public enum Comparison: String, Hashable, Sendable, Codable, CaseIterable { case previous, lastYear }

/// Rows to keep. All clauses must hold; within one clause any value may.
public struct Filter: Hashable, Sendable, Codable {
  /// All must hold.
  public var clauses: [FilterClause]

  /// A filter; without clauses every row passes.
  public init(clauses: [FilterClause] = []) { self.clauses = clauses }
  /// True if every row passes.
  public var isEmpty: Bool { clauses.isEmpty }
}

/// One condition of a ``Filter``.
public enum FilterClause: Hashable, Sendable, Codable {
  /// The row's name in this dimension is one of these, ignoring case, else begins with one or has a word that does;
  /// `none` is a row without one.
  case dimension(Dimension, [String])
  /// An attribute beyond the known fields, matched as for `dimension`.
  case attribute(String, [String])
  /// Hundredths; opportunities without an amount fail. A lead is judged by the opportunity that it became, and fails
  /// without one.
  case amount(Bound, Int64)
  /// Days since the last activity (or creation) of an open opportunity. Leads as for `amount`.
  case idleDays(Bound, Int)
  /// Days since creation.
  case ageDays(Bound, Int)
  /// Activities of an opportunity that count. Leads as for `amount`.
  case touches(Bound, Int)
  /// Open seconds that a lead waited for its answer, or has waited so far. An opportunity is judged by the lead it came
  /// from, and fails without one.
  case waited(Bound, Int)
  /// Open seconds that a lead waited beyond its limit; negative within it. Opportunities as for `waited`.
  case late(Bound, Int)
  /// The date lies in a stretch of the calendar around the query's instant. Leads as for `date`.
  case around(DateField, CalendarStretch)
  /// The date lies in this stretch of days. Leads as for `amount` where only opportunities have the date.
  case date(DateField, DateRange)
  /// The name, id, account, rep, team, source or stage holds this text, ignoring case.
  case text(String)
  /// The opportunity stands like this at the query's instant. Leads as for `amount`.
  case status([Outcome])
}

/// Which side of a number to keep.
public enum Bound: String, Hashable, Sendable, Codable { case above, below, equal }

/// The dates that rows can be filtered by.
public enum DateField: String, Hashable, Sendable, Codable, CaseIterable {
  /// When the lead came or the opportunity was opened.
  case created
  /// When the lead was qualified.
  case qualified
  /// When the opportunity was won or lost.
  case closed
  /// When the owner expects the opportunity to close.
  case expected
}

/// A stretch of the calendar that moves with the present; quarters and years are fiscal.
public enum CalendarStretch: String, Hashable, Sendable, Codable, CaseIterable {
  case today, yesterday, tomorrow
  case thisWeek = "this-week"
  case nextWeek = "next-week"
  case lastWeek = "last-week"
  case thisMonth = "this-month"
  case nextMonth = "next-month"
  case lastMonth = "last-month"
  case thisQuarter = "this-quarter"
  case nextQuarter = "next-quarter"
  case lastQuarter = "last-quarter"
  case thisYear = "this-year"
  case lastYear = "last-year"
}

/// A stretch of whole days in the organisation's time zone, both ends included.
public struct DateRange: Hashable, Sendable, Codable {
  /// The first day; nil for no limit.
  public var from: CivilDate?
  /// The last day; nil for no limit.
  public var through: CivilDate?

  /// The days between two dates.
  public init(from: CivilDate?, through: CivilDate?) {
    self.from = from
    self.through = through
  }
}
