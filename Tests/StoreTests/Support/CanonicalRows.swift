import Domain

/// All that a data set says, by identifiers and names: equal for data sets that differ in codes and in the places of
/// rows created at once only.
enum CanonicalRows {
  static func lines(_ dataset: Dataset) -> [String] {
    let rows = Rows(dataset: dataset)
    return
      (dataset.leads.createdAt.indices.map(rows.lead) + dataset.opportunities.createdAt.indices.map(rows.opportunity))
      .sorted() + dataset.targets.map { "target \($0)" }.sorted() + facts(dataset.facts)
  }

  private static func facts(_ facts: DatasetFacts) -> [String] {
    [
      "present \(facts.presentFields.sorted())", "given \(facts.givenFields.sorted())",
      "rows \(sorted(facts.rowsRead))", "empty \(facts.emptyTables.sorted())",
      "precision \(facts.leadPrecision) \(facts.opportunityPrecision) \(facts.activityPrecision)",
      "events \(facts.oldestEvent.seconds) \(facts.newestEvent.seconds)", "orphans \(sorted(facts.orphans))",
      "undated \(facts.opportunitiesWithoutCreation)", "notes \(facts.notes)",
      "offsets \(facts.ownOffset ?? -1) \(facts.offsets.sorted { $0.key < $1.key })",
    ]
  }

  private static func sorted(_ counts: [String: Int]) -> [String] { counts.map { "\($0): \($1)" }.sorted() }
}

private struct Rows {
  let dataset: Dataset

  func lead(_ row: Int) -> String {
    let table = dataset.leads
    let instants = [table.createdAt, table.assignedAt, table.firstResponseAt, table.qualifiedAt, table.disqualifiedAt]
    let codes: [(Dimension, Series<Code>)] = [
      (.source, table.source), (.region, table.region), (.segment, table.segment), (.team, table.team),
      (.rep, table.rep), (.manager, table.manager), (.kind, table.kind),
    ]
    return "lead \(table.ids[row]) \(table.names[row]) \(instants.map { $0[row].seconds }) \(names(codes, row)) "
      + "-> \(opportunity(id: table.opportunity[row])) \(table.assumptions[row].rawValue) "
      + "\(attributes(dataset.leadAttributes, row)) \(activities(dataset.activitiesOfLeadsOnly(row..<row + 1))) "
      + "\(changes(dataset.leadChanges, row))"
  }

  func opportunity(_ row: Int) -> String {
    let table = dataset.opportunities
    let instants = [table.createdAt, table.closedAt, table.expectedCloseOn, table.nextStepAt]
    let codes: [(Dimension, Series<Code>)] = [
      (.currency, table.currency), (.source, table.source), (.region, table.region), (.segment, table.segment),
      (.team, table.team), (.rep, table.rep), (.manager, table.manager), (.account, table.account),
      (.pipeline, table.pipeline), (.kind, table.kind), (.country, table.country), (.stage, table.stage),
    ]
    return "opportunity \(table.ids[row]) \(table.names[row]) \(table.outcome[row]) \(table.amount[row]) "
      + "\(instants.map { $0[row].seconds }) \(names(codes, row)) \(dataset.lostReasons[table.lostReason[row]]) "
      + "<- \(lead(id: table.lead[row])) \(table.assumptions[row].rawValue) "
      + "\(attributes(dataset.opportunityAttributes, row)) \(visits(row)) \(activities(table.activities(of: row))) "
      + "\(changes(dataset.changes, row))"
  }

  private func names(_ columns: [(Dimension, Series<Code>)], _ row: Int) -> [String] {
    columns.map { dataset.vocabulary($0)[$1[row]] }
  }

  private func lead(id row: Int32) -> String { row < 0 ? "-" : dataset.leads.ids[Int(row)] }

  private func opportunity(id row: Int32) -> String { row < 0 ? "-" : dataset.opportunities.ids[Int(row)] }

  private func attributes(_ columns: [String: AttributeColumn], _ row: Int) -> [String] {
    columns.map { "\($0)=\($1.names[$1.codes[row]])" }.filter { !$0.hasSuffix("=") }.sorted()
  }

  private func visits(_ row: Int) -> [String] {
    dataset.opportunities.visits(of: row).map { visit in
      let (visits, reps) = (dataset.visits, dataset.vocabulary(.rep))
      return "\(dataset.vocabulary(.stage)[visits.stage[visit]]) \(visits.enteredAt[visit].seconds) "
        + "\(reps[visits.changedBy[visit]]) \(opportunity(id: visits.opportunity[visit]))"
    }
  }

  private func activities(_ range: Range<Int>) -> [String] {
    let table = dataset.activities
    return range.map { row in
      "\(table.ids[row]) \(opportunity(id: table.opportunity[row])) \(lead(id: table.lead[row])) "
        + "\(table.occurredAt[row].seconds) \(dataset.activityKinds[table.kind[row]]) "
        + "\(dataset.vocabulary(.rep)[table.rep[row]]) \(table.traits[row].rawValue)"
    }
  }

  private func changes(_ table: ChangeTable, _ row: Int) -> [String] {
    table.rows(of: row).map { change in
      let values = [table.old[change], table.new[change]].map { value(table.field[change], $0) }
      return "\(table.field[change]) \(table.at[change].seconds) \(values)"
    }
  }

  private func value(_ field: ChangedField, _ value: Int64) -> String {
    field.dimension.map { dataset.vocabulary($0)[Code(value)] } ?? "\(value)"
  }
}
