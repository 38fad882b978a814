extension Dataset {
  /// The data set with the rows of a change in place of those with the same identifiers and without those that are
  /// gone; new rows find their place by their creation, behind those created at once.
  ///
  /// Columns that stay are copied at the speed of memory on two cores, or shared where nothing in them changed. Codes
  /// and vocabularies there were stay as they are; new names come behind them.
  public func merging(_ delta: DatasetDelta) -> Dataset {
    let merge = DatasetMerge(self, delta)
    var (first, second) = (Dataset(), Dataset())
    Parallel.run({ first.activities = merge.activities() }, { merge.fill(&second) })
    second.activities = first.activities
    second.facts = merge.facts(of: second)
    return second
  }
}

/// One change put into one data set.
private struct DatasetMerge {
  let base: Dataset
  let delta: DatasetDelta
  let names: VocabularyMerge
  let leads: TableMerge
  let opportunities: TableMerge

  init(_ base: Dataset, _ delta: DatasetDelta) {
    self.base = base
    self.delta = delta
    names = VocabularyMerge(base, delta.rows)
    leads = TableMerge(
      ids: base.leads.ids, base.leads.createdAt, delta.rows.leads.ids, delta.rows.leads.createdAt,
      removed: delta.removedLeads)
    opportunities = TableMerge(
      ids: base.opportunities.ids, base.opportunities.createdAt, delta.rows.opportunities.ids,
      delta.rows.opportunities.createdAt, removed: delta.removedOpportunities)
  }

  /// All but activities and facts.
  func fill(_ merged: inout Dataset) {
    merged.leads = mergedLeads()
    merged.opportunities = mergedOpportunities()
    merged.visits = visits()
    merged.changes = changes(base.changes, delta.rows.changes, of: opportunities)
    merged.leadChanges = changes(base.leadChanges, delta.rows.leadChanges, of: leads)
    merged.vocabularies = names.vocabularies
    merged.activityKinds = base.activityKinds
    _ = merged.activityKinds.adopt(delta.rows.activityKinds)
    merged.lostReasons = base.lostReasons
    _ = merged.lostReasons.adopt(delta.rows.lostReasons)
    merged.leadAttributes = attributes(base.leadAttributes, delta.rows.leadAttributes, leads.plan)
    merged.opportunityAttributes = attributes(
      base.opportunityAttributes, delta.rows.opportunityAttributes, opportunities.plan)
    merged.targets = delta.rows.targets
  }

  private func codes(
    _ plan: MergePlan, _ old: Series<Code>, _ new: Series<Code>, _ dimension: Dimension
  ) -> Series<Code> {
    plan.splice(old, names.translated(new, dimension))
  }

  // MARK: Leads and opportunities

  private func mergedLeads() -> LeadTable {
    let (old, new, plan) = (base.leads, delta.rows.leads, leads.plan)
    var table = LeadTable()
    table.ids = plan.splice(old.ids, new.ids)
    table.names = plan.splice(old.names, new.names)
    table.createdAt = plan.splice(old.createdAt, new.createdAt)
    table.assignedAt = plan.splice(old.assignedAt, new.assignedAt)
    table.firstResponseAt = plan.splice(old.firstResponseAt, new.firstResponseAt)
    table.qualifiedAt = plan.splice(old.qualifiedAt, new.qualifiedAt)
    table.disqualifiedAt = plan.splice(old.disqualifiedAt, new.disqualifiedAt)
    table.assumptions = plan.splice(old.assumptions, new.assumptions)
    table.source = codes(plan, old.source, new.source, .source)
    table.region = codes(plan, old.region, new.region, .region)
    table.segment = codes(plan, old.segment, new.segment, .segment)
    table.team = codes(plan, old.team, new.team, .team)
    table.rep = codes(plan, old.rep, new.rep, .rep)
    table.manager = codes(plan, old.manager, new.manager, .manager)
    table.kind = codes(plan, old.kind, new.kind, .kind)
    table.opportunity = opportunities.links(plan, old.opportunity, new.opportunity)
    return table
  }

  private func mergedOpportunities() -> OpportunityTable {
    let (old, new, plan) = (base.opportunities, delta.rows.opportunities, opportunities.plan)
    var table = OpportunityTable()
    table.ids = plan.splice(old.ids, new.ids)
    table.names = plan.splice(old.names, new.names)
    table.createdAt = plan.splice(old.createdAt, new.createdAt)
    table.closedAt = plan.splice(old.closedAt, new.closedAt)
    table.outcome = plan.splice(old.outcome, new.outcome)
    table.amount = plan.splice(old.amount, new.amount)
    table.expectedCloseOn = plan.splice(old.expectedCloseOn, new.expectedCloseOn)
    table.nextStepAt = plan.splice(old.nextStepAt, new.nextStepAt)
    table.assumptions = plan.splice(old.assumptions, new.assumptions)
    table.lead = leads.links(plan, old.lead, new.lead)
    table.visitStarts = plan.splice(starts: old.visitStarts, new.visitStarts)
    table.activityStarts = plan.splice(starts: old.activityStarts, new.activityStarts)
    addNames(to: &table)
    return table
  }

