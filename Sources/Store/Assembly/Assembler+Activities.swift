import Domain

extension Assembler {
  /// Activities of opportunities by time, then those of leads only; and the first responses that follow from them.
  /// All that is asked of them is asked of the rows as read, so that no column need stay once it is in order.
  mutating func addActivities(_ table: consuming RawTable, _ keeper: inout some ColumnKeeper) {
    let traits = activityTraits(table)
    var rows = ActivityRows(table, traits: traits)
    addFirstResponses(rows)
    hasActivitiesOfLeads = rows.lead?.contains { $0 >= 0 } ?? false
    let order = activityOrder(rows)
    noteLooseActivities(table, rows)
    for field in ["opportunity_id", "lead_id", "occurred_at", "direction", "automatic", "done", "held"] {
      table.columns[field] = nil
    }
    dataset.activities.traits = rows.traits.gathered(order)
    keeper.keep(&dataset.activities.traits)
    dataset.activities.opportunity = rows.opportunity.gathered(order) { max($0, -1) }
    keeper.keep(&dataset.activities.opportunity)
    dataset.activities.lead =
      rows.lead?.gathered(order) { max($0, -1) } ?? Series(repeating: -1, count: order.count)
    keeper.keep(&dataset.activities.lead)
    (rows.lead, rows.opportunity) = (nil, [])
    dataset.activities.occurredAt = rows.occurredAt.gathered(order)
    rows.occurredAt = []
    keeper.keep(&dataset.activities.occurredAt)
    addNames(of: table, order, &keeper)
  }

  private mutating func addNames(
    of table: consuming RawTable, _ order: Series<Int32>, _ keeper: inout some ColumnKeeper
  ) {
    dataset.activities.kind = Self.codes(table.names("kind"), in: &dataset.activityKinds).gathered(order)
    table.columns["kind"] = nil
    keeper.keep(&dataset.activities.kind)
    let reps = names.codes(table.names("rep"), .rep, shown: people.directory.name)
    table.columns["rep"] = nil
    dataset.activities.rep = reps.gathered(order)
    keeper.keep(&dataset.activities.rep)
    dataset.activities.ids = table.texts("activity_id").gathered(order)
    table.columns["activity_id"] = nil
    keeper.keep(&dataset.activities.ids)
  }

  /// Those that belong to nothing are left out.
  private mutating func activityOrder(_ rows: ActivityRows) -> Series<Int32> {
    let (opportunities, occurred) = (rows.opportunity, rows.occurredAt)
    let byTime = { (left: Int32, right: Int32) in occurred[Int(left)] < occurred[Int(right)] }
    var first = Grouping(owners: opportunities, count: dataset.opportunities.count)
    first.sort(by: byTime)
    dataset.opportunities.activityStarts = first.starts
    guard let leads = rows.lead else { return first.order }
    let rest = Series<Int32>(count: opportunities.count) { target in
      for row in opportunities.indices {
        target.initializeElement(at: row, to: opportunities[row] >= 0 ? -1 : leads[row])
      }
    }
    var second = Grouping(owners: rest, count: dataset.leads.count)
    second.sort(by: byTime)
    var order = first.order
    order.append(contentsOf: second.order)
    return order
  }

  /// Those that belong to nothing count once, by the first of their pointers that leads nowhere.
  private mutating func noteLooseActivities(_ table: borrowing RawTable, _ rows: ActivityRows) {
    func isOrphan(_ row: Int) -> Bool {
      let (opportunity, lead) = (rows.opportunity[row], rows.lead(of: row))
      return opportunity < 0 && lead < 0 && (opportunity == Links.nowhere || lead == Links.nowhere)
    }
    var toOpportunity = table.loose["opportunity_id"] ?? LoosePointers()
    toOpportunity.count { isOrphan($0) }
    var toLead = table.loose["lead_id"] ?? LoosePointers()
    toLead.count { isOrphan($0) && rows.opportunity[$0] == Links.nothing }
    looseEnds[.activityToOpportunity] = toOpportunity
    looseEnds[.activityToLead] = toLead
    looseEnds[.activityToNothing] = table.loose[LooseEnds.withoutPointer] ?? LoosePointers()
  }

