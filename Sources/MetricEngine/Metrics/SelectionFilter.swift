import Domain

/// The rows of both tables that pass some clauses; nil where all of a table do.
struct FilteredRows {
  private(set) var leads: RowSet?
  private(set) var opportunities: RowSet?

  /// Rows that pass every clause of a filter.
  init(_ filter: Filter, engine: Engine, asOf: Instant) {
    let rows = ClauseRows(engine: engine, asOf: asOf)
    for clause in filter.clauses {
      let (leads, opportunities) = rows.rows(clause)
      Self.narrow(&self.leads, to: leads)
      Self.narrow(&self.opportunities, to: opportunities)
    }
  }

  private static func narrow(_ rows: inout RowSet?, to other: RowSet?) {
    guard let other else { return }
    if rows == nil { rows = other } else { rows?.formIntersection(other) }
  }
}

/// Finds the rows of single clauses, a column at a time. Nil means that all rows of that table pass.
private struct ClauseRows {
  typealias Rows = (leads: RowSet?, opportunities: RowSet?)
  let engine: Engine
  let asOf: Instant
  private var leads: LeadTable { engine.dataset.leads }
  private var opportunities: OpportunityTable { engine.dataset.opportunities }

  init(engine: Engine, asOf: Instant) {
    self.engine = engine
    self.asOf = asOf
  }

  func rows(_ clause: FilterClause) -> Rows {
    switch clause {
    case .dimension(let dimension, let names): return dimensionRows(dimension, names)
    case .attribute(let name, let values): return attributeRows(name, values)
    case .amount(let bound, let limit):
      return dealRows(RowSet(opportunities.amount) { $0 != Money.none && bound.holds($0, limit) })
    case .idleDays(let bound, let limit): return dealRows(idleRows(bound, limit))
    case .ageDays(let bound, let limit):
      return (
        RowSet(leads.createdAt, passing: aged(bound, limit)),
        RowSet(opportunities.createdAt, passing: aged(bound, limit))
      )
    case .date(let field, let range): return dateRows(field, DateBounds(range, engine: engine, asOf: asOf))
    case .around(let field, let stretch):
      return dateRows(field, DateBounds(engine.days(of: stretch, asOf: asOf), engine: engine, asOf: asOf))
    case .touches(let bound, let limit):
      let pass = ActivityPass(engine, Query(asOf: asOf))
      return dealRows(RowSet(size: opportunities.count) { bound.holds(pass.count(of: $0), limit) })
    case .waited(let bound, let limit): return waitRows { seconds, _ in bound.holds(seconds, Int64(limit)) }
    case .late(let bound, let limit): return waitRows { seconds, most in bound.holds(seconds - most, Int64(limit)) }
    case .text(let text): return textRows(text)
    case .status(let outcomes):
      let wanted = Set(outcomes)
      let table = opportunities
      return dealRows(RowSet(size: table.count) { wanted.contains(table.standing($0, asOf: asOf)) })
    }
  }

  /// What only opportunities have: a lead is judged by the one that it became.
  private func dealRows(_ passing: RowSet) -> Rows { (throughOpportunity(passing), passing) }

  /// A lead without such a field of its own is judged by the opportunity that it became; without one it fails.
  private func throughOpportunity(_ passing: RowSet) -> RowSet {
    RowSet(leads.opportunity) { $0 >= 0 && passing.contains($0) }
  }

  /// Leads by their wait in open seconds and the limit of it.
  private func waitRows(_ passes: (_ seconds: Int64, _ limit: Int64) -> Bool) -> Rows {
    guard engine.dataset.facts.leadPrecision == .second else {
      return (RowSet(size: leads.count, all: false), RowSet(size: opportunities.count, all: false))
    }
    let (clock, limits) = (LeadClock(engine, asOf: asOf), ResponseLimits(engine))
    let own = RowSet(size: leads.count) { row in
      guard case .success(let wait) = clock.read(row) else { return false }
      return passes(wait.times.business, limits.seconds(lead: row))
    }
    return (own, RowSet(opportunities.lead) { $0 >= 0 && own.contains($0) })
  }

  // MARK: - Names

  private func dimensionRows(_ dimension: Dimension, _ names: [String]) -> Rows {
    let wanted = Self.mask(engine.dataset.vocabulary(dimension), names)
    let dealCodes = dealCodes(dimension)
    guard let column = leads.codes(dimension) else { return dealRows(RowSet(dealCodes, in: wanted)) }
    let (own, deals) = TwoCores.both({ RowSet(column, in: wanted) }, { RowSet(dealCodes, in: wanted) })
    // Leads and opportunities are of different kinds: each is found by its own and by that of its counterpart.
    guard dimension == .kind else { return (own, deals) }
    let named = [false] + wanted.dropFirst()
    let viaOpportunity = throughOpportunity(RowSet(dealCodes, in: named))
    let viaLead = RowSet(opportunities.lead) { $0 >= 0 && named[Int(column[Int($0)])] }
    return (own.union(viaOpportunity), deals.union(viaLead))
  }

