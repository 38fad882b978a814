import Domain

/// Everything the five panels show, for one query.
public struct Readings: Sendable, Equatable {
  /// What was asked.
  public var query: Query
  /// Rows known as of then and within the filter.
  public var counts: RowCounts
  /// How fast leads are answered.
  public var response: ResponseReading
  /// How many leads qualify.
  public var qualified: QualifiedReading
  /// How deals follow the process.
  public var process: ProcessReading
  /// Activities that count, of those opportunities.
  public var activities: ActivityReading
  /// How long wins take.
  public var close: CloseReading

  /// The value made of its parts.
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

  /// Without any panel's figures yet.
  public init(_ query: Query, counts: RowCounts) {
    self.init(
      query: query, counts: counts, response: ResponseReading(), qualified: QualifiedReading(),
      process: ProcessReading(), activities: ActivityReading(), close: CloseReading())
  }

  /// Puts the figures of one panel in their place.
  public mutating func take(_ panel: PanelReading) {
    switch panel {
    case .response(let reading): response = reading
    case .qualified(let reading): qualified = reading
    case .process(let reading): process = reading
    case .activities(let reading): activities = reading
    case .close(let reading): close = reading
    }
  }
}

/// The figures of one of the five panels.
public enum PanelReading: Sendable, Equatable {
  case response(ResponseReading)
  case qualified(QualifiedReading)
  case process(ProcessReading)
  case activities(ActivityReading)
  case close(CloseReading)
}

/// Rows known as of the query's instant and within its filter.
public struct RowCounts: Sendable, Equatable, Codable {
  /// Leads known as of then.
  public var leads = 0
  /// Opportunities known as of then.
  public var opportunities = 0
  /// Those still open.
  public var open = 0
  /// Those won.
  public var won = 0
  /// Those lost.
  public var lost = 0
  /// Stage entries known as of then.
  public var visits = 0
  /// Activities that count, of those opportunities.
  public var activities = 0
  /// Money of the open ones.
  public var openMoney = MoneyByCurrency()
  /// Nothing known yet.
  public init() {}
}
