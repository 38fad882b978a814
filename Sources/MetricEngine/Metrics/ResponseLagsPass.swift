import Domain

extension ResponseQuestion {
  /// Where the leads of a stretch waited, in one clock; nil where no lead says when it was assigned.
  func lags(_ span: ResponseSpan, _ clock: ClockKind) -> ResponseLags? {
    guard let owners = facts.owners else { return nil }
    let (toOwner, toAnswer) = clock == .wall ? (owners.wall, facts.wall) : (owners.business, facts.business)
    var (owned, answered) = (WaitCollector(), WaitCollector())
    forEach(span.places) { place, row in
      let (marks, owner) = (facts.marks[place], toOwner[place])
      guard !marks.isDisjoint(with: .counted), owner != OwnerFacts.unusable else { return }
      let isAnswered = marks.contains(.answered)
      let wait = isAnswered ? Int64(toAnswer[place]) : age(row: Int32(truncatingIfNeeded: row), clock)
      guard owner != OwnerFacts.notAssigned else {
        owned.add(wait, ended: false)
        return
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
  private var ended: [Int32] = []
  private var running: [Int32] = []

  mutating func add(_ seconds: Int64, ended isEnded: Bool) {
    let wait = Int32(clamping: max(0, seconds))
    if isEnded { ended.append(wait) } else { running.append(wait) }
  }

  var waits: ResponseWaits {
    var waits = Self.sorted(ended)
    waits.running = Self.sorted(running).ended
    return waits
  }

  private static func sorted(_ seconds: [Int32]) -> ResponseWaits {
    WaitBins.sorted(codes: 1, most: seconds.count) { filler in
      for wait in seconds { filler.add(wait, 0, if: 1) }
    }.whole
  }
}
