import Domain

/// When opportunities moved on: between two moves, an entry of a stage or the closing, nothing about one changes.
struct DealMoves {
  private let ticks: PastTicks
  private let table: OpportunityTable
  private let visits: VisitTable

  init(_ question: PastQuestion) {
    ticks = question.ticks
    (table, visits) = (question.engine.dataset.opportunities, question.engine.dataset.visits)
  }

  /// Calls `body` with a tick at which to look at an opportunity, and the ticks from that one on at which it had not
  /// moved since, for all that are among some.
  @inline(__always)
  func forEachStand(_ row: Int, in counted: Range<Int>, _ body: (Instant, Range<Int>) -> Void) {
    var next = counted.lowerBound
    while next < counted.upperBound {
      let now = ticks.instants[next]
      let places = next..<min(counted.upperBound, max(next + 1, ticks.place(from: move(of: row, after: now))))
      body(now, places)
      next = places.upperBound
    }
  }

  private func move(of row: Int, after now: Instant) -> Instant {
    let closed = table.closedAt[row]
    var move = closed > now ? closed : .never
    for visit in table.visits(of: row) where visits.enteredAt[visit] > now { move = min(move, visits.enteredAt[visit]) }
    return move
  }

  /// From when on the data said anything about stages.
  var told: Instant {
    var (dated, named) = (Instant.never, Instant.never)
    for (entered, stage) in zip(visits.enteredAt, visits.stage) {
      if entered.isKnown { dated = min(dated, entered) }
      if stage != 0 { named = min(named, entered) }
    }
    return max(dated, named)
  }
}
