import Domain

extension Engine {
  /// The rows of a list in its own order, as of the query's instant and within its filter.
  public func rows(_ listing: Listing, _ query: Query) -> [Int32] {
    switch listing {
    case .leads(let rows): return known(rows, dataset.leads.createdAt, query)
    case .opportunities(let rows): return known(rows, dataset.opportunities.createdAt, query)
    case .waitingLeads, .lateLeads, .qualifiedLeads, .allLeads: return leadRows(listing, query)
    case .offProcess, .skipped, .inStage, .stuck: return processRows(listing, query)
    case .quiet, .underFloor, .gaveUp, .withoutNextStep: return activityRows(listing, query)
    case .old, .won, .allOpportunities: return closeRows(listing, query)
    case .changed(let kind, let since): return changedRows(kind, since: since, query).map(\.row)
    }
  }

  /// What changed in one way after an instant, as of the query's and within its filter, most money first.
  public func changedRows(_ kind: ChangeKind, since: Instant, _ query: Query) -> [ChangeRow] {
    changes(from: since, to: query.asOf, filter: query.filter)[kind]?.rows ?? []
  }

  /// Named rows that are there and known by then.
  private func known(_ rows: [Int32], _ createdAt: Series<Instant>, _ query: Query) -> [Int32] {
    rows.filter { createdAt.indices.contains(Int($0)) && createdAt[Int($0)] <= query.asOf }
  }

  // MARK: - Leads

  private func leadRows(_ listing: Listing, _ query: Query) -> [Int32] {
    if listing == .waitingLeads { return waitingLeads(query) }
    let rows = selection(query).leads
    let leads = dataset.leads
    switch listing {
    case .lateLeads: return lateLeads(rows, query)
    case .qualifiedLeads:
      return newestFirst(rows.filter { query.window.contains(leads.qualifiedAt[Int($0)]) }, leads.qualifiedAt)
    default: return newestFirst(rows, leads.createdAt)
    }
  }

  /// Leads that wait. Those that came lately go before older ones, else the most overdue first: who waits since last
  /// year is not what today is about.
  public func waitingLeads(_ query: Query) -> [Int32] {
    guard missingForResponse.isEmpty, dataset.facts.leadPrecision == .second else { return [] }
    // Leads answered later than asked for still waited then.
    let past = standing(at: query.asOf)
    let selection = past.selection(query)
    return selection.parts.response.recentFirst.get {
      let since = WaitingSummary.recent(asOf: query.asOf)
      let waiting = ResponseQuestion(past, query, selection).waitingSummary.rows
      func isRecent(_ row: Int32) -> Bool { since.contains(dataset.leads.createdAt[Int(row)]) }
      return waiting.filter(isRecent) + waiting.filter { !isRecent($0) }
    }
  }

  /// Who still waits, then who was answered too late, then whom nobody answered before it ended; slowest first in each.
  private func lateLeads(_ rows: [Int32], _ query: Query) -> [Int32] {
    guard missingForResponse.isEmpty, dataset.facts.leadPrecision == .second else { return [] }
    // Whether it belongs here says the definition of the figures, whose clock does not stop.
    let (judged, limits) = (ResponseClock(self, asOf: query.asOf), ResponseLimits(self))
    let clock = LeadClock(self, asOf: query.asOf)
    let late = rows.compactMap { row -> (row: Int32, standing: Int, seconds: Int64)? in
      guard query.window.contains(dataset.leads.createdAt[Int(row)]), case .success(let whole) = judged.read(Int(row)),
        whole.business > limits.seconds(lead: Int(row)), case .success(let wait) = clock.read(Int(row))
      else { return nil }
      return (row, wait.standing.rawValue, wait.times.business)
    }
    return late.sorted { ($0.standing, $1.seconds, $0.row) < ($1.standing, $0.seconds, $1.row) }.map(\.row)
  }

  // MARK: - Opportunities

  private func processRows(_ listing: Listing, _ query: Query) -> [Int32] {
    let rows = selection(query).opportunities
    switch listing {
    case .offProcess:
      let recent = ProcessCohorts.recentWindow(query)
      let created = dataset.opportunities.createdAt
      return mostMoneyFirst(paths(rows.filter { recent.contains(created[Int($0)]) }, query) { !$0.conforms })
    case .skipped(let stage):
      let wanted = StageMap.folded(stage)
      return mostMoneyFirst(paths(rows, query) { $0.skipped(wanted) })
    case .inStage(let stage): return inStage(stage, rows, query)
    default:
      let engine = standing(at: query.asOf)
      return StageLimits(engine, query, engine.selection(query)).stuck().map(\.row)
    }
  }

  /// Rows whose path satisfies a test.
  private func paths(_ rows: [Int32], _ query: Query, where test: (PathWalker) -> Bool) -> [Int32] {
    var walker = PathWalker(self, asOf: query.asOf)
    return rows.filter { walker.walk(Int($0)) && test(walker) }
  }

  /// Open opportunities in a stage, longest first; those without a history by what the source states.
  private func inStage(_ stage: String, _ rows: [Int32], _ query: Query) -> [Int32] {
    let wanted = StageMap.folded(stage)
    let codes = dataset.vocabulary(.stage).names.map { StageMap.folded($0) == wanted }
    let found = rows.filter {
      isOpen(opportunity: Int($0), asOf: query.asOf) && codes[Int(self.stage(ofOpportunity: Int($0), asOf: query.asOf))]
    }
    let days = found.map { (row: $0, days: stageDays(Int($0), asOf: query.asOf) ?? -1) }
    return days.sorted { ($1.days, $0.row) < ($0.days, $1.row) }.map(\.row)
  }

  private func activityRows(_ listing: Listing, _ query: Query) -> [Int32] {
    let engine = standing(at: query.asOf)
    guard engine.missingForActivities.isEmpty || listing == .withoutNextStep else { return [] }
    return engine.activityRowsHere(listing, query)
  }

  private func closeRows(_ listing: Listing, _ query: Query) -> [Int32] {
    let rows = selection(query).opportunities
    let table = dataset.opportunities
    switch listing {
    case .old:
      let past = standing(at: query.asOf)
      return Array(past.closeBasis(past.selection(query), asOf: query.asOf).reading.old)
    case .won:
      return newestFirst(rows.filter { table.standing(Int($0), asOf: query.asOf) == .won }, table.closedAt)
    default: return newestFirst(rows, table.createdAt)
    }
  }

  /// Latest first, undated last, ties in the order of the table.
  private func newestFirst(_ rows: [Int32], _ times: Series<Instant>) -> [Int32] {
    RowOrder.descending(rows.map { times[Int($0)].seconds }).map { rows[Int($0)] }
  }
}
