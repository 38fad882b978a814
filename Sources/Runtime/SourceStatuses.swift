import Dashboard
import Domain
import Ingest
import Store

/// What the sources screen says about each source.
enum SourceStatuses {
  /// Rejects shown on screen; `dealtop rejects` lists all.
  private static let shownRejects = 200

  static func all(in store: Store, sources: [any DataSource], facts: DatasetFacts) throws(StoreError) -> [SourceStatus]
  {
    let rejects = try store.rejects(limit: shownRejects)
    let records = try store.sources()
    let live = Set(sources.filter(\.isLive).map(\.id))
    return records.map { record in
      SourceStatus(
        name: record.origins.isEmpty ? record.id.rawValue : record.origins.joined(separator: ", "),
        rows: record.rowsRead, rejected: record.rejects,
        rejects: rejects.filter { record.origins.contains($0.origin) }.map(line),
        lastRead: record.lastRead ?? .unknown, newestEvent: facts.newestEvent, lastError: record.lastError,
        isLive: live.contains(record.id))
    }
  }

  private static func line(_ reject: Reject) -> String {
    let place = reject.line > 0 ? "\(reject.origin):\(reject.line)" : reject.origin
    return "\(place)\(reject.column.isEmpty ? "" : ", \(reject.column)"): \(reject.reason)"
  }
}
