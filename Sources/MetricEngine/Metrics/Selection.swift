import Domain

/// Rows known at the query's instant that pass its filter.
struct Selection: Sendable, Equatable {
  let leadSet: RowSet
  let opportunitySet: RowSet
  /// What is the same for every period, made when it is first needed.
  let parts = SelectionParts()

  static func == (left: Selection, right: Selection) -> Bool {
    left.leadSet == right.leadSet && left.opportunitySet == right.opportunitySet
  }

  /// The leads in the order of their table.
  var leads: [Int32] { leadSet.rows }
  /// The opportunities in the order of their table.
  var opportunities: [Int32] { opportunitySet.rows }
}

extension Engine {
  /// Finds the rows of a query, which all of its figures need: before several ask for them at once and each looks.
  public func select(_ query: Query) { _ = standing(at: query.asOf).selection(query) }

  /// What a query speaks of. Rows created later are hidden; rows without a creation date are kept.
  func selection(_ query: Query) -> Selection {
    let kept = prepared.selections.withLock { list in
      list.last { $0.asOf == query.asOf && $0.filter == query.filter }
    }
    if let kept { return kept.selection }
    let made = madeSelection(query)
    prepared.selections.withLock { list in
      let new = KeptSelection(asOf: query.asOf, filter: query.filter, selection: made)
      list = list.suffix(KeptSelection.most - 1) + [new]
    }
    return made
  }

  private func madeSelection(_ query: Query) -> Selection {
    let passing = FilteredRows(query.filter, engine: standing(at: query.asOf), asOf: query.asOf)
    let known = known(asOf: query.asOf)
    return Selection(
      leadSet: passing.leads.map(known.leads.intersection) ?? known.leads,
      opportunitySet: passing.opportunities.map(known.opportunities.intersection) ?? known.opportunities)
  }

  /// A part of a table's rows as a selection of its own.
  func selection(leads: [Int32] = [], opportunities: [Int32] = []) -> Selection {
    Selection(
      leadSet: RowSet(size: dataset.leads.count, rows: leads),
      opportunitySet: RowSet(size: dataset.opportunities.count, rows: opportunities))
  }

  private func known(asOf: Instant) -> KnownRows {
    if let kept = prepared.known.withLock({ $0 }), kept.holds(at: asOf) { return kept }
    let made = KnownRows(dataset, asOf: asOf)
    prepared.known.withLock { $0 = made }
    return made
  }

  /// Where each opportunity stands: the last stage entered, else what the source states.
  var currentStages: Series<Code> {
    prepared.stages.get {
      let (table, visits) = (dataset.opportunities, dataset.visits)
      return Series(count: table.count) { stages in
        for row in 0..<table.count {
          let last = table.visits(of: row).last { visits.enteredAt[$0].happened }
          stages.initializeElement(at: row, to: last.map { visits.stage[$0] } ?? table.stage[row])
        }
      }
    }
  }

  /// Where an opportunity stood: the last stage entered by then, else what the source states; 0 if neither.
  func stage(ofOpportunity row: Int, asOf: Instant) -> Code {
    for visit in dataset.opportunities.visits(of: row).reversed() where dataset.visits.enteredAt[visit] <= asOf {
      return dataset.visits.stage[visit]
    }
    return dataset.opportunities.stage[row]
  }

  /// The last activity that counts from creation to `asOf`, else the creation; `unknown` if neither is dated.
  func lastTouch(ofOpportunity row: Int, asOf: Instant) -> Instant {
    let created = dataset.opportunities.createdAt[row]
    for activity in dataset.opportunities.activities(of: row).reversed() {
      let moment = dataset.activities.occurredAt[activity]
      if moment > asOf || !moment.isKnown { continue }
      if moment < created { break }
      if dataset.activities.traits[activity].counts { return moment }
    }
    return created
  }

  /// How an opportunity stood by then; what was closed without being won was lost.
  func status(opportunity row: Int, asOf: Instant) -> Outcome {
    if isOpen(opportunity: row, asOf: asOf) { return .open }
    return dataset.opportunities.outcome[row] == .won ? .won : .lost
  }

  /// True if an opportunity had not ended by then.
  func isOpen(opportunity row: Int, asOf: Instant) -> Bool { dataset.opportunities.closedAt[row] > asOf }
}
