import Domain
import GRDB
import Ingest

/// The leads and opportunities that changes reach, as whole groups of what is linked: whatever a row of them pointed to
/// before or points to now is among them. So assembling them alone gives what assembling everything gives of them.
///
/// What rows pointed to before is taken from the data set in memory, which holds every link as its own column, and from
/// the log; what pointed to nothing, from the loose ends. Only rows that changed are read.
struct TouchedDeals {
  private let database: Database
  private let base: Dataset
  private let looseEnds: LooseEnds
  private let limit: Int
  /// All that is reached.
  private(set) var leads = IdentifierSet()
  private(set) var opportunities = IdentifierSet()
  /// Of these the rows in the data set.
  private(set) var leadRows = RowSet()
  private(set) var opportunityRows = RowSet()
  /// Numbers of activities that changed or hang loose; those of ``leadRows`` and ``opportunityRows`` come on top.
  private(set) var activities: Set<Int64> = []

  init(_ database: Database, _ base: Dataset, _ looseEnds: LooseEnds, limit: Int) {
    (self.database, self.base, self.looseEnds, self.limit) = (database, base, looseEnds, limit)
  }

  /// Starts from what changed since a version.
  /// - Returns: false if more is reached than is worth the effort.
  mutating func find(since version: Int) throws -> Bool {
    for kind in [RecordKind.leads, .opportunities, .stageHistory, .activities] {
      let touched = try ChangeLog.touched(kind, since: version, in: database)
      let inserted = try ChangeLog.inserted(kind, since: version, in: database)
      guard touched.count + inserted.reduce(0, { $0 + $1.count }) <= limit * 8 else { return false }
      opportunities.insert(TextColumn(touched.map(\.opportunity)))
      leads.insert(TextColumn(touched.map(\.lead)))
      try follow(kind, touched.map(\.record) + inserted.flatMap(Array.init))
    }
    while leads.pending.count + opportunities.pending.count > 0, isWorthIt {
      try reach(leads.takePending(), opportunities.takePending())
    }
    return isWorthIt
  }

  private var isWorthIt: Bool { leads.count + opportunities.count <= limit }

  /// Takes in what rows point to now.
  private mutating func follow(_ kind: RecordKind, _ records: [Int64]) throws {
    if kind == .activities { activities.formUnion(records) }
    let pointers = try PointerReader(TableLayout(kind)).pointers(of: records, in: database)
    opportunities.insert(pointers.opportunities)
    leads.insert(pointers.leads)
  }

  /// Takes in what is linked with these.
  private mutating func reach(_ newLeads: TextColumn, _ newOpportunities: TextColumn) throws {
    let places = (base.leads.ids.rows(of: newLeads), base.opportunities.ids.rows(of: newOpportunities))
    try pickUp(newLeads, places.0, areLeads: true)
    try pickUp(newOpportunities, places.1, areLeads: false)
    var (newLeadRows, newOpportunityRows) = (leadRows.insert(places.0), opportunityRows.insert(places.1))
    while newLeadRows.count + newOpportunityRows.count > 0, isWorthIt {
      let next = neighbours(newLeadRows, newOpportunityRows)
      newLeadRows = leadRows.insert(next.leads)
      newOpportunityRows = opportunityRows.insert(next.opportunities)
      leads.insert(newLeadRows, of: base.leads.ids)
      opportunities.insert(newOpportunityRows, of: base.opportunities.ids)
    }
  }

  /// Rows that pointed to what was not there may find it now.
  private mutating func pickUp(_ ids: TextColumn, _ places: [Int32], areLeads: Bool) throws {
    let missing = places.indices.filter { places[$0] < 0 }
    guard !missing.isEmpty else { return }
    let wanted = KeyIndex(ids.gathered(Series(missing.map(Int32.init))))
    for pointer in LooseEnds.Pointer.allCases where pointer.isToLead == areLeads && pointer.isSought {
      try follow(pointer.kind, looseEnds[pointer].records(pointingTo: wanted))
    }
  }

  /// What rows of the data set are linked with.
  private func neighbours(
    _ leadRows: [Int32], _ opportunityRows: [Int32]
  ) -> (leads: [Int32], opportunities: [Int32]) {
    var opportunities = leadRows.map { base.leads.opportunity[Int($0)] }
    var leads = opportunityRows.map { base.opportunities.lead[Int($0)] }
    for row in opportunityRows {
      for activity in base.opportunities.activities(of: Int(row)) { leads.append(base.activities.lead[activity]) }
    }
    if !opportunityRows.isEmpty {
      let wanted = RowMarks(opportunityRows, count: base.opportunities.count)
      wanted.forEach(in: base.leads.opportunity) { leads.append(Int32($0)) }
    }
    if !leadRows.isEmpty {
      let wanted = RowMarks(leadRows, count: base.leads.count)
      wanted.forEach(in: base.opportunities.lead) { opportunities.append(Int32($0)) }
      wanted.forEach(in: base.activities.lead) { opportunities.append(base.activities.opportunity[$0]) }
    }
    return (leads, opportunities)
  }
}
