import Domain

/// How many opportunities followed the process, as it stood at many instants: each is judged anew whenever it moves.
struct ConformingHistory {
  private let question: PastQuestion
  private let moves: DealMoves

  init(_ question: PastQuestion) {
    self.question = question
    moves = DealMoves(question)
  }

  func readings() -> [Reading] {
    let createdAt = question.engine.dataset.opportunities.createdAt
    let told = moves.told
    var (trials, conforming) = (TickSums(question.ticks), TickSums(question.ticks))
    var walker = PathWalker(question.engine, asOf: question.ticks.last)
    question.forEachDeal { row in
      let created = createdAt[row]
      guard created.isKnown else { return }
      let counted = question.ticks.places(from: max(created, told), until: created.adding(question.window))
      moves.forEachStand(row, in: counted) { now, places in
        guard walker.walk(row, asOf: now) else { return }
        trials.add(at: places)
        if walker.conforms { conforming.add(at: places) }
      }
    }
    return zip(conforming.totals, trials.totals).map { .share($0, of: $1, rows: []) }
  }
}
