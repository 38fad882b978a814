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
    var walker = PathWalker(self, asOf: query.asOf)
    let (table, window) = (dataset.opportunities, query.window)
    var trials = 0
    var deviating: [Int32] = []
    for row in selection.opportunities where window.contains(table.createdAt[Int(row)]) {
      let status = table.standing(Int(row), asOf: query.asOf)
      guard walker.walk(table.visits(of: Int(row)), status: status) else { continue }
      trials += 1
      if !walker.conforms { deviating.append(row) }
    }
    return .share(trials - deviating.count, of: trials, rows: mostMoneyFirst(deviating), money: money(deviating))
  }

  /// Open opportunities in their stage for longer than the quantile of completed visits times the factor.
  private func stageAge(_ query: Query, _ selection: Selection, quantile: Double, factor: Double) -> Reading {
    var pass = ProcessPass(self, query, isWhole: false)
    pass.run(selection.opportunities)
    let limits = StageLimits(pass.tally)
    let rows = limits.stuck(pass.tally, quantile: quantile, factor: factor).map(\.row)
    guard pass.tally.opportunities > 0 else { return Reading(value: nil, count: 0) }
    return Reading(value: Double(rows.count), count: pass.tally.running.count, rows: rows, money: money(rows))
  }
}

extension StageLimits {
  /// Running visits that are stuck, those furthest beyond their limit first.
  func stuck(_ tally: ProcessTally, quantile: Double = 0.9, factor: Double = 1) -> [ProcessTally.Running] {
    let limits = completed.indices.map { limit(stage: $0, quantile: quantile) }
    let over = tally.running.compactMap { visit -> (visit: ProcessTally.Running, over: Double)? in
      guard let limit = limits[Int(visit.stage)] else { return nil }
      let over = Double(visit.seconds) / Double(Instant.day) - limit * factor
      return over > 0 ? (visit, over) : nil
    }
    return over.sorted { ($1.over, $0.visit.row) < ($0.over, $1.visit.row) }.map(\.visit)
  }
}