  /// The codes of a dimension; the stage is that of the day.
  private func dealCodes(_ dimension: Dimension) -> Series<Code> {
    dimension == .stage ? engine.currentStages : opportunities.codes(dimension)
  }

  private func attributeRows(_ name: String, _ values: [String]) -> Rows {
    func rows(_ column: AttributeColumn?, size: Int) -> RowSet? {
      column.map { column in
        let wanted = Self.mask(column.names, values)
        return RowSet(size: size) { $0 < column.codes.count && wanted[Int(column.codes[$0])] }
      }
    }
    let deals =
      rows(engine.dataset.opportunityAttributes[name], size: opportunities.count)
      ?? RowSet(size: opportunities.count, all: false)
    return (rows(engine.dataset.leadAttributes[name], size: leads.count) ?? throughOpportunity(deals), deals)
  }

  /// Which codes have one of these names, in the sense of ``NameMatch``; `none` is the empty name too.
  private static func mask(_ vocabulary: Vocabulary, _ names: [String]) -> [Bool] {
    var wanted = NameMatch.mask(vocabulary.names, typed: names)
    wanted[0] = names.contains { $0.isEmpty || $0.lowercased() == "none" }
    return wanted
  }

  // MARK: - Numbers and dates

  /// Only open opportunities can be idle.
  private func idleRows(_ bound: Bound, _ limit: Int) -> RowSet {
    let (table, passes) = (opportunities, aged(bound, limit))
    return RowSet(size: table.count) { row in
      table.closedAt[row] > asOf && passes(engine.lastTouch(ofOpportunity: row, asOf: asOf))
    }
  }

  /// Whether an instant lies so many days back.
  private func aged(_ bound: Bound, _ limit: Int) -> (Instant) -> Bool {
    { [asOf] instant in
      guard instant.isKnown else { return false }
      let elapsed = Double(asOf.since(instant)) / Double(Instant.day)
      return bound == .equal ? elapsed.rounded(.down) == Double(limit) : bound.holds(elapsed, Double(limit))
    }
  }

  private func dateRows(_ field: DateField, _ bounds: DateBounds) -> Rows {
    switch field {
    case .created:
      return (
        RowSet(leads.createdAt, passing: bounds.contains), RowSet(opportunities.createdAt, passing: bounds.contains)
      )
    case .qualified:
      let own = RowSet(leads.qualifiedAt, passing: bounds.contains)
      return (own, RowSet(opportunities.lead) { $0 >= 0 && own.contains($0) })
    case .closed: return dealRows(RowSet(opportunities.closedAt, passing: bounds.contains))
    case .expected: return dealRows(RowSet(opportunities.expectedCloseOn, passing: bounds.containsPlanned))
    }
  }

  // MARK: - Text

  /// Every text that lists show: name, id, account, rep, team, source, stage.
  private func textRows(_ text: String) -> Rows {
    let search = TextSearch(text)
    let (leads, opportunities) = (leads, opportunities)
    return TwoCores.both(
      {
        let named = Self.shown.compactMap { dimension in
          leads.codes(dimension).map { ($0, names(search, dimension)) }
        }
        return found(search, [leads.names, leads.ids], named, size: leads.count)
      },
      {
        let named = (Self.shown + [.stage]).map { (dealCodes($0), names(search, $0)) }
        return found(search, [opportunities.names, opportunities.ids], named, size: opportunities.count)
      })
  }

  /// Dimensions whose names lists show, but for the stage, which depends on the instant.
  private static let shown: [Dimension] = [.account, .rep, .team, .source]

  private func names(_ search: TextSearch, _ dimension: Dimension) -> [Bool] {
    engine.dataset.vocabulary(dimension).names.map { search.matches($0) }
  }

  private func found(
    _ search: TextSearch, _ texts: [TextColumn], _ named: [(Series<Code>, [Bool])], size: Int
  ) -> RowSet {
    var found = texts.map { search.rows(of: $0, size: size) }.reduce(RowSet(size: size, all: false)) { $0.union($1) }
    for (codes, wanted) in named where wanted.contains(true) { found = found.union(RowSet(codes, in: wanted)) }
    return found
  }
}

extension Bound {
  fileprivate func holds<Number: Comparable>(_ value: Number, _ limit: Number) -> Bool {
    switch self {
    case .above: value > limit
    case .below: value < limit
    case .equal: value == limit
    }
  }
}
