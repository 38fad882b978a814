import Domain

extension Assembler {
  /// Opportunities but for their lead and what they take over from it.
  mutating func addOpportunities(lastVisits: [LastVisit?]) {
    let table = raw.opportunities
    dataset.opportunities.names = table.texts("name")
    dataset.opportunities.amount = Series(table.amounts("amount"))
    dataset.opportunities.expectedCloseOn = Series(table.instants("expected_close_on", missing: .never))
    dataset.opportunities.nextStepAt = Series(table.instants("next_step_at", missing: .never))
    dataset.opportunities.currency = Series(names.codes(table.texts("currency"), .currency))
    dataset.opportunities.source = Series(names.codes(table.texts("source"), .source))
    dataset.opportunities.pipeline = Series(names.codes(table.texts("pipeline"), .pipeline))
    dataset.opportunities.kind = Series(names.codes(table.texts("kind"), .kind))
    dataset.opportunities.stage = Series(names.codes(table.texts("stage"), .stage))
    dataset.opportunities.lostReason = Series(Self.codes(table.texts("lost_reason"), in: &dataset.lostReasons))
    dataset.opportunities.lead = Series([Int32](repeating: -1, count: table.count))
    addStaff(table)
    addAccounts(table)
    close(table, lastVisits)
    dataset.opportunityAttributes = AttributeAssembly.columns(table)
    for field in ["city", "forecast_category"] where table.columns[field] != nil {
      var column = AttributeColumn()
      column.codes = Series(Self.codes(table.texts(field), in: &column.names))
      dataset.opportunityAttributes[field] = column
    }
  }

  private mutating func addStaff(_ table: RawTable) {
    let staff = Staff(
      reps: table.texts("rep"), team: table.texts("team"), region: table.texts("region"), people: people,
      names: &names)
    dataset.opportunities.rep = Series(staff.rep)
    dataset.opportunities.team = Series(staff.team)
    dataset.opportunities.region = Series(staff.region)
    dataset.opportunities.manager = Series(staff.manager)
  }

  /// The account's name, and its segment, region and country where the row has none.
  private mutating func addAccounts(_ table: RawTable) {
    var index = ByteIndex()
    let entries = index.intern(table.texts("account_id"))
    let known = index.names.map { accounts.directory.entry($0) }
    let shown = index.names.map { names.code(accounts.directory.name($0), .account) }
    dataset.opportunities.account = Series(entries.map { shown[Int($0)] })
    func spread(_ dimension: Dimension, _ texts: TextColumn) -> [Code] {
      let codes = known.map { entry in entry.map { names.code(texts[$0], dimension) } ?? 0 }
      return entries.map { codes[Int($0)] }
    }
    let segments = names.codes(table.texts("segment"), .segment)
    dataset.opportunities.segment = Series(filling(segments, from: spread(.segment, accounts.segments)))
    dataset.opportunities.region = Series(filling(dataset.opportunities.region, from: spread(.region, accounts.regions)))
    let countries = names.codes(table.texts("country"), .country)
    dataset.opportunities.country = Series(filling(countries, from: spread(.country, accounts.countries)))
  }

  /// Outcome and closing date by ``ClosingRules``; counts what had to be assumed.
  private mutating func close(_ table: RawTable, _ lastVisits: [LastVisit?]) {
    var index = ByteIndex()
    let statuses = index.intern(table.texts("outcome"))
    let outcomes = index.names.map { $0.isEmpty ? nil : ends.outcome(ofStatus: $0) }
    let says = names.vocabularies[.stage, default: Vocabulary()].names.map(ends.says)
    let closedAt = table.instants("closed_at", missing: .never)
    var tally = ClosingTally()
    for row in 0..<table.count {
      let evidence = ClosingEvidence(
        status: outcomes[Int(statuses[row])], stage: says[Int(dataset.opportunities.stage[row])],
        lastVisit: lastVisits[row].map { says[Int($0.stage)] } ?? .nothing,
        lastVisitAt: lastVisits[row]?.at ?? .unknown,
        statesEnd: table.statesEnd.isEmpty ? false : table.statesEnd[row], closedAt: closedAt[row])
      let closing = Closing(evidence)
      dataset.opportunities.outcome.append(closing.outcome)
      dataset.opportunities.closedAt.append(closing.closedAt)
      if closing.isPlan, !dataset.opportunities.expectedCloseOn[row].happened {
        dataset.opportunities.expectedCloseOn[row] = closedAt[row]
      }
      tally.count(closing, statusKnown: evidence.status != nil)
    }
    dataset.facts.notes += tally.notes
  }

  /// Ties leads and opportunities to each other from either side; an opportunity takes over what only its lead has.
  mutating func linkLeadsAndOpportunities() {
    let toOpportunity = resolve(
      raw.leads.texts("opportunity_id"), opportunityIndex, deleted: raw.opportunities.deleted)
    let toLead = resolve(raw.opportunities.texts("lead_id"), leadIndex, deleted: raw.leads.deleted)
    countOrphans(toOpportunity, "leads")
    countOrphans(toLead, "opportunities")
    dataset.leads.opportunity = Series(toOpportunity.map { max($0, -1) })
    dataset.opportunities.lead = Series(toLead.map { max($0, -1) })
    for (row, lead) in toLead.enumerated() where lead >= 0 && dataset.leads.opportunity[Int(lead)] < 0 {
      dataset.leads.opportunity[Int(lead)] = Int32(row)
    }
    for (row, opportunity) in toOpportunity.enumerated()
    where opportunity >= 0 && dataset.opportunities.lead[Int(opportunity)] < 0 {
      dataset.opportunities.lead[Int(opportunity)] = Int32(row)
    }
    fillFromLeads(\.source, \.source)
    fillFromLeads(\.region, \.region)
    fillFromLeads(\.segment, \.segment)
    fillFromLeads(\.team, \.team)
  }

  private mutating func fillFromLeads(
    _ column: WritableKeyPath<OpportunityTable, Series<Code>>, _ source: KeyPath<LeadTable, Series<Code>>
  ) {
    let leads = dataset.leads[keyPath: source]
    let filled = zip(dataset.opportunities[keyPath: column], dataset.opportunities.lead).map { code, lead in
      code == 0 && lead >= 0 ? leads[Int(lead)] : code
    }
    dataset.opportunities[keyPath: column] = Series(filled)
  }
}

/// Counts the assumptions made about the ends of opportunities.
private struct ClosingTally {
  private var planned = 0
  private var unconfirmed = 0
  private var dated = 0
  private var undated = 0
  private var byStage = 0

  mutating func count(_ closing: Closing, statusKnown: Bool) {
    if closing.isPlan { planned += 1 }
    if closing.isUnconfirmed { unconfirmed += 1 }
    guard closing.outcome != .open else { return }
    if closing.isFromHistory { dated += 1 }
    if closing.closedAt == .unknown { undated += 1 }
    if !statusKnown { byStage += 1 }
  }

  var notes: [String] {
    [
      (unconfirmed, "have a closing date but no outcome and no stage: counted as open"),
      (planned, "are open and have a closing date: it is read as the expected one"),
      (byStage, "are won or lost by the name of their stage"),
      (dated, "have no closing date: that of their last stage is used"),
      (undated, "are won or lost without any date"),
    ].filter { $0.0 > 0 }.map { "opportunities: \($0.0) \($0.1)" }
  }
}
