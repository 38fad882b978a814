import Domain

extension Engine {
  /// What became different after `from`, up to `to`, within a filter as it holds at `to`.
  ///
  /// Dates, amounts and stages are compared as they stood at the two ends: what moved and moved back has not changed.
  /// With `from` not before `to` nothing has.
  public func changes(from: Instant, to: Instant, filter: Filter = Filter()) -> Changes {
    let engine = standing(at: to)
    return engine.selection(Query(asOf: to, filter: filter)).parts.changes.get(from) {
      let history = FieldHistory(engine.dataset, in: TimeWindow(after: from, through: to))
      return engine.changesHere(from: from, to: to, filter, history)
    }
  }

  /// The same of an engine that knows nothing later than `to`.
  func changesHere(from: Instant, to: Instant, _ filter: Filter, _ history: FieldHistory?) -> Changes {
    var changes = Changes(from: from, to: to)
    guard from < to else { return changes }
    let finder = ChangesFinder(self, TimeWindow(after: from, through: to), filter)
    finder.fillEnds(&changes)
    finder.fillLeads(&changes)
    if missingForProcess.isEmpty { finder.fillMoves(&changes) }
    if missingForActivities.isEmpty { changes.goneQuiet = finder.goneQuiet() }
    if let history { finder.fillFields(&changes, history) }
    return changes
  }
}

/// Looks for the changes of one stretch of time.
private struct ChangesFinder {
  private let engine: Engine
  private let table: OpportunityTable
  private let window: TimeWindow
  private let selection: Selection
  private let facts: ActivityFacts
  private let zones: ChangeZones
  private var rows: RowSet { selection.opportunitySet }

  init(_ engine: Engine, _ window: TimeWindow, _ filter: Filter) {
    self.engine = engine
    self.window = window
    table = engine.dataset.opportunities
    selection = engine.selection(Query(asOf: window.through, filter: filter))
    facts = engine.activityFacts
    zones = engine.prepared.zones.get { ChangeZones(engine.dataset) }
  }

  // MARK: - Beginnings and ends

  func fillEnds(_ changes: inout Changes) {
    var (won, lost, new): ([Int32], [Int32], [Int32]) = ([], [], [])
    zones.closed.forEach(table.closedAt, in: window, rows) { row in
      let number = Int32(truncatingIfNeeded: row)
      if table.outcome[row] == .won { won.append(number) } else { lost.append(number) }
    }
    zones.created.forEach(table.createdAt, in: window, rows) { new.append(Int32(truncatingIfNeeded: $0)) }
    changes.won = dated(won, table.closedAt)
    changes.lost = dated(lost, table.closedAt)
    changes.new = dated(new, table.createdAt)
  }

  private func dated(_ rows: [Int32], _ column: Series<Instant>) -> ChangeGroup {
    let order = RowOrder.descending(rows.map { table.amount[Int($0)] })
    return ChangeGroup(
      money: engine.money(rows),
      rows: order.map { ChangeRow(row: rows[Int($0)], new: .date(column[Int(rows[Int($0)])])) })
  }

  func fillLeads(_ changes: inout Changes) {
    let leads = engine.dataset.leads
    func count(_ zones: TimeZones, _ column: Series<Instant>) -> Int {
      var count = 0
      zones.forEach(column, in: window, selection.leadSet) { _ in count += 1 }
      return count
    }
    let facts = engine.dataset.facts
    changes.leadsCreated = count(zones.leadCreated, leads.createdAt)
    if facts.gives("leads.first_response_at") {
      changes.leadsAnswered = count(zones.leadAnswered, leads.firstResponseAt)
    }
    if facts.gives("leads.qualified_at") { changes.leadsQualified = count(zones.leadQualified, leads.qualifiedAt) }
  }

  // MARK: - What is open

  /// Rows open at both ends, most money first.
  private func forEachOpen(_ body: (_ place: Int, _ row: Int) -> Void) {
    let open = facts.open
    for place in open.rows.indices
    where open.created[place] <= window.after.seconds && rows.contains(open.rows[place]) {
      body(place, Int(open.rows[place]))
    }
  }

