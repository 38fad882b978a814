import Domain
import GRDB
import Ingest

/// What somebody wrote about a row.
public struct Note: Sendable, Equatable {
  /// As written.
  public var text: String
  /// When it was written.
  public var writtenAt: Instant

  /// A note of that time.
  public init(text: String, writtenAt: Instant) {
    self.text = text
    self.writtenAt = writtenAt
  }
}

/// Notes and the state of the screen. They belong to the user, not to the data: what `open` shows keeps them in a file
/// of their own (``CacheLocation/state``), so that losing the cache loses none of them.
extension Store {
  /// Notes about a row, oldest first.
  public func notes(_ kind: RecordKind, id: String) throws(StoreError) -> [Note] {
    try reading { database in
      try database.rows(
        "SELECT text, written_at FROM notes WHERE kind = ? AND record = ? ORDER BY written_at, id", kind.rawValue, id
      ).map { Note(text: $0.text(0), writtenAt: Instant($0.integer(1))) }
    }
  }

  /// Adds a note about a row, which need not be in this store.
  public func addNote(_ kind: RecordKind, id: String, text: String, at instant: Instant) throws(StoreError) {
    try writing { database in
      try database.run(
        "INSERT INTO notes (kind, record, written_at, text) VALUES (?, ?, ?, ?)", kind.rawValue, id, instant.seconds,
        text)
    }
  }

  /// A value kept under a key: the screen's state, marks.
  public func state(_ key: String) throws(StoreError) -> String? {
    try reading { try $0.rows("SELECT value FROM state WHERE key = ?", key).first?.text(0) }
  }

  /// Keeps a value under a key; nil forgets it.
  public func setState(_ key: String, _ value: String?) throws(StoreError) {
    try writing { database in
      if let value {
        try database.run("INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", key, value)
      } else {
        try database.run("DELETE FROM state WHERE key = ?", key)
      }
    }
  }
}
