/// All rows of a sales organisation in memory, column by column. An immutable value once built:
/// the engine reads it, snapshots share it.
public struct Dataset: Sendable, Equatable {
  public var leads = LeadTable()
  public var opportunities = OpportunityTable()
  public var visits = VisitTable()
  public var activities = ActivityTable()
  /// Names by dimension; leads and opportunities share them. `rep` holds display names, unique by person.
  public var vocabularies: [Dimension: Vocabulary] = [:]
  /// Kinds of activities.
  public var activityKinds = Vocabulary()
  public var lostReasons = Vocabulary()
  /// Columns the source had beyond the known fields, for filters and record cards.
  public var leadAttributes: [String: AttributeColumn] = [:]
  public var opportunityAttributes: [String: AttributeColumn] = [:]
  public var targets: [SalesTarget] = []
  public var facts = DatasetFacts()

  public init() {}

  /// The names of a dimension; only the empty name if no row has one.
  public func vocabulary(_ dimension: Dimension) -> Vocabulary { vocabularies[dimension] ?? Vocabulary() }
}

/// An attribute that is no known field, one code a row.
public struct AttributeColumn: Sendable, Equatable {
  public var names: Vocabulary
  public var codes: [Code]

  public init(names: Vocabulary = Vocabulary(), codes: [Code] = []) {
    self.names = names
    self.codes = codes
  }
}

/// A number that somebody is to reach in a period.
public struct SalesTarget: Sendable, Equatable, Codable {
  public var owner: String
  public var team: String
  public var period: String
  public var measure: String
  public var value: Double

  public init(owner: String, team: String, period: String, measure: String, value: Double) {
    self.owner = owner
    self.team = team
    self.period = period
    self.measure = measure
    self.value = value
  }
}

/// How finely a source dates its rows.
public enum TimePrecision: String, Sendable, Codable {
  /// Dates only: kept as midnight UTC, whole days, never shifted by a zone.
  case day
  case second
}

/// What is known about the rows as a whole: what there is, what is missing, what was set aside.
public struct DatasetFacts: Sendable, Equatable {
  /// Fields with at least one value, as `opportunities.closed_at`; panels say what they need from this.
  public var presentFields: Set<String> = []
  public var leadPrecision = TimePrecision.second
  public var opportunityPrecision = TimePrecision.second
  public var activityPrecision = TimePrecision.second
  /// Latest dated event of any table; `unknown` without rows.
  public var newestEvent = Instant.unknown
  /// Earliest dated event of any table.
  public var oldestEvent = Instant.never
  /// Seconds east of UTC that the data's own times carry most often; nil if they carry none.
  public var ownOffset: Int?
  /// Rows read, by table name.
  public var rowsRead: [String: Int] = [:]
  /// Rows set aside, in all.
  public var rejectedRows = 0
  public var opportunitiesWithoutCreation = 0
  /// Rows pointing to an opportunity or lead that is not there, by table name.
  public var orphans: [String: Int] = [:]
  /// Assumptions made where the rows do not say, in plain words, for Explain.
  public var notes: [String] = []

  public init() {}

  /// True if any row has a value in `field`, given as `table.field`.
  public func has(_ field: String) -> Bool { presentFields.contains(field) }
}