  /// Where no source of a lead records first responses: its earliest activity that counts, not before its creation.
  /// A column without a single value records nothing.
  private mutating func addFirstResponses(_ rows: ActivityRows) {
    guard let ofLeads = rows.lead else { return }
    let states = leads.columns["first_response_at"] == nil ? [] : leads.states
    var answered = dataset.leads.firstResponseAt
    for (row, lead) in ofLeads.enumerated() where lead >= 0 && (states.isEmpty || !states[Int(lead)]) {
      let at = rows.occurredAt[row]
      guard at.isKnown, rows.traits[row].counts, at >= dataset.leads.createdAt[Int(lead)], at < answered[Int(lead)]
      else { continue }
      answered[Int(lead)] = at
    }
    for (row, at) in answered.enumerated() where at != dataset.leads.firstResponseAt[row] {
      dataset.leads.assumptions[row].insert(.answeredByActivity)
    }
    dataset.leads.firstResponseAt = answered
  }

  private func activityTraits(_ table: borrowing RawTable) -> Series<ActivityTraits> {
    let (kinds, directions, reps) = (table.names("kind"), table.names("direction"), table.names("rep"))
    let (automatic, done, held) = (table.flags("automatic"), table.flags("done"), table.flags("held"))
    let machines = reps.distinct.map(people.isMachine)
    var known = KnownTraits(kinds: kinds.distinct, directions: directions.distinct)
    return Series(count: table.count) { target in
      for row in 0..<table.count {
        let traits = known.traits(
          kind: kinds.codes[row], direction: directions.codes[row], automatic: automatic[row], done: done[row],
          held: held[row], byMachine: machines[Int(reps.codes[row])])
        target.initializeElement(at: row, to: traits)
      }
    }
  }
}

/// What is asked of activities, as read: those that belong to nothing are among them.
struct ActivityRows {
  /// Rows as ``Links`` gives them.
  var opportunity: Series<Int32>
  /// The same; nil if no activity points to a lead.
  var lead: Series<Int32>?
  var occurredAt: Series<Instant>
  let traits: Series<ActivityTraits>

  init(_ table: borrowing RawTable, traits: Series<ActivityTraits>) {
    opportunity = table.rows("opportunity_id")
    lead = table.columns["lead_id"] == nil ? nil : table.rows("lead_id")
    occurredAt = table.instants("occurred_at", missing: .unknown)
    self.traits = traits
  }

  func lead(of row: Int) -> Int32 { lead?[row] ?? Links.nothing }

  /// True if it belongs to an opportunity or a lead.
  func isKept(_ row: Int) -> Bool { opportunity[row] >= 0 || lead(of: row) >= 0 }
}

/// The traits of activities by what they depend on, each made once.
private struct KnownTraits {
  private let kinds: [String]
  private let directions: [String]
  /// By kind and direction, 54 each; all bits set where not made yet.
  private var known: [UInt8]

  init(kinds: [String], directions: [String]) {
    self.kinds = kinds
    self.directions = directions
    let (count, overflow) = kinds.count.multipliedReportingOverflow(by: directions.count)
    known = [UInt8](repeating: .max, count: overflow || count > 1 << 20 ? 0 : count * Self.flags)
  }

  /// Three values each of automatic, done and held, two of a machine's doing.
  private static let flags = 54

  @inline(__always)
  mutating func traits(
    kind: Int32, direction: Int32, automatic: Int8, done: Int8, held: Int8, byMachine: Bool
  ) -> ActivityTraits {
    func three(_ flag: Int8) -> Int { flag == 1 ? 1 : flag == 0 ? 0 : 2 }
    let flags = ((three(automatic) * 3 + three(done)) * 3 + three(held)) * 2 + (byMachine ? 1 : 0)
    let place = (Int(kind) * directions.count + Int(direction)) * Self.flags + flags
    if place < known.count, known[place] != .max { return ActivityTraits(rawValue: known[place]) }
    let traits = ActivityRules.traits(
      kind: kinds[Int(kind)], direction: directions[Int(direction)], automatic: automatic, done: done, held: held,
      byMachine: byMachine)
    if place < known.count { known[place] = traits.rawValue }
    return traits
  }
}
