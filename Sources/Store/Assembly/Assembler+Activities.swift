import Domain

extension Assembler {
  /// Activities of opportunities by time, then those of leads only; then the first responses that follow from them.
  mutating func addActivities() {
    let table = raw.activities
    let opportunities = resolve(
      table.texts("opportunity_id"), opportunityIndex, deleted: raw.opportunities.deleted)
    let leads = resolve(table.texts("lead_id"), leadIndex, deleted: raw.leads.deleted)
    let occurred = table.instants("occurred_at", missing: .unknown)
    let traits = activityTraits(table)
    let order = activityOrder(opportunities, leads, occurred)
    dataset.activities.ids = Self.gather(table.texts("activity_id"), order)
    dataset.activities.opportunity = Series(order.map { max(opportunities[Int($0)], -1) })
    dataset.activities.lead = Series(order.map { max(leads[Int($0)], -1) })
    dataset.activities.occurredAt = Series(order.map { occurred[Int($0)] })
    dataset.activities.traits = Series(order.map { traits[Int($0)] })
    let kinds = Self.codes(table.texts("kind"), in: &dataset.activityKinds)
    dataset.activities.kind = Series(order.map { kinds[Int($0)] })
    let reps = names.codes(table.texts("rep"), .rep, shown: people.directory.name)
    dataset.activities.rep = Series(order.map { reps[Int($0)] })
    noteAssumptions(table)
    addFirstResponses()
  }

  /// Those that belong to nothing are left out and counted.
  private mutating func activityOrder(_ opportunities: [Int32], _ leads: [Int32], _ occurred: [Instant]) -> [Int32] {
    let byTime = { (left: Int32, right: Int32) in occurred[Int(left)] < occurred[Int(right)] }
    var first = Grouping(owners: opportunities, count: dataset.opportunities.count)
    first.sort(by: byTime)
    dataset.opportunities.activityStarts = Series(first.starts)
    let rest = zip(opportunities, leads).map { $0 >= 0 ? -1 : $1 }
    var second = Grouping(owners: rest, count: dataset.leads.count)
    second.sort(by: byTime)
    let (ofOpportunity, ofLead) = (raw.activities.texts("opportunity_id"), raw.activities.texts("lead_id"))
    let orphans = opportunities.indices.count { row in
      let pointsNowhere = opportunities[row] == -2 || leads[row] == -2
      let points = !ofOpportunity.isEmpty(at: row) || !ofLead.isEmpty(at: row)
      return opportunities[row] < 0 && leads[row] < 0 && (pointsNowhere || !points)
    }
    if orphans > 0 { dataset.facts.orphans["activities"] = orphans }
    return first.order + second.order
  }

  private func activityTraits(_ table: RawTable) -> [ActivityTraits] {
    let (automatic, done, held) = (table.flags("automatic"), table.flags("done"), table.flags("held"))
    var (kindIndex, directionIndex, repIndex) = (ByteIndex(), ByteIndex(), ByteIndex())
    let kinds = kindIndex.intern(table.texts("kind"))
    let directions = directionIndex.intern(table.texts("direction"))
    let reps = repIndex.intern(table.texts("rep"))
    let (kindNames, directionNames) = (kindIndex.names, directionIndex.names)
    let machines = repIndex.names.map(people.isMachine)
    var known: [TraitKey: ActivityTraits] = [:]
    return (0..<table.count).map { row in
      let key = TraitKey(
        kind: kinds[row], direction: directions[row], automatic: automatic[row], done: done[row], held: held[row],
        byMachine: machines[Int(reps[row])])
      if let traits = known[key] { return traits }
      let traits = ActivityRules.traits(
        kind: kindNames[Int(key.kind)], direction: directionNames[Int(key.direction)], automatic: key.automatic,
        done: key.done, held: key.held, byMachine: key.byMachine)
      known[key] = traits
      return traits
    }
  }

  private mutating func noteAssumptions(_ table: RawTable) {
    guard table.count > 0 else { return }
    for (field, assumption) in [("direction", "outbound"), ("automatic", "human"), ("done", "done")]
    where table.columns[field] == nil {
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
    let recorded = raw.leads.instants("first_response_at", missing: .never)
    let isRecorded =
      raw.leads.columns["first_response_at"] == nil
      ? [Bool](repeating: false, count: recorded.count) : raw.leads.statesFirstResponse
    var answered = dataset.leads.firstResponseAt
    for (row, lead) in dataset.activities.lead.enumerated() where lead >= 0 && !isRecorded[Int(lead)] {
      let at = dataset.activities.occurredAt[row]
      guard at.isKnown, dataset.activities.traits[row].counts, at >= dataset.leads.createdAt[Int(lead)] else {
        continue
      }
      answered[Int(lead)] = min(answered[Int(lead)], at)
    }
    let derived = zip(answered, recorded).count { $0 != $1 }
    dataset.leads.firstResponseAt = Series(answered)
    if derived > 0 {
      dataset.facts.notes.append(
        derived == 1
          ? "leads: for 1 the first response is taken from its earliest human, outbound, done activity"
          : "leads: for \(derived) the first response is taken from their earliest human, outbound, done activity")
    }
  }

  private static func gather(_ texts: TextColumn, _ order: [Int32]) -> TextColumn {
    var gathered = TextColumn()
    gathered.reserve(strings: order.count, bytes: texts.bytes.count)
    texts.bytes.withUnsafeBufferPointer { bytes in
      for row in order { gathered.append(utf8: UnsafeBufferPointer(rebasing: bytes[texts.range(Int(row))])) }
    }
    return gathered
  }
}

/// What an activity's traits depend on.
private struct TraitKey: Hashable {
  var kind: Int32
  var direction: Int32
  var automatic: Int8
  var done: Int8
  var held: Int8
  var byMachine: Bool
}
