import Domain
import Ingest

/// What the store knows of a source.
public struct SourceRecord: Sendable, Equatable {
  /// Its name.
  public var id: SourceID
  /// Where to go on reading; nil if nothing was read to its end.
  public var cursor: Cursor?
  /// When it was last read to its end.
  public var lastRead: Instant?
  /// What went wrong when it was last read; nil if nothing did.
  public var lastError: String?
  /// When that was.
  public var lastErrorAt: Instant?
  /// Files, streams or tables it delivered, in order of first sight.
  public var origins: [String]
  /// Rows read, by table name; of files those of the last reading.
  public var rowsRead: [String: Int]
  /// Faults found by the last reading of each file.
  public var rejects: Int
  /// Rows by the offset, in seconds east of UTC, that their times carry.
  public var offsets: [Int: Int]
  /// Fields that hold dates without time, as `leads.created_at`.
  public var dayFields: Set<String>
  /// Fields with at least one value, as `leads.created_at`.
  public var presentFields: Set<String>
}
