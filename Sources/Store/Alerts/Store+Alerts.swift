import AlertEngine
import Domain

/// Something an alert once said, or somebody did about it.
public struct AlertRecord: Sendable, Equatable {
  /// Grows with each record of a store.
  public var id: Int64
  /// Which alert.
  public var key: AlertKey
  /// When.
  public var at: Instant
  /// What; the text of an ``AlertEvent`` of this version or another.
  public var event: String
  /// Who did it; nil if nobody did.
  public var actor: String?
  /// Why, in their words.
  public var note: String?
  /// Until when they wanted it quiet, or wanted it done.
  public var until: Instant?
}

/// The memory of alerts. What an instance says and the state it is left in are written together: after a crash either
/// both are there or none, so that nothing is said twice or forgotten.
extension Store {
  /// Everything that is remembered.
  /// - Throws: ``StoreError``, also if a state was written by a version that knows more.
  public func alertBook() throws(StoreError) -> AlertBook { try reading { try AlertRows.book($0) } }

  /// Everything that is remembered, and at which version.
  public func alerts() throws(StoreError) -> (book: AlertBook, version: Int) {
    try reading { (try AlertRows.book($0), try Meta.version(AlertRows.version, in: $0)) }
  }

  /// Counts up whenever anything about alerts is written, by whatever program.
  public var alertsVersion: Int {
    get throws(StoreError) { try reading { try Meta.version(AlertRows.version, in: $0) } }
  }

  /// Reads what is remembered, decides, and writes, while no other program can write in between: whoever acknowledges
  /// an alert at the same moment on another screen is neither overwritten nor doubled.
  /// - Parameters:
  ///   - known: a book that was read or written at a version of the alerts; spares reading if that still holds.
  ///   - decide: what to write, by what is remembered.
  /// - Returns: what was written, and what is remembered then, at which version.
  public func updateAlerts(
    known: (book: AlertBook, version: Int)? = nil, _ decide: (AlertBook) -> AlertUpdate
  ) throws(StoreError) -> (update: AlertUpdate, book: AlertBook, version: Int) {
    try writing { database in
      let version = try Meta.version(AlertRows.version, in: database)
      var book = try known.flatMap { $0.version == version ? $0.book : nil } ?? AlertRows.book(database)
      let update = decide(book)
      guard !update.isEmpty else { return (update, book, version) }
      try AlertRows.write(update, in: database)
      book.forget(update.dropped)
      for change in update.changes { book.put(change.instance, for: change.key) }
      return (update, book, version + 1)
    }
  }

  /// Keeps what inputs did to instances, all of it or nothing.
  public func keep(_ changes: [AlertChange]) throws(StoreError) {
    try writing { try AlertRows.write(AlertUpdate(changes: changes), in: $0) }
  }

  /// Drops the state of instances whose rule is gone; what they said stays.
  public func forgetAlerts(_ keys: [AlertKey]) throws(StoreError) {
    try writing { try AlertRows.write(AlertUpdate(dropped: keys), in: $0) }
  }

  /// Everything an instance ever said, oldest first.
  public func alertHistory(of key: AlertKey) throws(StoreError) -> [AlertRecord] {
    try reading { try AlertRows.records($0, "WHERE rule = ? AND scope = ? ORDER BY id", key.rule, key.scopeText) }
  }

  /// The last things that an instance said, newest first.
  public func alertHistory(of key: AlertKey, last count: Int) throws(StoreError) -> [AlertRecord] {
    try reading {
      try AlertRows.records(
        $0, "WHERE rule = ? AND scope = ? ORDER BY id DESC LIMIT ?", key.rule, key.scopeText, count)
    }
  }

  /// Everything that any alert said after a record, oldest first; everything ever after 0.
  public func alertRecords(after id: Int64 = 0) throws(StoreError) -> [AlertRecord] {
    try reading { try AlertRows.records($0, "WHERE id > ? ORDER BY id", id) }
  }
}
