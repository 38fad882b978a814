import Domain

extension Engine {
  /// Statistics of rules about the process. The query's period is the rule's window.
  func processMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForProcess
    guard missing.isEmpty else { return .missing(missing) }
    switch request.statistic {
    case .conformingShare: return conformingShare(query, selection)
    case .stageAge(let quantile, let factor):
      return stageAge(query, selection, quantile: quantile, factor: factor)
    default: return Reading(value: nil, count: 0)
    }
  }

  /// Of the opportunities created in the window, those that follow the process; the others are its rows.
  private func conformingShare(_ query: Query, _ selection: Selection) -> Reading {
    let (trials, deviating) = deviatingRows(query, selection)
    return .share(trials - deviating.count, of: trials, rows: mostMoneyFirst(deviating), money: money(deviating))
  }

  /// How many were created in the window, and which of them do not follow the process.
  func deviatingRows(_ query: Query, _ selection: Selection) -> (created: Int, deviating: [Int32]) {
    let facts = processFacts
    let rows = facts.created.range(query.window).lazy.map { MomentOrder.row(facts.created.words[$0]) }
    var trials = 0
    var deviating: [Int32] = []
    for row in rows where selection.opportunitySet.contains(row) {
      trials += 1
      if !facts.paths.all[Int(facts.paths.pathOf[row])].conforms { deviating.append(Int32(row)) }
    }
    return (trials, deviating)
  }

  /// Open opportunities in their stage for longer than the quantile of completed visits times the factor.
  private func stageAge(_ query: Query, _ selection: Selection, quantile: Double, factor: Double) -> Reading {
    let (facts, set) = (processFacts, selection.opportunitySet)
    guard set.rowsContain(where: { facts.paths.pathOf[$0] >= 0 }) else { return Reading(value: nil, count: 0) }
    let limits = StageLimits(self, query, selection, quantile: quantile)
    let rows = limits.stuck(factor: factor).map(\.row)
    let undated = facts.visits.undatedOpen.count { set.contains($0.row) }
    return Reading(value: Double(rows.count), count: limits.running.count + undated, rows: rows, money: money(rows))
  }
}

extension RowSet {
  /// True if any row that counts passes a test.
  func rowsContain(where test: (Int) -> Bool) -> Bool {
    for place in words.indices where words[place] != 0 {
      var word = words[place]
      while word != 0 {
        if test((place << 6) + word.trailingZeroBitCount) { return true }
        word &= word - 1
      }
    }
    return false
  }
}
