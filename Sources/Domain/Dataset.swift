/// All rows of a sales organisation in memory, column by column. An immutable value once built:
/// the engine reads it, snapshots share it.
public struct Dataset: Sendable, Equatable {
  /// One row each.
  public var leads = LeadTable()
  /// One row each.
  public var opportunities = OpportunityTable()
  /// The stages that opportunities went through.
  public var visits = VisitTable()
  /// What was done about them.
  public var activities = ActivityTable()
  /// How fields of opportunities changed.
  public var changes = ChangeTable()
  /// How fields of leads changed: who owns them, what follows from that, and segments.
  public var leadChanges = ChangeTable()
  /// Names by dimension; leads and opportunities share them. `rep` holds display names, unique by person.
  public var vocabularies: [Dimension: Vocabulary] = [:]
  /// Kinds of activities.
  public var activityKinds = Vocabulary()
  /// Why opportunities were lost.
  public var lostReasons = Vocabulary()
  /// Columns the source had beyond the known fields, for filters and record cards.
  public var leadAttributes: [String: AttributeColumn] = [:]
  /// The same for opportunities.
  public var opportunityAttributes: [String: AttributeColumn] = [:]
  /// What people are to reach.
  public var targets: [SalesTarget] = []
  /// What is known of the rows as a whole.
  public var facts = DatasetFacts()

  /// No rows.
  public init() {}

  /// The names of a dimension; only the empty name if no row has one.
  public func vocabulary(_ dimension: Dimension) -> Vocabulary { vocabularies[dimension] ?? Vocabulary() }
}

/// An attribute that is no known field, one code a row.
public struct AttributeColumn: Sendable, Equatable {
  /// The distinct values.
  public var names: Vocabulary
  /// One a row.
  public var codes: Series<Code>

  /// A column over all rows of a table.
  public init(names: Vocabulary = Vocabulary(), codes: Series<Code> = []) {
    self.names = names
    self.codes = codes
  }
}

/// A number that somebody is to reach in a period.
public struct SalesTarget: Sendable, Equatable, Codable {
  /// Who; empty for a team.
  public var owner: String
  /// Which team; empty for a person.
  public var team: String
  /// As the source writes it: `2026-Q3`, `2026-07`.
  public var period: String
  /// What is counted.
  public var measure: String
  /// The number to reach.
  public var value: Double

  /// A target of an owner or a team.
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
  /// Fields that any source of a row has a column for, whether or not it has a value: where it is empty throughout,
  /// that nothing of the kind happened is a fact.
  public var givenFields: Set<String> = []
  /// How finely leads are dated.
  public var leadPrecision = TimePrecision.second
  /// How finely opportunities are dated.
  public var opportunityPrecision = TimePrecision.second
  /// How finely activities are dated.
  public var activityPrecision = TimePrecision.second
  /// Latest dated event of any table; `unknown` without rows.
  public var newestEvent = Instant.unknown
  /// Earliest dated event of any table.
  public var oldestEvent = Instant.never
  /// Seconds east of UTC that the data's own times carry most often; nil if they carry none.
  public var ownOffset: Int?
  /// Rows by the offsets that their times carry, in seconds east of UTC.
  public var offsets: [Int: Int] = [:]
  /// Rows read, by table name.
  public var rowsRead: [String: Int] = [:]
  /// Tables that were read and hold no row, by name: nothing is missing but rows.
  public var emptyTables: Set<String> = []
  /// Rows set aside, in all.
  public var rejectedRows = 0
  /// Kept and counted, but left out of durations.
  public var opportunitiesWithoutCreation = 0
  /// Rows pointing to an opportunity or lead that is not there, by table name.
  public var orphans: [String: Int] = [:]
  /// Assumptions made where the rows do not say, in plain words, for Explain.
  public var notes: [String] = []

  /// Nothing known.
  public init() {}

  /// True if any row has a value in `field`, given as `table.field`.
  public func has(_ field: String) -> Bool { presentFields.contains(field) }

  /// True if any source has a column for `field`, given as `table.field`, so that an empty cell says "not happened".
  public func gives(_ field: String) -> Bool { givenFields.contains(field) || has(field) }
}
