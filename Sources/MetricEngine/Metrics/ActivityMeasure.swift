import Domain

extension Engine {
  /// Statistics of rules about activities. The query's period is the rule's window.
  func activityMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForActivities
    guard missing.isEmpty else { return .missing(missing) }
    let rows = selection.opportunitySet
    switch request.statistic {
    case .activitiesMean: return activitiesMean(rows, query)
    case .gaveUpShare: return gaveUpShare(rows, query)
    case .idle(let days): return idle(rows, query, days: days)
    case .idleBeyond(let limits): return idleMeasure(beyond: limits, rows, query)
    default: return Reading(value: nil, count: 0)
    }
  }

  /// Mean over open opportunities old enough; its rows have fewer, the fewest first.
  private func activitiesMean(_ rows: RowSet, _ query: Query) -> Reading {
    var pass = OpenPass(self, query, floor: ActivityFloor())
    pass.run(rows)
    let (wide, gate) = (pass.mature.mean(z: Deviate.twoSided95), pass.mature.mean(z: Deviate.oneSided80))
    let below = pass.mature.belowMean
    return Reading(
      value: wide.value, count: pass.mature.count, low: wide.low, high: wide.high, gateLow: gate.low,
      gateHigh: gate.high, rows: below, money: money(below))
  }

  /// Of the opportunities lost in the window, those with at most one activity.
  private func gaveUpShare(_ rows: RowSet, _ query: Query) -> Reading {
    let (lost, gaveUp) = gaveUpRows(rows, query)
    return .share(gaveUp.count, of: lost, rows: mostMoneyFirst(gaveUp), money: money(gaveUp))
  }

  /// How many were lost in the window, and which of them with at most one activity.
  func gaveUpRows(_ rows: RowSet, _ query: Query) -> (lost: Int, gaveUp: [Int32]) {
    let (lost, marks) = (lostRows(rows, in: query.window), activityFacts.marks)
    return (lost.count, lost.filter { marks[Int($0)].touches <= 1 })
  }

  /// Opportunities lost in a stretch of time that anybody could have given up, in the order of the table, in which their
  /// columns are read best.
  func lostRows(_ rows: RowSet, in window: TimeWindow) -> [Int32] {
    let order = processFacts.lost.order
    let lost = order.words.withUnsafeBufferPointer { words in
      RowSet(
        size: rows.size,
        rows: words[order.range(window)].lazy.map { Int32(truncatingIfNeeded: MomentOrder.row($0)) })
    }
    let table = dataset.opportunities
    return lost.intersection(rows).rows.filter { !table.wasDisqualified(Int($0)) }
  }

  /// Open opportunities without activity for more than this many days.
  private func idle(_ rows: RowSet, _ query: Query, days: Int) -> Reading {
    guard !rows.isEmpty else { return Reading(value: nil, count: 0) }
    var pass = OpenPass(self, query, floor: ActivityFloor(), days: days)
    pass.run(rows)
    return Reading(
      value: Double(pass.quiet.count), count: pass.count, rows: pass.quiet,
      money: pass.quietMoney.total(dataset.vocabulary(.currency)))
  }
}

extension OpportunityTable {
  /// Days from the creation within which a lost opportunity was found to be none, rather than given up (statistics.md
  /// section 2, learned defaults).
  private static let disqualifyingDays = 2

  /// True if an opportunity that was lost was none to begin with.
  func wasDisqualified(_ row: Int) -> Bool {
    createdAt[row].isKnown && closedAt[row] <= createdAt[row].adding(days: Self.disqualifyingDays)
  }
}
