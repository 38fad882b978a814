import Domain

extension Assembler {
  /// Opportunities but for their lead and what they take over from it.
  mutating func addOpportunities(lastVisits: [LastVisit?]) {
    let table = opportunities
    dataset.opportunities.names = table.texts("name")
    dataset.opportunities.amount = table.amounts("amount")
    dataset.opportunities.expectedCloseOn = table.instants("expected_close_on", missing: .never)
    dataset.opportunities.nextStepAt = table.instants("next_step_at", missing: .never)
    dataset.opportunities.currency = names.codes(table.names("currency"), .currency)
    dataset.opportunities.source = names.codes(table.names("source"), .source)
    dataset.opportunities.pipeline = names.codes(table.names("pipeline"), .pipeline)
    dataset.opportunities.kind = names.codes(table.names("kind"), .kind)
    dataset.opportunities.stage = names.codes(table.names("stage"), .stage)
    dataset.opportunities.lostReason = Self.codes(table.names("lost_reason"), in: &dataset.lostReasons)
    addStaff(table)
    addAccounts(table)
    close(table, lastVisits)
    dataset.opportunityAttributes = AttributeAssembly.columns(table)
    for field in ["city", "forecast_category"] where table.columns[field] != nil {
      var column = AttributeColumn()
      column.codes = Self.codes(table.names(field), in: &column.names)
      dataset.opportunityAttributes[field] = column
    }
  }

  private mutating func addStaff(_ table: RawTable) {
    let staff = Staff(table, people, names: &names)
    dataset.opportunities.rep = staff.rep
    dataset.opportunities.team = staff.team
    dataset.opportunities.region = staff.region
    dataset.opportunities.manager = staff.manager
  }

  /// The account's name, and its segment, region and country where the row has none.
  private mutating func addAccounts(_ table: RawTable) {
    let ids = table.names("account_id")
    let known = ids.distinct.map { accounts.directory.entry($0) }
    dataset.opportunities.account = ids.spread(
      ids.distinct.map { names.code(accounts.directory.name($0), .account) })
    func spread(_ dimension: Dimension, _ texts: TextColumn) -> Series<Code> {
      ids.spread(known.map { entry in entry.map { names.code(texts[$0], dimension) } ?? 0 })
    }
    let segments = names.codes(table.names("segment"), .segment)
    dataset.opportunities.segment = segments.filled(from: spread(.segment, accounts.segments))
    dataset.opportunities.region = dataset.opportunities.region.filled(from: spread(.region, accounts.regions))
    let countries = names.codes(table.names("country"), .country)
    dataset.opportunities.country = countries.filled(from: spread(.country, accounts.countries))
  }

  /// Outcome and closing date by ``ClosingRules``; notes what had to be assumed.
  private mutating func close(_ table: RawTable, _ lastVisits: [LastVisit?]) {
    let statuses = table.names("outcome")
    let outcomes = statuses.distinct.map { $0.isEmpty ? nil : ends.outcome(ofStatus: $0) }
    let says = names.vocabularies[.stage, default: Vocabulary()].names.map(ends.says)
    let closedAt = table.instants("closed_at", missing: .never)
    dataset.opportunities.outcome.reserveCapacity(table.count)
    dataset.opportunities.closedAt.reserveCapacity(table.count)
    dataset.opportunities.assumptions.reserveCapacity(table.count)
    for row in 0..<table.count {
      let evidence = ClosingEvidence(
        status: outcomes[Int(statuses.codes[row])], stage: says[Int(dataset.opportunities.stage[row])],
        lastVisit: lastVisits[row].map { says[Int($0.stage)] } ?? .nothing,
        lastVisitAt: lastVisits[row]?.at ?? .unknown,
        statesEnd: table.states.isEmpty ? false : table.states[row], closedAt: closedAt[row])
      let closing = Closing(evidence)
      dataset.opportunities.outcome.append(closing.outcome)
      dataset.opportunities.closedAt.append(closing.closedAt)
      if closing.isPlan, !dataset.opportunities.expectedCloseOn[row].happened {
        dataset.opportunities.expectedCloseOn[row] = closedAt[row]
      }
      dataset.opportunities.assumptions.append(closing.assumptions(statusKnown: evidence.status != nil))
    }
  }

  /// Ties leads and opportunities to each other from either side; an opportunity takes over what only its lead has.
  mutating func linkLeadsAndOpportunities() {
    let toOpportunity = links.opportunities.rows(of: leads.texts("opportunity_id"))
    let toLead = links.leads.rows(of: opportunities.texts("lead_id"))
    looseEnds[.leadToOpportunity] = LoosePointers(leads.records, leads.texts("opportunity_id"), toOpportunity)
    looseEnds[.opportunityToLead] = LoosePointers(opportunities.records, opportunities.texts("lead_id"), toLead)
    dataset.leads.opportunity = toOpportunity.mapped { max($0, -1) }
    dataset.opportunities.lead = toLead.mapped { max($0, -1) }
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
    let ofLeads = dataset.opportunities.lead.mapped { $0 >= 0 ? leads[Int($0)] : 0 }
    dataset.opportunities[keyPath: column] = dataset.opportunities[keyPath: column].filled(from: ofLeads)
  }
}

extension Series {
  /// The values that a function makes of the rows.
  func mapped<Value: BitwiseCopyable & Sendable>(_ transform: (Element) -> Value) -> Series<Value> {
    Series<Value>(count: count) { target in
      withUnsafeBufferPointer { values in
        for row in values.indices { target.initializeElement(at: row, to: transform(values[row])) }
      }
    }
  }
}
