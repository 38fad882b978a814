extension Dataset {
  /// Some leads and opportunities with all that belongs to them, as a data set by itself with the same names and facts.
  /// Links that lead out of it are cut.
  /// - Parameters:
  ///   - leads: rows, ascending.
  ///   - opportunities: rows, ascending.
  public func cut(leads: [Int], opportunities: [Int]) -> Dataset {
    let cut = DatasetCut(self, leads, opportunities)
    var part = Dataset()
    part.leads = cut.leadTable()
    part.opportunities = cut.opportunityTable()
    part.visits = cut.visits()
    part.activities = cut.activities()
    part.changes = cut.changes(of: changes, opportunities, cut.newOpportunities)
    part.leadChanges = cut.changes(of: leadChanges, leads, cut.newLeads)
    (part.vocabularies, part.activityKinds, part.lostReasons) = (vocabularies, activityKinds, lostReasons)
    part.leadAttributes = leadAttributes.mapValues { AttributeColumn(names: $0.names, codes: $0.codes.rows(leads)) }
    part.opportunityAttributes = opportunityAttributes.mapValues {
      AttributeColumn(names: $0.names, codes: $0.codes.rows(opportunities))
    }
    (part.targets, part.facts) = (targets, facts)
    return part
  }
}

private struct DatasetCut {
  private let whole: Dataset
  private let leads: [Int]
  private let opportunities: [Int]
  private let visitRows: [Int]
  private let activityRows: [Int]
  let newLeads: [Int32: Int32]
  let newOpportunities: [Int32: Int32]

  init(_ whole: Dataset, _ leads: [Int], _ opportunities: [Int]) {
    (self.whole, self.leads, self.opportunities) = (whole, leads, opportunities)
    visitRows = opportunities.flatMap { whole.opportunities.visits(of: $0) }
    activityRows =
      opportunities.flatMap { whole.opportunities.activities(of: $0) }
      + leads.flatMap { whole.activitiesOfLeadsOnly($0..<$0 + 1) }
    newLeads = Self.places(leads)
    newOpportunities = Self.places(opportunities)
  }

  private static func places(_ rows: [Int]) -> [Int32: Int32] {
    Dictionary(uniqueKeysWithValues: rows.enumerated().map { (Int32($0.element), Int32($0.offset)) })
  }

  func leadTable() -> LeadTable {
    let (old, rows) = (whole.leads, leads)
    var table = LeadTable()
    (table.ids, table.names) = (old.ids.rows(rows), old.names.rows(rows))
    (table.createdAt, table.assignedAt) = (old.createdAt.rows(rows), old.assignedAt.rows(rows))
    (table.firstResponseAt, table.qualifiedAt) = (old.firstResponseAt.rows(rows), old.qualifiedAt.rows(rows))
    (table.disqualifiedAt, table.assumptions) = (old.disqualifiedAt.rows(rows), old.assumptions.rows(rows))
    (table.source, table.region, table.segment) = (old.source.rows(rows), old.region.rows(rows), old.segment.rows(rows))
    (table.team, table.rep, table.manager) = (old.team.rows(rows), old.rep.rows(rows), old.manager.rows(rows))
    table.kind = old.kind.rows(rows)
    table.opportunity = Series(old.opportunity.rows(rows).map { newOpportunities[$0] ?? -1 })
    return table
  }

  func opportunityTable() -> OpportunityTable {
    let (old, rows) = (whole.opportunities, opportunities)
    var table = OpportunityTable()
    (table.ids, table.names) = (old.ids.rows(rows), old.names.rows(rows))
    (table.createdAt, table.closedAt, table.outcome) = (
      old.createdAt.rows(rows), old.closedAt.rows(rows), old.outcome.rows(rows)
    )
    (table.amount, table.currency) = (old.amount.rows(rows), old.currency.rows(rows))
    (table.expectedCloseOn, table.nextStepAt) = (old.expectedCloseOn.rows(rows), old.nextStepAt.rows(rows))
    (table.source, table.region, table.segment) = (old.source.rows(rows), old.region.rows(rows), old.segment.rows(rows))
    (table.team, table.rep, table.manager) = (old.team.rows(rows), old.rep.rows(rows), old.manager.rows(rows))
    (table.account, table.pipeline, table.kind) = (old.account.rows(rows), old.pipeline.rows(rows), old.kind.rows(rows))
    (table.country, table.stage, table.lostReason) = (
      old.country.rows(rows), old.stage.rows(rows), old.lostReason.rows(rows)
    )
    table.assumptions = old.assumptions.rows(rows)
    table.lead = Series(old.lead.rows(rows).map { newLeads[$0] ?? -1 })
    table.visitStarts = Self.starts(rows.map { old.visits(of: $0).count })
    table.activityStarts = Self.starts(rows.map { old.activities(of: $0).count })
    return table
  }

  private static func starts(_ counts: [Int]) -> Series<Int32> {
    var (starts, next): (Series<Int32>, Int32) = ([0], 0)
    for count in counts {
      next += Int32(count)
      starts.append(next)
    }
    return starts
  }

  func visits() -> VisitTable {
    let (old, rows) = (whole.visits, visitRows)
    var table = VisitTable()
    table.opportunity = owners(old.opportunity, rows, newOpportunities)
    (table.stage, table.enteredAt, table.changedBy) = (
      old.stage.rows(rows), old.enteredAt.rows(rows), old.changedBy.rows(rows)
    )
    return table
  }

  func activities() -> ActivityTable {
    let (old, rows) = (whole.activities, activityRows)
    var table = ActivityTable()
    table.ids = old.ids.rows(rows)
    table.opportunity = owners(old.opportunity, rows, newOpportunities)
    table.lead = owners(old.lead, rows, newLeads)
    (table.occurredAt, table.kind) = (old.occurredAt.rows(rows), old.kind.rows(rows))
    (table.rep, table.traits) = (old.rep.rows(rows), old.traits.rows(rows))
    return table
  }

  func changes(of old: ChangeTable, _ rows: [Int], _ places: [Int32: Int32]) -> ChangeTable {
    let rows = rows.flatMap { old.rows(of: $0) }
    var table = ChangeTable()
    table.row = owners(old.row, rows, places)
    (table.field, table.at) = (old.field.rows(rows), old.at.rows(rows))
    (table.old, table.new) = (old.old.rows(rows), old.new.rows(rows))
    return table
  }

  private func owners(_ column: Series<Int32>, _ rows: [Int], _ places: [Int32: Int32]) -> Series<Int32> {
    Series(column.rows(rows).map { places[$0] ?? -1 })
  }
}

extension Series {
  /// Some rows of a column that may be absent.
  fileprivate func rows(_ rows: [Int]) -> Series {
    isEmpty
      ? self
      : Series(count: rows.count) { part in
        for (place, row) in rows.enumerated() { part.initializeElement(at: place, to: self[row]) }
      }
  }
}

extension TextColumn {
  fileprivate func rows(_ rows: [Int]) -> TextColumn {
    var part = TextColumn()
    guard count > 0 else { return part }
    bytes.withUnsafeBufferPointer { bytes in
      for row in rows { part.append(utf8: UnsafeBufferPointer(rebasing: bytes[range(row)])) }
    }
    return part
  }
}
