/// What is asked of the engine: the instant to stand at, the stretch of time, the part of the organisation.
public struct Query: Hashable, Sendable, Codable {
  /// Every event after it is hidden.
  public var asOf: Instant
  public var period: Period
  public var comparison: Comparison
  public var filter: Filter

  public init(asOf: Instant, period: Period = .days(28), comparison: Comparison = .previous, filter: Filter = Filter())
  {
    self.asOf = asOf
    self.period = period
    self.comparison = comparison
    self.filter = filter
  }

  /// The stretch that figures count over.
  public var window: TimeWindow { TimeWindow(after: asOf.adding(days: -period.length), through: asOf) }

  /// The stretch that they are compared with.
  public var previousWindow: TimeWindow {
    switch comparison {
    case .previous:
      TimeWindow(after: window.after.adding(days: -period.length), through: window.after)
    case .lastYear:
      TimeWindow(after: window.after.adding(days: -364), through: asOf.adding(days: -364))
    }
  }
}

/// A stretch of time, open at its start and closed at its end, as `(asOf - 28 d, asOf]`.
public struct TimeWindow: Hashable, Sendable, Codable {
  public var after: Instant
  public var through: Instant

  public init(after: Instant, through: Instant) {
    self.after = after
    self.through = through
  }

  @inlinable public func contains(_ instant: Instant) -> Bool { instant > after && instant <= through }
}

/// How long the window is, in days. Presets are whole weeks, so that weekdays weigh alike.
public struct Period: Hashable, Sendable, Codable {
  public var length: Int

  public init(length: Int) { self.length = length }
  public static func days(_ length: Int) -> Period { Period(length: length) }
  /// Offered on screen.
  public static let presets: [Period] = [.days(7), .days(28), .days(90), .days(364)]
}

/// What the window is compared with.
public enum Comparison: String, Hashable, Sendable, Codable, CaseIterable { case previous, lastYear }

/// Rows to keep. All clauses must hold; within one clause any value may.
public struct Filter: Hashable, Sendable, Codable {
  public var clauses: [FilterClause]

  public init(clauses: [FilterClause] = []) { self.clauses = clauses }
  public var isEmpty: Bool { clauses.isEmpty }
}

/// One condition of a ``Filter``.
public enum FilterClause: Hashable, Sendable, Codable {
  /// The row's name in this dimension is one of these, ignoring case.
  case dimension(Dimension, [String])
  /// An attribute beyond the known fields is one of these, ignoring case.
  case attribute(String, [String])
  /// Hundredths; opportunities without an amount fail. Leads pass.
  case amount(Bound, Int64)
  /// Days since the last activity (or creation). Leads pass.
  case idleDays(Bound, Int)
  /// Days since creation.
  case ageDays(Bound, Int)
  /// The name, id or account holds this text, ignoring case.
  case text(String)
  /// The opportunity stands like this at the query's instant. Leads pass.
  case status([Outcome])
}

/// Which side of a number to keep.
public enum Bound: String, Hashable, Sendable, Codable { case above, below, equal }