  func fillMoves(_ changes: inout Changes) {
    let map = StageMap(process: engine.profile.process, vocabulary: engine.dataset.vocabulary(.stage))
    let (names, visits) = (engine.dataset.vocabulary(.stage), engine.dataset.visits)
    var (back, forward) = (ChangeGroup(), 0)
    forEachOpen { _, row in
      let path = table.visits(of: row)
      guard let last = path.last(where: { visits.enteredAt[$0].happened }), visits.enteredAt[last] > window.after,
        let before = path.last(where: { visits.enteredAt[$0] <= window.after })
      else { return }
      let (old, new) = (visits.stage[before], visits.stage[last])
      guard map[old] >= 0, map[new] >= 0 else { return }
      if map[new] > map[old] { forward += 1 }
      if map[new] < map[old] {
        let number = Int32(truncatingIfNeeded: row)
        back.rows.append(ChangeRow(row: number, old: .name(names[old]), new: .name(names[new])))
      }
    }
    back.money = engine.money(back.rows.map(\.row))
    changes.movedBack = back
    changes.movedForward = forward
  }

  /// Quiet at the end and not at the start; what was created in between may be among them.
  func goneQuiet() -> ChangeGroup {
    let (open, quietAfter) = (facts.open, IdleClock(engine.dataset.facts).quietAfter)
    var group = ChangeGroup()
    for place in open.rows.indices where rows.contains(open.rows[place]) {
      let last = Instant(open.last[place])
      let crossed = last.adding(quietAfter)
      guard last.isKnown, window.contains(crossed) else { continue }
      group.rows.append(ChangeRow(row: open.rows[place], old: .date(last), new: .date(crossed)))
    }
    group.money = engine.money(group.rows.map(\.row))
    return group
  }

  // MARK: - Recorded fields

  func fillFields(_ changes: inout Changes, _ history: FieldHistory) {
    if history.fields.contains(.expectedClose) {
      let moved = openAtBothEnds(history.differences(.expectedClose, in: window)).filter {
        Instant($0.old).isKnown && Instant($0.new).isKnown
      }
      changes.pushed = rescheduled(moved.filter { $0.new > $0.old })
      changes.pulledIn = rescheduled(moved.filter { $0.new < $0.old })
    }
    if history.fields.contains(.amount) {
      changes.amountChanged = revalued(openAtBothEnds(history.differences(.amount, in: window)))
    }
  }

  private func openAtBothEnds(_ entries: [FieldHistory.Entry]) -> [FieldHistory.Entry] {
    entries.filter { entry in
      let row = Int(entry.row)
      return rows.contains(row) && table.createdAt[row] <= window.after && !table.closedAt[row].happened
    }
  }

  private func rescheduled(_ entries: [FieldHistory.Entry]) -> ChangeGroup {
    let order = RowOrder.descending(entries.map { table.amount[Int($0.row)] })
    return ChangeGroup(
      money: engine.money(entries.map(\.row)),
      rows: order.map { place in
        let entry = entries[Int(place)]
        return ChangeRow(row: entry.row, old: .date(Instant(entry.old)), new: .date(Instant(entry.new)))
      })
  }

  /// Those that changed most first. An amount that was not there before, or is there no more, counts as nothing.
  private func revalued(_ entries: [FieldHistory.Entry]) -> ChangeGroup {
    var sum = engine.moneySum()
    let deltas = entries.map { entry in
      let (old, new) = (entry.old == Money.none ? 0 : entry.old, entry.new == Money.none ? 0 : entry.new)
      let (delta, overflow) = new.subtractingReportingOverflow(old)
      return overflow ? (new > old ? Int64.max : .min + 1) : delta
    }
    for (entry, delta) in zip(entries, deltas) { sum.add(delta, table.currency[Int(entry.row)]) }
    let names = engine.dataset.vocabulary(.currency)
    func value(_ hundredths: Int64, _ row: Int32) -> ChangeValue? {
      guard hundredths != Money.none else { return nil }
      return .amount(Money(hundredths: hundredths, currency: names[table.currency[Int(row)]]))
    }
    let order = RowOrder.descending(deltas.map { Int64(clamping: $0.magnitude) })
    return ChangeGroup(
      money: sum.total(names),
      rows: order.map { place in
        let entry = entries[Int(place)]
        return ChangeRow(row: entry.row, old: value(entry.old, entry.row), new: value(entry.new, entry.row))
      })
  }
}
