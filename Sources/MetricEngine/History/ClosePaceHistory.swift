import Domain

/// How fast opportunities ended in 90 days against the 90 before, as it stood at many instants: all of them look at the
/// same opportunities in the same orders.
struct ClosePaceHistory {
  private let question: PastQuestion
  private let engine: Engine
  private let deals: RowSet

  init(_ question: PastQuestion) {
    self.question = question
    engine = question.engine.standing(at: question.ticks.last)
    deals = question.dealSet
  }

  func readings() -> [Reading] {
    guard engine.missingForClose.isEmpty else { return question.ticks.instants.map { _ in .nothing } }
    let run = CloseRun(engine, deals, asOf: question.ticks.last)
    let secondSegment = secondSegment
    return TwoCores.map(question.ticks.count) { place in
      let tick = question.ticks.instants[place]
      let test = ClosePeriodTest(engine, run, tick, by: tick >= secondSegment ? .segment : .source)
      return Reading(pace: ChangeJudgement(unstratified: test.unstratified, stratified: test.stratified))
    }
  }

  /// From when on opportunities of more than one segment were known, which alone can be told apart then.
  private var secondSegment: Instant {
    let table = engine.dataset.opportunities
    var first = [Instant](repeating: .never, count: engine.dataset.vocabulary(.segment).count)
    deals.forEach { row in
      let code = Int(table.segment[row])
      first[code] = min(first[code], table.createdAt[row])
    }
    return first.dropFirst().sorted().dropFirst().first ?? .never
  }
}
