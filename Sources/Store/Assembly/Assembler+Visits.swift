import Domain

/// The last stage of an opportunity's history.
struct LastVisit {
  var stage: Code
  var at: Instant
}

extension Assembler {
  /// Adds the stage entries in order; returns the last one of each opportunity, nil without history.
  mutating func addVisits(_ table: RawTable) -> [LastVisit?] {
    let owners = table.rows("opportunity_id")
    looseEnds[.visit] = table.loose["opportunity_id"] ?? LoosePointers()
    let entered = table.instants("entered_at", missing: .unknown)
    var grouping = Grouping(owners: owners, count: dataset.opportunities.count)
    grouping.sort(by: VisitOrder(owners: owners, sequence: table.numbers("seq"), entered: entered).precedes)
    dataset.opportunities.visitStarts = grouping.starts
    dataset.visits.opportunity = owners.gathered(grouping.order)
    dataset.visits.enteredAt = entered.gathered(grouping.order)
    dataset.visits.stage = names.codes(table.names("stage"), .stage).gathered(grouping.order)
    let changedBy = names.codes(table.names("changed_by"), .rep, shown: people.directory.name)
    dataset.visits.changedBy = changedBy.gathered(grouping.order)
    return (0..<dataset.opportunities.count).map { row in
      let visits = dataset.opportunities.visits(of: row)
      return visits.last.map { LastVisit(stage: dataset.visits.stage[$0], at: dataset.visits.enteredAt[$0]) }
    }
  }
}

/// Within an opportunity by sequence number where all its entries have one, else by time, an entry without a time
/// staying behind the one that stands before it.
private struct VisitOrder {
  private let sequence: Series<Double>
  private let time: [Int64]

  init(owners: Series<Int32>, sequence: Series<Double>, entered: Series<Instant>) {
    var lacksSequence: Set<Int32> = []
    for (row, owner) in owners.enumerated() where sequence[row].isNaN { lacksSequence.insert(owner) }
    guard !lacksSequence.isEmpty else {
      (self.sequence, time) = (sequence, [])
      return
    }
    self.sequence = Series(sequence.enumerated().map { lacksSequence.contains(owners[$0]) ? 0 : $1 })
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
