import Domain

/// The last stage of an opportunity's history.
struct LastVisit {
  var stage: Code
  var at: Instant
}

extension Assembler {
  /// Adds the stage entries in order; returns the last one of each opportunity, nil without history.
  mutating func addVisits() -> [LastVisit?] {
    let table = raw.visits
    let owners = resolve(table.texts("opportunity_id"), opportunityIndex, deleted: raw.opportunities.deleted)
    countOrphans(owners, "stage_history")
    let entered = table.instants("entered_at", missing: .unknown)
    let stages = names.codes(table.texts("stage"), .stage)
    let changedBy = names.codes(table.texts("changed_by"), .rep, shown: people.directory.name)
    var grouping = Grouping(owners: owners, count: dataset.opportunities.count)
    grouping.sort(by: VisitOrder(owners: owners, sequence: table.numbers("seq"), entered: entered).precedes)
    dataset.opportunities.visitStarts = Series(grouping.starts)
    dataset.visits.opportunity = Series(grouping.gather(owners))
    dataset.visits.stage = Series(grouping.gather(stages))
    dataset.visits.enteredAt = Series(grouping.gather(entered))
    dataset.visits.changedBy = Series(grouping.gather(changedBy))
    return (0..<dataset.opportunities.count).map { row in
      let visits = dataset.opportunities.visits(of: row)
      return visits.last.map { LastVisit(stage: dataset.visits.stage[$0], at: dataset.visits.enteredAt[$0]) }
    }
  }

  mutating func countOrphans(_ rows: [Int32], _ table: String) {
    let count = rows.count { $0 == -2 }
    if count > 0 { dataset.facts.orphans[table] = count }
  }
}

/// Within an opportunity by sequence number where all its entries have one, else by time, an entry without a time
/// staying behind the one that stands before it.
private struct VisitOrder {
  private let sequence: [Double]
  private let time: [Int64]

  init(owners: [Int32], sequence: [Double], entered: [Instant]) {
    var lacksSequence: Set<Int32> = []
    for (row, owner) in owners.enumerated() where sequence[row].isNaN { lacksSequence.insert(owner) }
    self.sequence = sequence.enumerated().map { lacksSequence.contains(owners[$0]) ? 0 : $1 }
    guard !lacksSequence.isEmpty else {
      time = []
      return
    }
    var latest: [Int32: Int64] = [:]
    time = entered.enumerated().map { row, instant in
      guard instant.isKnown else { return latest[owners[row]] ?? instant.seconds }
      latest[owners[row]] = instant.seconds
      return instant.seconds
    }
  }

  func precedes(_ left: Int32, _ right: Int32) -> Bool {
    let (first, second) = (sequence[Int(left)], sequence[Int(right)])
    if first != second || time.isEmpty { return first < second }
    return time[Int(left)] < time[Int(right)]
  }
}
