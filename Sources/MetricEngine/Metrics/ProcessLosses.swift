import Domain

/// Where and why opportunities were lost in a stretch of time.
struct ProcessLosses {
  private let reasons: Int
  private var counts: [Int]
  private var money: StageMoney
  private let stages: [String]

  /// Opportunities of the selection that were lost in the window, by the last stage they were in and the reason.
  init(_ engine: Engine, _ facts: ProcessFacts, _ window: TimeWindow, _ selection: RowSet) {
    let table = engine.dataset.opportunities
    stages = facts.models.stages
    reasons = max(1, engine.dataset.lostReasons.count)
    // One place more than there are stages: lost before any.
    counts = Array(repeating: 0, count: (stages.count + 1) * reasons)
    money = StageMoney(stages: counts.count, currencies: engine.dataset.vocabulary(.currency).count)
    let (lost, pathOf, lastStages) = (facts.lost, facts.paths.pathOf, facts.paths.all.map(\.last))
    for place in lost.range(window) {
      let row = MomentOrder.row(lost.words[place])
      guard selection.contains(row) else { continue }
      let cell = Int(lastStages[Int(pathOf[row])] + 1) * reasons + min(Int(table.lostReason[row]), reasons - 1)
      counts[cell] += 1
      money.add(table.amount[row], stage: cell, currency: table.currency[row])
    }
  }

  /// One a stage and reason that occur, those with most losses first, ties in the order of stages and reasons.
  func readings(_ names: Vocabulary, _ currencies: Vocabulary) -> [LossReading] {
    let cells = counts.indices.filter { counts[$0] > 0 }.sorted { (counts[$1], $0) < (counts[$0], $1) }
    return cells.map { cell in
      let stage = cell / reasons - 1
      return LossReading(
        stage: stage < 0 ? nil : stages[stage], reason: names[Code(cell % reasons)], count: counts[cell],
        money: money.total(stage: cell, currencies))
    }
  }
}
