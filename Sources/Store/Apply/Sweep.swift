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
      var removed = 0
      for layout in TableLayout.all { removed += try remove(from: layout, found, database) }
      if removed > 0 { try Meta.bump("data_version", in: database) }
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
    for row in gone {
      try database.execute(sql: "DELETE FROM \(layout.table) WHERE \"row\" = ?", arguments: [row])
    }
    return gone.count
  }
}
