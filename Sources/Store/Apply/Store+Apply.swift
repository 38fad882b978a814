import Domain
import GRDB
import Ingest

extension Store {
  /// Takes over the rows of a batch, all or none of them.
  ///
  /// A known row is updated if the batch holds a newer version: the greater `updated_at`, else the later import. Every
  /// change of a field is kept in the history, dated by `updated_at`, else by the import. A field without a column in
  /// the batch stays as it is; an empty cell empties it. Rows without identity are set aside as rejects.
  /// - Throws: ``StoreError``; then nothing of the batch is in the store.
  @discardableResult
  public func apply(_ batch: Batch, source: SourceID, at importedAt: Instant) throws(StoreError) -> ApplyResult {
    try BatchCheck.check(batch)
    var (pass, isNew) = readings.withLock { $0.pass(of: batch, source: source, at: importedAt) }
    let result = try writing { database in
      try write(batch, to: database, source: source, at: importedAt, pass: &pass, isNewPass: isNew)
    }
    let written = pass
    readings.withLock { $0.keep(written, of: batch, source: source) }
    return result
  }

  private func write(
    _ batch: Batch, to database: Database, source: SourceID, at importedAt: Instant, pass: inout Readings.Pass,
    isNewPass: Bool
  ) throws -> ApplyResult {
    let notes = try ReadingNotes(database, batch, source: source, isNewPass: isNewPass)
    let keys = batch.kind == .stageHistory ? StageKeys.column(of: batch, repeats: &pass.repeats) : nil
    let provenance = Provenance(
      origin: notes.origin, reading: notes.reading, startedAt: pass.startedAt.seconds, importedAt: importedAt.seconds)
    let writer = TableWriter(batch, stageKeys: keys, provenance: provenance)
    let nameless = writer.rowsWithoutIdentity()
    let (result, rows) = try writer.write(to: database, skipping: nameless)
    note(rows, batch.kind, origin: notes.origin)
    let rejects = batch.rejects + nameless.sorted().map { writer.reject($0, origin: batch.origin) }
    let factsDiffer = try notes.write(rejects: rejects, columns: writer.columns)
    if result.inserted + result.updated > 0 {
      try Meta.bump("data_version", in: database)
      let first = result.inserted > 0 ? rows[0] : 0
      try ChangeLog.note(batch.kind, first: first, inserted: result.inserted, removed: 0, in: database)
    }
    if factsDiffer { try Meta.bump("facts_version", in: database) }
    return result
  }
}

extension TableWriter {
  /// Rows that nothing tells apart.
  fileprivate func rowsWithoutIdentity() -> Set<Int> {
    guard let required = layout.required else { return [] }
    guard let column = columns.first(where: { $0.name == required }) else { return Set(0..<count) }
    return Set((0..<count).filter { column.isEmpty($0) })
  }

  fileprivate func reject(_ row: Int, origin: String) -> Reject {
    let name = layout.required ?? ""
    return Reject(
      origin: origin, line: Int(line(row)), column: name, reason: "empty \(name): rows are told apart by it")
  }
}
