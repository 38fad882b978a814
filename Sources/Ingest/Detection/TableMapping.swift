/// How the columns of a table become the fields of a canonical one.
public struct TableMapping: Sendable, Equatable {
  /// What its rows are.
  public var kind: RecordKind
  /// How each field is made; fields without a rule are absent.
  public var rules: [FieldRule]
  /// Rows to take; others are about something else. Nil takes all.
  public var filter: RowFilter?
  /// Columns that each hold the time at which a row entered one stage, as HubSpot exports them.
  public var stageColumns: [StageColumn]
  /// Columns that are left out because the user says so.
  public var ignored: Set<Int>
  /// What a reader should know though nothing is wrong.
  public var notes: [String]
  /// What could not be decided, each with how to decide it.
  public var unsure: [String]

  /// A mapping, empty but for what is given.
  public init(
    kind: RecordKind, rules: [FieldRule] = [], filter: RowFilter? = nil, stageColumns: [StageColumn] = [],
    ignored: Set<Int> = [], notes: [String] = [], unsure: [String] = []
  ) {
    self.kind = kind
    self.rules = rules
    self.filter = filter
    self.stageColumns = stageColumns
    self.ignored = ignored
    self.notes = notes
    self.unsure = unsure
  }

  /// The rule of a field, by its name.
  public func rule(_ field: String) -> FieldRule? { rules.first { $0.field.name == field } }

  /// Columns that some field is made of.
  public var usedColumns: Set<Int> {
    Set(rules.flatMap(\.columns)).union(ignored).union(filter.map { [$0.column] } ?? [])
  }
}

/// How one field is made of columns.
public struct FieldRule: Sendable, Equatable {
  /// What is done with the cells.
  public enum Form: Sendable, Equatable {
    /// The first cell that is not empty, read by the field's type.
    case value
    /// The cells joined by a blank: first and last name.
    case joined
    /// Won, lost or open by a status word.
    case status
    /// Won, lost or open by the name of the stage.
    case stageName
    /// Won by the first cell, closed by the second; a cell that is no flag counts if it is not empty.
    case flags
    /// The cell, but only in rows that are won or lost.
    case onceClosed
    /// The cell, but only in rows that are open.
    case whileOpen
    /// True if any cell is.
    case anyTrue
    /// The same text in every row.
    case constant(String)
  }

  /// The field that is made.
  public var field: Field
  /// Columns by position from 0; empty for constants and derived values.
  public var columns: [Int]
  /// What is done with the cells.
  public var form: Form
  /// Why these columns, in words.
  public var evidence: String

  /// A rule for one field.
  public init(field: Field, columns: [Int], form: Form = .value, evidence: String) {
    self.field = field
    self.columns = columns
    self.form = form
    self.evidence = evidence
  }
}

/// Rows to take: those whose cell in a column is one of some words.
public struct RowFilter: Sendable, Equatable {
  /// The column, by position from 0.
  public var column: Int
  /// ``HeaderName`` keys.
  public var keys: Set<String>
}

/// A column with the time of entering one stage.
public struct StageColumn: Sendable, Equatable {
  /// The column, by position from 0.
  public var column: Int
  /// The stage's name.
  public var stage: String
}
