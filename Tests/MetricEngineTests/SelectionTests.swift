import Domain
import Testing

@testable import MetricEngine

struct SelectionTests {
  /// Two leads, the first of which became the only opportunity.
  private var data: Dataset {
    var data = Dataset.leads([
      SampleLead(created: .november(1), source: "Web", rep: "ann", kind: "inbound"),
      SampleLead(created: .november(10), source: "Fair", rep: "bob", kind: "outbound"),
    ])
    data.leads.opportunity = [0, -1]
    data.opportunities = OpportunityTable.sample(created: .november(2), lead: 0)
    data.vocabularies[.stage] = Vocabulary(names: ["Demo", "Proposal"])
    data.vocabularies[.account] = Vocabulary(names: ["Müller & Söhne"])
    data.opportunities.account = [1]
    data.opportunities.amount = [5_000_00]
    data.opportunities.visitStarts = [0, 2]
    data.visits.opportunity = [0, 0]
    data.visits.stage = [1, 2]
    data.visits.enteredAt = [.november(2), .november(12)]
    data.opportunityAttributes["tier"] = AttributeColumn(names: Vocabulary(names: ["Gold"]), codes: [1])
    return data
  }

  private func rows(_ clause: FilterClause, asOf: Instant = .noon) -> (leads: [Int32], opportunities: [Int32]) {
    let engine = Engine(dataset: data, profile: .sample())
    let selection = engine.selection(Query(asOf: asOf, filter: Filter(clauses: [clause])))
    return (selection.leads, selection.opportunities)
  }

  @Test("later rows are hidden")
  func laterRowsAreHidden() {
    let selection = Engine(dataset: data, profile: .sample()).selection(Query(asOf: .november(1, 12)))
    #expect(selection.leads == [0])
    #expect(selection.opportunities.isEmpty)
  }

  @Test("names are matched ignoring case")
  func namesAreMatchedIgnoringCase() {
    #expect(rows(.dimension(.source, ["web"])).leads == [0])
    #expect(rows(.dimension(.source, ["WEB", "fair"])).leads == [0, 1])
    #expect(rows(.dimension(.source, ["none such"])).leads.isEmpty)
  }

  @Test("leads are judged by their opportunity in what they do not have")
  func leadsAreJudgedByTheirOpportunityInWhatTheyDoNotHave() {
    #expect(rows(.dimension(.stage, ["Proposal"])).leads == [0])
    #expect(rows(.attribute("tier", ["gold"])).leads == [0])
    #expect(rows(.attribute("tier", ["silver"])).opportunities.isEmpty)
  }

  @Test("the stage is the one of that day")
  func theStageIsTheOneOfThatDay() {
    #expect(rows(.dimension(.stage, ["Demo"])).opportunities.isEmpty)
    #expect(rows(.dimension(.stage, ["Demo"]), asOf: .november(11)).opportunities == [0])
  }

  @Test("the kind of a lead finds its opportunity too")
  func theKindOfALeadFindsItsOpportunityToo() {
    #expect(rows(.dimension(.kind, ["inbound"])).opportunities == [0])
    #expect(rows(.dimension(.kind, ["outbound"])).opportunities.isEmpty)
  }

  @Test("amounts, ages and silences have bounds")
  func amountsAgesAndSilencesHaveBounds() {
    #expect(rows(.amount(.above, 4_999_99)).opportunities == [0])
    #expect(rows(.amount(.above, 5_000_00)).opportunities.isEmpty)
    #expect(rows(.ageDays(.above, 15)).leads == [0])
    #expect(rows(.ageDays(.equal, 18)).opportunities == [0])
    #expect(rows(.idleDays(.above, 18)).opportunities == [0])
    #expect(rows(.idleDays(.above, 19)).opportunities.isEmpty)
  }

  @Test("what only deals have judges a lead by the one that it became")
  func whatOnlyDealsHaveJudgesALeadByTheOneThatItBecame() {
    #expect(rows(.amount(.above, 4_999_99)).leads == [0])
    #expect(rows(.amount(.above, 5_000_00)).leads.isEmpty)
    #expect(rows(.idleDays(.above, 1)).leads == [0])
    #expect(rows(.status([.open])).leads == [0])
    #expect(rows(.status([.won])).leads.isEmpty)
  }

  @Test("none is a row without a name")
  func noneIsARowWithoutAName() {
    var data = data
    data.leads.rep[1] = 0
    let engine = Engine(dataset: data, profile: .sample())
    func rows(_ clause: FilterClause) -> Selection {
      engine.selection(Query(asOf: .noon, filter: Filter(clauses: [clause])))
    }
    #expect(rows(.dimension(.rep, ["None"])).leads == [1])
    #expect(rows(.dimension(.rep, ["none", "ann"])).leads == [0, 1])
    #expect(rows(.dimension(.rep, ["none"])).opportunities == [0])
    #expect(rows(.dimension(.kind, ["none"])).leads.isEmpty)
  }

  @Test("text is found in ids, names and accounts, ignoring case, never across two rows")
  func textIsFoundInIdsNamesAndAccountsIgnoringCaseNeverAcrossTwoRows() {
    #expect(rows(.text("müller")).opportunities == [0])
    #expect(rows(.text("lead 1")).leads == [1])
    #expect(rows(.text("0l")).leads.isEmpty)
    #expect(rows(.text("")).leads == [0, 1])
  }

  @Test("status is the one of that day")
  func statusIsTheOneOfThatDay() {
    #expect(rows(.status([.open])).opportunities == [0])
    #expect(rows(.status([.won, .lost])).opportunities.isEmpty)
  }
}

extension OpportunityTable {
  /// One open opportunity with nothing but a creation date and a lead.
  static func sample(created: Instant, lead: Int32) -> OpportunityTable {
    var table = OpportunityTable()
    table.ids.append("O1")
    table.names.append("")
    (table.createdAt, table.closedAt, table.outcome) = ([created], [.never], [.open])
    (table.amount, table.expectedCloseOn, table.nextStepAt) = ([Money.none], [.never], [.never])
    (table.currency, table.source, table.region, table.segment) = ([0], [0], [0], [0])
    (table.team, table.rep, table.manager, table.account) = ([0], [0], [0], [0])
    (table.pipeline, table.kind, table.country, table.stage, table.lostReason) = ([0], [0], [0], [0], [0])
    table.lead = [lead]
    (table.visitStarts, table.activityStarts) = ([0, 0], [0, 0])
    return table
  }
}
