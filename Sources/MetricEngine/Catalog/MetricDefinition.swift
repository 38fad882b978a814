import Domain

/// What a metric is, as data: shown by *Explain*, compared in tests, and simple enough to be translated to SQL.
public struct MetricDefinition: Sendable, Equatable, Codable, Identifiable {
  /// The metric whose panel it heads.
  public var id: MetricID
  /// Rises with every change of meaning.
  public var version: Int
  /// The panel's name.
  public var title: String
  /// In plain words.
  public var meaning: String
  /// What the value counts in.
  public var unit: MetricUnit
  /// Where the good values are.
  public var better: BetterSide
  /// The rows it speaks of.
  public var cohort: Cohort
  /// What is computed over them.
  public var measure: CohortMeasure
  /// Which rows a period takes in.
  public var window: CohortWindow
  /// What it can be broken down by.
  public var dimensions: [Dimension]
  /// The formula with its technical terms.
  public var formula: String

  /// A definition; see the properties.
  public init(
    id: MetricID, version: Int, title: String, meaning: String, unit: MetricUnit, better: BetterSide, cohort: Cohort,
    measure: CohortMeasure, window: CohortWindow, dimensions: [Dimension], formula: String
  ) {
    self.id = id
    self.version = version
    self.title = title
    self.meaning = meaning
    self.unit = unit
    self.better = better
    self.cohort = cohort
    self.measure = measure
    self.window = window
    self.dimensions = dimensions
    self.formula = formula
  }
}

/// What the headline counts in.
public enum MetricUnit: String, Sendable, Codable { case share, count, days }

/// On which side a value is good.
public enum BetterSide: String, Sendable, Codable { case higher, lower }

/// Rows of one table that satisfy all conditions.
public struct Cohort: Sendable, Equatable, Codable {
  /// `leads` or `opportunities`.
  public var table: String
  /// All must hold.
  public var conditions: [RowCondition]

  /// Rows of `table` that satisfy all `conditions`.
  public init(table: String, conditions: [RowCondition]) {
    self.table = table
    self.conditions = conditions
  }
}

/// Which rows belong to a period.
public enum CohortWindow: Sendable, Equatable, Codable {
  /// This time lies in the query's period.
  case period(field: String)
  /// This time lies in the last so many days, whatever the period.
  case lastDays(Int, field: String)
  /// All rows known at the query's instant.
  case all
}

/// A test of one row as of an instant. Fields are times unless said otherwise.
public indirect enum RowCondition: Sendable, Equatable, Codable {
  /// The field's time has come.
  case happened(String)
  /// It has not.
  case pending(String)
  /// The first is not after the second, where both happened.
  case ordered(String, String)
  /// A name field is none of these, ignoring case.
  case nameIsNot(String, [String])
  /// At least this much time has passed since the field's time.
  case aged(String, atLeast: Lapse)
  /// From the first to the second field no more than this passed.
  case within(String, String, atMost: Lapse)
  /// The stages entered so far are those of the process, in order, each once.
  case followsProcess
  /// More than this has passed since the last activity that counts, else since creation.
  case quiet(longerThan: Lapse)
}

/// A length of time in one of the two clocks.
public enum Lapse: Sendable, Equatable, Codable {
  /// So many seconds.
  case seconds(Int, ClockKind)
  /// The limit of the lead's source.
  case sourceLimit(ClockKind)
}

/// What is computed over a cohort.
public enum CohortMeasure: Sendable, Equatable, Codable {
  /// Share of rows that satisfy a condition, with Wilson's interval.
  case share(RowCondition)
  /// Rows, with Garwood's interval.
  case count
  /// Rows that satisfy a condition: items to look at.
  case items(RowCondition)
  /// Days by which half of those who will reach `cause` have, others competing (Aalen-Johansen).
  case medianOfCause(from: String, to: String, cause: Outcome)
}