  private func addNames(to table: inout OpportunityTable) {
    let (old, new, plan) = (base.opportunities, delta.rows.opportunities, opportunities.plan)
    table.currency = codes(plan, old.currency, new.currency, .currency)
    table.source = codes(plan, old.source, new.source, .source)
    table.region = codes(plan, old.region, new.region, .region)
    table.segment = codes(plan, old.segment, new.segment, .segment)
    table.team = codes(plan, old.team, new.team, .team)
    table.rep = codes(plan, old.rep, new.rep, .rep)
    table.manager = codes(plan, old.manager, new.manager, .manager)
    table.account = codes(plan, old.account, new.account, .account)
    table.pipeline = codes(plan, old.pipeline, new.pipeline, .pipeline)
    table.kind = codes(plan, old.kind, new.kind, .kind)
    table.country = codes(plan, old.country, new.country, .country)
    table.stage = codes(plan, old.stage, new.stage, .stage)
    var reasons = base.lostReasons
    table.lostReason = plan.splice(
      old.lostReason, new.lostReason.translated(by: reasons.adopt(delta.rows.lostReasons)))
  }

  private func attributes(
    _ old: [String: AttributeColumn], _ new: [String: AttributeColumn], _ plan: MergePlan
  ) -> [String: AttributeColumn] {
    var merged = old
    for name in Set(old.keys).union(new.keys) {
      var column = old[name] ?? AttributeColumn(codes: Series(repeating: 0, count: plan.before))
      let added = new[name] ?? AttributeColumn(codes: Series(repeating: 0, count: plan.added))
      let codes = added.codes.translated(by: column.names.adopt(added.names))
      column.codes = plan.splice(column.codes, codes)
      merged[name] = column
    }
    return merged
  }

  // MARK: What belongs to them

  private func visits() -> VisitTable {
    let (old, new) = (base.visits, delta.rows.visits)
    let plan = opportunities.plan.following(
      before: old.count, added: new.count, old: base.opportunities.visits(of:),
      new: delta.rows.opportunities.visits(of:))
    var table = VisitTable()
    table.opportunity = opportunities.links(plan, old.opportunity, new.opportunity)
    table.stage = codes(plan, old.stage, new.stage, .stage)
    table.enteredAt = plan.splice(old.enteredAt, new.enteredAt)
    table.changedBy = codes(plan, old.changedBy, new.changedBy, .rep)
    return table
  }

  private func changes(_ old: ChangeTable, _ new: ChangeTable, of rows: TableMerge) -> ChangeTable {
    let plan = rows.plan.following(
      before: old.count, added: new.count, old: old.rows(of:), new: new.rows(of:))
    func values(_ column: Series<Int64>) -> Series<Int64> {
      Series(zip(column, new.field).map { names.translated($0, of: $1) })
    }
    var table = ChangeTable()
    table.row = rows.links(plan, old.row, new.row)
    table.field = plan.splice(old.field, new.field)
    table.at = plan.splice(old.at, new.at)
    table.old = plan.splice(old.old, values(new.old))
    table.new = plan.splice(old.new, values(new.new))
    return table
  }

  func activities() -> ActivityTable {
    let (old, new) = (base.activities, delta.rows.activities)
    var plan = opportunities.plan.following(
      before: old.count, added: new.count, old: base.opportunities.activities(of:),
      new: delta.rows.opportunities.activities(of:))
    plan.add(leads.plan, old: base.activitiesOfLeadsOnly, new: delta.rows.activitiesOfLeadsOnly)
    var table = ActivityTable()
    table.ids = plan.splice(old.ids, new.ids)
    table.opportunity = opportunities.links(plan, old.opportunity, new.opportunity)
    table.lead = leads.links(plan, old.lead, new.lead)
    table.occurredAt = plan.splice(old.occurredAt, new.occurredAt)
    var kinds = base.activityKinds
    table.kind = plan.splice(old.kind, new.kind.translated(by: kinds.adopt(delta.rows.activityKinds)))
    table.rep = codes(plan, old.rep, new.rep, .rep)
    table.traits = plan.splice(old.traits, new.traits)
    return table
  }

  // MARK: Facts

  /// The newest event may be one of a row that is no more what it was: then all are looked through.
  func facts(of merged: Dataset) -> DatasetFacts {
    var facts = delta.rows.facts
    let created = merged.opportunities.createdAt
    let undated = created.firstRow { $0 > .unknown }
    facts.opportunitiesWithoutCreation = undated + created.count - created.firstRow(from: undated) { $0 == .never }
    let (old, new) = (base.facts, delta.rows.facts)
    let gone = EventSpan(base, leads: leads.gone, opportunities: opportunities.gone)
    let isWhole = gone.newest < old.newestEvent || gone.newest <= new.newestEvent
    let span =
      isWhole && (gone.oldest > old.oldestEvent || gone.oldest >= new.oldestEvent)
      ? EventSpan(oldest: min(old.oldestEvent, new.oldestEvent), newest: max(old.newestEvent, new.newestEvent))
      : EventSpan(merged)
    (facts.oldestEvent, facts.newestEvent) = (span.oldest, span.newest)
    return facts
  }
}

/// Where the rows of leads or opportunities go.
private struct TableMerge {
  let plan: MergePlan
  /// Rows that are replaced or removed.
  let gone: [Int]
  private let oldRows: Series<Int32>?
  private let newRows: [Int32]

  init(
    ids: TextColumn, _ created: Series<Instant>, _ newIDs: TextColumn, _ newCreated: Series<Instant>,
    removed: [String]
  ) {
    var wanted = newIDs
    for id in removed { wanted.append(id) }
    let known = ids.rows(of: wanted)
    plan = MergePlan(
      created: created, newCreated: newCreated, known: Array(known[..<newIDs.count]),
      removed: Array(known[newIDs.count...]))
    gone = known.filter { $0 >= 0 }.map(Int.init)
    oldRows = plan.oldRows
    newRows = plan.newRows
  }

  /// A column of rows of this table.
  func links(_ plan: MergePlan, _ old: Series<Int32>, _ new: Series<Int32>) -> Series<Int32> {
    plan.splice(links: old, new, oldRows: oldRows, newRows: newRows)
  }
}
