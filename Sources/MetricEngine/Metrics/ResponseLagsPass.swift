import Domain

extension ResponseQuestion {
  /// Where the leads of a stretch waited, in one clock; nil where no lead says when it was assigned.
  func lags(_ span: ResponseSpan, _ clock: ClockKind) -> ResponseLags? {
    guard facts.owners != nil else { return nil }
    var (owned, answered) = (WaitCollector(), WaitCollector())
    forEachLag(span, clock, owned: { owned.add($0, ended: $1) }, answered: { answered.add($0, ended: $1) })
    let (first, second) = (owned.waits, answered.waits)
    return ResponseLags(
      toOwner: ResponseCurve(first).estimate(0.5), toOwnerCount: first.count,
      toAnswer: ResponseCurve(second).estimate(0.5), toAnswerCount: second.count)
  }

  /// Tells of the leads of a stretch how long each waited for an owner and from then for an answer, and whether those
  /// waits have ended.
  func forEachLag(
    _ span: ResponseSpan, _ clock: ClockKind, owned: (Int64, Bool) -> Void, answered: (Int64, Bool) -> Void
  ) {
    let toOwner = clock == .wall ? facts.owners?.wall : facts.owners?.business
    let toAnswer = clock == .wall ? facts.wall : facts.business
    forEach(span.places) { place, row in
      let (marks, owner) = (facts.marks[place], toOwner?[place] ?? OwnerFacts.notAssigned)
      guard !marks.isDisjoint(with: .counted), owner != OwnerFacts.unusable else { return }
      let isAnswered = marks.contains(.answered)
      let wait = isAnswered ? Int64(toAnswer[place]) : age(row: Int32(truncatingIfNeeded: row), clock)
      guard owner != OwnerFacts.notAssigned else {
        owned(wait, false)
        return
      }
      owned(Int64(owner), true)
      if wait >= Int64(owner) { answered(wait - Int64(owner), isAnswered) }
    }
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
