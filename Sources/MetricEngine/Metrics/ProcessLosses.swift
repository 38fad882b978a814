import Domain

/// Where and why opportunities were lost in a stretch of time.
struct ProcessLosses {
  private let cells: LostDeals.Cells
  private var sums: [PathSums.Sum]
  private let stages: [String]

  /// Opportunities of the selection that were lost in the window, by the last stage they were in and the reason.
  init(_ engine: Engine, _ facts: ProcessFacts, _ window: TimeWindow, _ selection: RowSet) {
    stages = facts.models.stages
    cells = LostDeals.Cells(engine.dataset, stages: stages.count)
    sums = Array(repeating: PathSums.Sum(), count: cells.count)
    let lost = facts.lost
    lost.order.words.withUnsafeBufferPointer { words in
      lost.cells.withUnsafeBufferPointer { cells in
        lost.amounts.withUnsafeBufferPointer { amounts in
          sums.withUnsafeMutableBufferPointer { sums in
            for place in lost.order.range(window) where cells[place] >= 0 {
              if selection.contains(MomentOrder.row(words[place])) { sums[Int(cells[place])].add(amounts[place]) }
            }
          }
        }
      }
    }
  }

  /// Calls `body` with each last stage (below 0 for none), reason and currency that occur and what was lost there.
  func forEach(_ body: (_ stage: Int, _ reason: Code, _ currency: Code, PathSums.Sum) -> Void) {
    for (cell, sum) in sums.enumerated() where sum.count > 0 {
      let pair = cell / cells.currencies
      body(pair / cells.reasons - 1, Code(pair % cells.reasons), Code(cell % cells.currencies), sum)
    }
  }

  /// One a stage and reason that occur, those with most losses first, ties in the order of stages and reasons.
  func readings(_ names: Vocabulary, _ currencies: Vocabulary) -> [LossReading] {
    let found = (0..<sums.count / cells.currencies).map { pair in
      (pair: pair, sums: sums[pair * cells.currencies..<(pair + 1) * cells.currencies])
    }
    let counted = found.map { (pair: $0.pair, count: $0.sums.reduce(0) { $0 + Int($1.count) }, sums: $0.sums) }
    return counted.filter { $0.count > 0 }.sorted { ($1.count, $0.pair) < ($0.count, $1.pair) }.map { one in
      let stage = one.pair / cells.reasons - 1
      return LossReading(
        stage: stage < 0 ? nil : stages[stage], reason: names[Code(one.pair % cells.reasons)], count: one.count,
        money: MoneyByCurrency(one.sums, currencies))
    }
  }
}
