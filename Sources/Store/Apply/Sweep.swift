import GRDB
import Ingest

/// Which rows the files read since ``Store/beginSweep()`` still hold.
struct Sweep {
  /// Files that were read.
  var origins: Set<Int64> = []
  /// Rows found in them, by table.
  var rows: [RecordKind: Set<Int64>] = [:]
}

extension Store {
  /// From now on remembers which rows are delivered, for ``finishSweep()``.
  public func beginSweep() { sweep.withLock { $0 = Sweep() } }

  /// Forgets what ``beginSweep()`` began: nothing is removed.
  public func cancelSweep() { sweep.withLock { $0 = nil } }

  /// Removes the rows of the files read since ``beginSweep()`` that were not in them any more. Only for a cache, which
  /// is to hold what its files hold; a durable store keeps what it has once seen.
  public func finishSweep() throws(StoreError) {
    let found = sweep.withLock { sweep in
      defer { sweep = nil }
      return sweep
    }
    guard let found, !found.origins.isEmpty else { return }
    try writing { database in
      let removed = try TableLayout.all.map { ($0.kind, try remove(from: $0, found, database)) }.filter { $0.1 > 0 }
      guard !removed.isEmpty else { return }
      try Meta.bump("data_version", in: database)
      for (kind, count) in removed {
        try ChangeLog.note(kind, first: 0, inserted: 0, removed: count, in: database)
      }
    }
  }

  /// Notes the rows of a batch if somebody wants to know.
  func note(_ rows: [Int64], _ kind: RecordKind, origin: Int64) {
    sweep.withLock { sweep in
      guard sweep != nil else { return }
      sweep?.origins.insert(origin)
      sweep?.rows[kind, default: []].formUnion(rows)
    }
  }

  private func remove(from layout: TableLayout, _ found: Sweep, _ database: Database) throws -> Int {
    let kept = found.rows[layout.kind] ?? []
    let origins = found.origins.map(String.init).joined(separator: ",")
    let select = "SELECT \"row\" FROM \(layout.table) WHERE _origin IN (\(origins))"
    let gone = try Int64.fetchAll(database, sql: select).filter { !kept.contains($0) }
    let touches = try TouchWriter(database, kind: layout.kind)
    let pointers = PointerReader(layout)
    for row in gone {
      let (opportunity, lead) = try pointers.values(of: row, in: database)
      try touches.note(row, opportunity: opportunity, lead: lead)
      try database.execute(sql: "DELETE FROM \(layout.table) WHERE \"row\" = ?", arguments: [row])
    }
    return gone.count
  }
}
