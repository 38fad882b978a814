import Domain
import GRDB
import Ingest

/// Makes the data set of a store's rows, two cores reading the large tables at once.
///
/// Finished columns go to the column file as soon as they are made and lie there from then on, so that at no time much
/// more than one table is in memory.
struct AssemblyRun {
  let store: Store
  let options: AssemblyOptions
  /// Nil where columns stay in memory.
  var writer: ColumnWriter?
  /// Rows of all tables from which on two connections read at once.
  var many: Int64 = 200_000

  /// What was made, of what state of the store.
  struct Result {
    var key: DatasetKey
    var dataset: Dataset
    var looseEnds: LooseEnds
    /// What has been written of it.
    var writer: ColumnWriter?
  }

  /// - Throws: ``RowsMoved`` if rows were written while two connections read, which may then see different ones.
  mutating func atOnce() throws -> Result {
    let (key, context, last) = try store.database.read { database in
      let reader = try TableReader(database, knownAt: options.knownAt, witnesses: store.witnesses)
      let last = try Self.large.map { ($0, try reader.lastRow(of: $0)) }
      return (try store.datasetKey(options, database), try reader.readContext(), last)
    }
    let limits = Dictionary(uniqueKeysWithValues: last)
    guard store.path != nil, limits.values.reduce(0, +) > many else { return try inOneGo() }
    let source = RowSource(store: store, key: key, last: limits)
    return try assemble(key, context) { kinds, links in
      kinds.count == 1 ? [try source.halves(kinds[0], links)] : try source.pair(kinds[0], kinds[1])
    }
  }

  /// Reads all tables in one transaction.
  mutating func inOneGo() throws -> Result {
    try store.database.read { database in
      let reader = try TableReader(database, knownAt: options.knownAt, witnesses: store.witnesses)
      return try assemble(store.datasetKey(options, database), reader.readContext()) { kinds, links in
        try kinds.map { try reader.read($0, links: links) }
      }
    }
  }

  private static let large: [RecordKind] = [.leads, .opportunities, .stageHistory, .activities]

  private mutating func assemble(
    _ key: DatasetKey, _ context: RawContext, _ read: ([RecordKind], LinkSet?) throws -> [RawTable]
  ) throws -> Result {
    var assembler = try Self.start(context, options, try read([.leads, .opportunities], nil))
    try assembler.add(visits: read([.stageHistory], assembler.links)[0])
    settle(&assembler.dataset)
    assembler.letGo()
    var keeper = FileKeeper(writer: writer)
    try assembler.add(activities: read([.activities], assembler.links)[0], keeper: &keeper)
    return Result(
      key: key, dataset: assembler.finish(), looseEnds: assembler.looseEnds, writer: keeper.writer)
  }

  private static func start(
    _ context: RawContext, _ options: AssemblyOptions, _ tables: consuming [RawTable]
  ) throws -> Assembler {
    let opportunities = tables.removeLast()
    return Assembler(context, leads: tables.removeLast(), opportunities: opportunities, options)
  }

  /// Writes all that activities do not change.
  private mutating func settle(_ dataset: inout Dataset) {
    guard var writer else { return }
    let (answered, assumptions) = (dataset.leads.firstResponseAt, dataset.leads.assumptions)
    let starts = dataset.opportunities.activityStarts
    (dataset.leads.firstResponseAt, dataset.leads.assumptions, dataset.opportunities.activityStarts) = ([], [], [])
    try? writer.settle { (writer) throws(SeriesFault) in
      try DatasetColumns.visit(&dataset.leads, &writer)
      try DatasetColumns.visit(&dataset.opportunities, &writer)
      try DatasetColumns.visit(&dataset.visits, &writer)
    }
    (dataset.leads.firstResponseAt, dataset.leads.assumptions) = (answered, assumptions)
    dataset.opportunities.activityStarts = starts
    self.writer = writer
  }
}

/// Rows were written while they were being read.
struct RowsMoved: Error {}

/// Reads tables of one state of a store with two connections at once.
private struct RowSource {
  let store: Store
  let key: DatasetKey
  let last: [RecordKind: Int64]

  func pair(_ first: RecordKind, _ second: RecordKind) throws -> [RawTable] {
    let (left, right) = try TwoCores.both({ try read(first) }, { try read(second) })
    return [left, right]
  }

  func halves(_ kind: RecordKind, _ links: LinkSet?) throws -> RawTable {
    let last = last[kind] ?? 0
    var (first, second) = try TwoCores.both(
      { try read(kind, .range(0...last / 2), links) },
      { try read(kind, .range(last / 2 + 1...max(last, last / 2 + 1)), links) })
    first.append(&second)
    return first
  }

  private func read(
    _ kind: RecordKind, _ choice: RowChoice = .all, _ links: LinkSet? = nil
  ) throws -> RawTable {
    try store.database.read { database in
      guard try store.datasetKey(key.options, database) == key else { throw RowsMoved() }
      return try TableReader(database, knownAt: key.options.knownAt, witnesses: store.witnesses).read(
        kind, choice, links: links)
    }
  }
}

/// Writes finished columns to the column file; without one they stay where they are.
private struct FileKeeper: ColumnKeeper {
  var writer: ColumnWriter?

  mutating func keep<Value: BitwiseCopyable & Sendable>(_ column: inout Series<Value>) {
    guard var writer else { return }
    try? writer.settle { (writer) throws(SeriesFault) in try writer.visit(&column) }
    self.writer = writer
  }
}
