import Domain

extension Engine {
  /// Statistics of rules about activities. The query's period is the rule's window.
  func activityMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForActivities
    guard missing.isEmpty else { return .missing(missing) }
    var pass = ActivityPass(self, query, isWhole: false)
    pass.run(selection.opportunities)
    switch request.statistic {
    case .activitiesMean: return activitiesMean(pass.tally)
    case .gaveUpShare: return gaveUpShare(pass.tally, query, selection)
    case .idle(let days): return idle(pass.tally, days: days, hasRows: !selection.opportunities.isEmpty)
    default: return Reading(value: nil, count: 0)
    }
  }

  /// Mean over open opportunities old enough; its rows have fewer, the fewest first.
  private func activitiesMean(_ tally: ActivityTally) -> Reading {
    let mean = ActivityMean(tally)
    let (wide, gate) = (mean.estimate(z: Deviate.twoSided95), mean.estimate(z: Deviate.oneSided80))
    let amounts = dataset.opportunities.amount
    let below = mean.deals.filter { Double($0.touches) < wide.value ?? 0 }
      .sorted { ($0.touches, amounts[Int($1.row)], $0.row) < ($1.touches, amounts[Int($0.row)], $1.row) }
      .map(\.row)
    return Reading(
      value: wide.value, count: mean.deals.count, low: wide.low, high: wide.high, gateLow: gate.low,
      gateHigh: gate.high, rows: below, money: money(below))
  }

  /// Of the opportunities lost in the window, those with at most one activity.
  private func gaveUpShare(_ tally: ActivityTally, _ query: Query, _ selection: Selection) -> Reading {
    let (table, window) = (dataset.opportunities, query.window)
    let lost = selection.opportunities.count {
      table.standing(Int($0), asOf: query.asOf) == .lost && window.contains(table.closedAt[Int($0)])
    }
    let rows = mostMoneyFirst(tally.gaveUp.filter { window.contains(table.closedAt[Int($0)]) })
    return .share(rows.count, of: lost, rows: rows, money: money(rows))
  }

  /// Open opportunities without activity for more than this many days.
  private func idle(_ tally: ActivityTally, days: Int, hasRows: Bool) -> Reading {
    guard hasRows else { return Reading(value: nil, count: 0) }
    let rows = mostMoneyFirst(tally.quiet(longerThan: Double(days)))
    return Reading(value: Double(rows.count), count: tally.open.count, rows: rows, money: money(rows))
  }
}
