import Domain

extension Assembler {
  /// Activities of opportunities by time, then those of leads only; then the first responses that follow from them.
  mutating func addActivities(_ table: consuming RawTable, _ keeper: inout some ColumnKeeper) {
    let traits = activityTraits(table)
    let kinds = Self.codes(table.names("kind"), in: &dataset.activityKinds)
    let reps = names.codes(table.names("rep"), .rep, shown: people.directory.name)
    for field in ["kind", "rep", "direction", "automatic", "done", "held"] { table.columns[field] = nil }
    noteAssumptions(table)
    let order = activityOrder(table)
    dataset.activities.opportunity = table.rows("opportunity_id").gathered(order) { max($0, -1) }
    table.columns["opportunity_id"] = nil
    dataset.activities.lead = table.rows("lead_id").gathered(order) { max($0, -1) }
    table.columns["lead_id"] = nil
    dataset.activities.occurredAt = table.instants("occurred_at", missing: .unknown).gathered(order)
    table.columns["occurred_at"] = nil
    dataset.activities.traits = traits.gathered(order)
    addFirstResponses()
    addActivityDates()
    keeper.keep(&dataset.activities.opportunity)
    keeper.keep(&dataset.activities.lead)
    keeper.keep(&dataset.activities.occurredAt)
    keeper.keep(&dataset.activities.traits)
    dataset.activities.kind = kinds.gathered(order)
    keeper.keep(&dataset.activities.kind)
    dataset.activities.rep = reps.gathered(order)
    keeper.keep(&dataset.activities.rep)
    dataset.activities.ids = table.texts("activity_id").gathered(order)
    table.columns["activity_id"] = nil
    keeper.keep(&dataset.activities.ids)
  }

  /// Those that belong to nothing are left out and counted.
  private mutating func activityOrder(_ table: borrowing RawTable) -> Series<Int32> {
    let opportunities = table.rows("opportunity_id")
    let leads = table.rows("lead_id")
    let occurred = table.instants("occurred_at", missing: .unknown)
    let byTime = { (left: Int32, right: Int32) in occurred[Int(left)] < occurred[Int(right)] }
    var first = Grouping(owners: opportunities, count: dataset.opportunities.count)
    first.sort(by: byTime)
    dataset.opportunities.activityStarts = first.starts
    let orphans = opportunities.indices.count { row in
      let (opportunity, lead) = (opportunities[row], leads[row])
      return opportunity < 0 && lead < 0
        && (opportunity == Links.nowhere || lead == Links.nowhere
          || max(opportunity, lead) == min(opportunity, lead)
            && opportunity == Links.nothing)
    }
    if orphans > 0 { dataset.facts.orphans["activities"] = orphans }
    guard table.columns["lead_id"] != nil else { return first.order }
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

  private mutating func noteAssumptions(_ table: borrowing RawTable) {
    guard table.count > 0 else { return }
    for (field, assumption) in [("direction", "outbound"), ("automatic", "human"), ("done", "done")]
    where !context.presentFields.contains("activities.\(field)") {
      let isKnownByUser = field == "automatic" && people.isMachine.contains(true)
      dataset.facts.notes.append(
        isKnownByUser
          ? "activities: no automatic column, all count as human but those of automatic users"
          : "activities: no \(field) column, all count as \(assumption)")
    }
  }

  /// Where no source of a lead records first responses: its earliest activity that counts, not before its creation.
  /// A column without a single value records nothing.
  private mutating func addFirstResponses() {
    let states = leads.columns["first_response_at"] == nil ? [] : leads.states
    var answered = dataset.leads.firstResponseAt
    for (row, lead) in dataset.activities.lead.enumerated()
    where lead >= 0 && (states.isEmpty || !states[Int(lead)]) {
      let at = dataset.activities.occurredAt[row]
      guard at.isKnown, dataset.activities.traits[row].counts, at >= dataset.leads.createdAt[Int(lead)],
        at < answered[Int(lead)]
      else { continue }
      answered[Int(lead)] = at
    }
    let derived = zip(answered, dataset.leads.firstResponseAt).count { $0 != $1 }
    guard derived > 0 else { return }
    dataset.leads.firstResponseAt = answered
    hasDerivedResponses = true
    dataset.facts.notes.append(
      derived == 1
        ? "leads: for 1 the first response is taken from its earliest human, outbound, done activity"
        : "leads: for \(derived) the first response is taken from their earliest human, outbound, done activity")
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
