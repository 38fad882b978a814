import Domain
import GRDB
import Ingest

/// What changed since a data set was made, and what a store keeps beside one.
struct DatasetChange {
  var delta: DatasetDelta
  var key: DatasetKey
  var looseEnds: LooseEnds
  var directories: Directories
}

/// Assembles what changed since a data set was made, by the same rules as everything, within one transaction.
struct DeltaMaker {
  let database: Database
  let base: OpenedDataset
  let key: DatasetKey
  let witnesses: FieldWitnesses
  /// Leads and opportunities that may be reached.
  let limit: Int

  /// - Throws: ``DeltaObstacle`` if all rows are to be assembled anew.
  func make() throws -> DatasetChange {
    let terms = DeltaTerms(database: database, base: base, key: key)
    try terms.checkQuestion()
    let reader = try TableReader(database, knownAt: nil, witnesses: witnesses)
    let directories = try terms.directories(reader)
    var deals = TouchedDeals(database, base.dataset, base.looseEnds, limit: limit)
    guard try deals.find(since: base.key.dataVersion) else { throw DeltaObstacle.tooMuch }
    let rows = try TouchedRecords(deals, base, database)
    let context = try reader.readContext(directories: directories, records: { rows[$0] })
    let made = try assemble(reader, context, rows)
    try terms.checkFields(reader, context, made.dataset, deals)
    var change = DatasetChange(
      delta: DatasetDelta(), key: key, looseEnds: try looseEnds(made.looseEnds, deals, rows), directories: directories)
    change.delta = delta(made.dataset, deals)
    change.delta.rows.facts = try facts(made.dataset, deals, context, change.looseEnds)
    return change
  }

  private func assemble(
    _ reader: TableReader, _ context: RawContext, _ rows: TouchedRecords
  ) throws -> (dataset: Dataset, looseEnds: LooseEnds) {
    var assembler = Assembler(
      context, leads: try reader.read(.leads, .these(rows[.leads])),
      opportunities: try reader.read(.opportunities, .these(rows[.opportunities])), key.options)
    try assembler.add(visits: reader.read(.stageHistory, .these(rows[.stageHistory]), links: assembler.links))
    var keeper = MemoryKeeper()
    try assembler.add(
      activities: reader.read(.activities, .these(rows[.activities]), links: assembler.links), keeper: &keeper)
    return (assembler.finish(), assembler.looseEnds)
  }

  private func delta(_ rows: Dataset, _ deals: TouchedDeals) -> DatasetDelta {
    func missing(_ known: RowSet, _ ids: TextColumn, _ now: TextColumn) -> [String] {
      let before = ids.gathered(Series(known.rows))
      let places = now.rows(of: before)
      return places.indices.filter { places[$0] < 0 }.map { before[$0] }
    }
    var delta = DatasetDelta()
    delta.removedLeads = missing(deals.leadRows, base.dataset.leads.ids, rows.leads.ids)
    delta.removedOpportunities = missing(
      deals.opportunityRows, base.dataset.opportunities.ids, rows.opportunities.ids)
    delta.rows = rows
    return delta
  }

  /// What hung loose among the rows that were looked at anew gives way to what hangs loose now.
  private func looseEnds(_ new: LooseEnds, _ deals: TouchedDeals, _ rows: TouchedRecords) throws -> LooseEnds {
    var ends = base.looseEnds
    let (leads, opportunities) = (KeyIndex(deals.leads.ids), KeyIndex(deals.opportunities.ids))
    for pointer in LooseEnds.Pointer.allCases {
      let touched = try ChangeLog.touched(pointer.kind, since: base.key.dataVersion, in: database).map(\.record)
      ends[pointer] = base.looseEnds[pointer].replacing(
        records: Set(rows[pointer.kind]).union(touched), ids: pointer.isToLead ? leads : opportunities,
        with: new[pointer])
    }
    return ends
  }

  /// What is known of all rows: counts go on from those of the data set.
  private func facts(
    _ rows: Dataset, _ deals: TouchedDeals, _ context: RawContext, _ looseEnds: LooseEnds
  ) throws -> DatasetFacts {
    let before = base.dataset
    var facts = before.facts
    let growth = try ChangeLog.growth(since: base.key.dataVersion, in: database)
    facts.rowsRead = facts.rowsRead.merging(growth, uniquingKeysWith: +).filter { $0.value > 0 }
    facts.emptyTables = context.readTables.subtracting(facts.rowsRead.keys)
    facts.orphans = looseEnds.orphans
    (facts.ownOffset, facts.offsets) = (context.ownOffset, context.offsets)
    let gone = AssumptionNotes(
      before, leads: deals.leadRows.rows.map(Int.init), opportunities: deals.opportunityRows.rows.map(Int.init))
    let assumptions = AssumptionNotes(before).replacing(gone, with: AssumptionNotes(rows))
    facts.notes = context.notes(assumptions, facts)
    let precision = facts.leadPrecision
    context.addPrecision(to: &facts, hasDerivedResponses: assumptions.answeredByActivity > 0)
    guard facts.leadPrecision == precision else { throw DeltaObstacle.precision }
    facts.oldestEvent = rows.facts.oldestEvent
    facts.newestEvent = rows.facts.newestEvent
    facts.opportunitiesWithoutCreation = rows.facts.opportunitiesWithoutCreation
    return facts
  }
}

/// Leaves columns where they are.
private struct MemoryKeeper: ColumnKeeper {
  mutating func keep<Value: BitwiseCopyable & Sendable>(_ column: inout Series<Value>) {}
}

/// Numbers of the rows that make up what changed, ascending.
struct TouchedRecords {
  private var records: [RecordKind: [Int64]] = [:]

  init(_ deals: TouchedDeals, _ opened: OpenedDataset, _ database: Database) throws {
    let base = opened.dataset
    for (kind, ids) in [
      (RecordKind.leads, deals.leads.ids), (.opportunities, deals.opportunities.ids),
      (.stageHistory, deals.opportunities.ids),
    ] {
      records[kind] = try PointerReader(TableLayout(kind)).records(of: ids, in: database)
    }
    var activities = TextColumn()
    func add(_ rows: Range<Int>) {
      for row in rows { activities.append(utf8: base.activities.ids.bytes[base.activities.ids.range(row)]) }
    }
    for row in deals.opportunityRows.rows { add(base.opportunities.activities(of: Int(row))) }
    for row in deals.leadRows.rows { add(base.activitiesOfLeadsOnly(Int(row)..<Int(row) + 1)) }
    let known = try PointerReader(TableLayout(.activities)).records(of: activities, in: database)
    records[.activities] = deals.activities.union(known).sorted()
    try addDeleted(opened.looseEnds, database)
  }

  /// What rows point to that is deleted is among the rows, so that it is told from what never was.
  private mutating func addDeleted(_ looseEnds: LooseEnds, _ database: Database) throws {
    for pointer in LooseEnds.Pointer.allCases where pointer.isSought {
      let ids = looseEnds[pointer].ids(pointedToBy: Set(self[pointer.kind]))
      let target = pointer.isToLead ? RecordKind.leads : .opportunities
      let gone = try PointerReader(TableLayout(target)).records(of: ids, in: database)
      records[target] = Set(self[target]).union(gone).sorted()
    }
  }

  subscript(kind: RecordKind) -> [Int64] { records[kind] ?? [] }
}
