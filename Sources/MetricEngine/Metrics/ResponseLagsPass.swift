import Domain

extension ResponseQuestion {
  /// Where the leads of a stretch waited, in one clock; nil where no lead says when it was assigned.
  func lags(_ span: ResponseSpan, _ clock: ClockKind) -> ResponseLags? {
    guard let owners = facts.owners else { return nil }
    let (toOwner, toAnswer) = clock == .wall ? (owners.wall, facts.wall) : (owners.business, facts.business)
    var (owned, answered) = (WaitCollector(), WaitCollector())
    for place in span.places {
      let (marks, row, owner) = (facts.marks[place], facts.rows[place], toOwner[place])
      guard !marks.isDisjoint(with: .counted), set.contains(row), owner != OwnerFacts.unusable else { continue }
      let isAnswered = marks.contains(.answered)
      let wait = isAnswered ? Int64(toAnswer[place]) : age(row: row, clock)
      guard owner != OwnerFacts.notAssigned else {
        owned.add(wait, ended: false)
        continue
      }
      owned.add(Int64(owner), ended: true)
      if wait >= Int64(owner) { answered.add(wait - Int64(owner), ended: isAnswered) }
    }
    let (first, second) = (owned.waits, answered.waits)
    return ResponseLags(
      toOwner: ResponseCurve(first).estimate(0.5), toOwnerCount: first.count,
      toAnswer: ResponseCurve(second).estimate(0.5), toAnswerCount: second.count)
  }
}

/// Gathers waits in any order.
struct WaitCollector {
  private var ended: [UInt64] = []
  private var running: [UInt64] = []

  mutating func add(_ seconds: Int64, ended isEnded: Bool) {
    if isEnded { ended.append(CodedWaits.key(seconds, 0)) } else { running.append(CodedWaits.key(seconds, 0)) }
  }

  var waits: ResponseWaits {
    CodedWaits(ended: KeyedSort.ascending(ended), running: KeyedSort.ascending(running)).waits
  }
}
