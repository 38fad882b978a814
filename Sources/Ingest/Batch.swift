import Domain

/// The values of one column of a batch.
public enum Column: Sendable, Equatable {
  case text(TextColumn)
  /// `never` where the cell is empty.
  case instants([Instant])
  /// Hundredths; ``Money/none`` where the cell is empty.
  case amounts([Int64])
  /// NaN where the cell is empty.
  case numbers([Double])
  /// 1 true, 0 false, -1 empty.
  case flags([Int8])
}

/// Some rows of one table, column by column, as a source delivers them.
public struct Batch: Sendable {
  /// The table that the rows belong to.
  public var kind: RecordKind
  /// Rows in every column.
  public var count: Int
  /// Columns by canonical field name; fields the source lacks are absent.
  public var columns: [String: Column]
  /// Columns that are no canonical field, by header.
  public var extras: [String: TextColumn]
  /// Line of each row in its file, 1-based, for messages; may be empty for sources without lines.
  public var lines: [Int32]
  /// File, stream or table the rows came from.
  public var origin: String
  /// Rows that could not be read, found on the way.
  public var rejects: [Reject]
  /// Fields whose values are dates without time.
  public var dayPrecision: Set<String>
  /// Seconds east of UTC that the rows' own times carry, and how many rows carry them.
  public var offsets: [Int: Int]
  /// How much of the source has been read, 0 to 1.
  public var progress: Double

  /// A batch; what is left out is empty.
  public init(
    kind: RecordKind, count: Int, columns: [String: Column], extras: [String: TextColumn] = [:], lines: [Int32] = [],
    origin: String, rejects: [Reject] = [], dayPrecision: Set<String> = [], offsets: [Int: Int] = [:],
    progress: Double = 0
  ) {
    self.kind = kind
    self.count = count
    self.columns = columns
    self.extras = extras
    self.lines = lines
    self.origin = origin
    self.rejects = rejects
    self.dayPrecision = dayPrecision
    self.offsets = offsets
    self.progress = progress
  }
}

/// A row set aside, and why.
public struct Reject: Sendable, Equatable, Hashable, Codable {
  /// File or stream.
  public var origin: String
  /// 1-based; 0 if the source has no lines.
  public var line: Int
  /// Header of the offending column; empty if the row as a whole is wrong.
  public var column: String
  /// What was found, what was expected, what to do; no more of the row's values than the cell in question.
  public var reason: String

  /// A row set aside.
  public init(origin: String, line: Int, column: String, reason: String) {
    self.origin = origin
    self.line = line
    self.column = column
    self.reason = reason
  }
}
