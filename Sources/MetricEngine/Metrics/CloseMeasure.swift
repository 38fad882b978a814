import Domain

extension Engine {
  /// Statistics of rules about the time to close, over all opportunities known: the rule's window does not matter.
  func closeMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForClose
    guard missing.isEmpty else { return .missing(missing) }
    let set = selection.opportunitySet
    switch request.statistic {
    case .wonWithin(let days): return wonWithin(CloseRun(self, set, asOf: query.asOf), set, days: days)
    case .olderThanWinners(let quantile): return olderThanWinners(set, quantile: quantile, asOf: query.asOf)
    default: return Reading(value: nil, count: 0)
    }
  }

  /// Cumulative incidence of winning; its rows are open and older than that, oldest first.
  private func wonWithin(_ run: CloseRun, _ set: RowSet, days: Int) -> Reading {
    let knowsWins = closeFacts.standings[1].count(in: set) == 0 || closeFacts.wonSet.count(in: set) > 0
    guard run.count > 0, knowsWins else { return Reading(value: nil, count: 0) }
    let moment = Int64(clamping: days) &* Instant.day
    let survey = CloseSurvey(run.times, .init(moments: [moment], winners: false), logarithms: closeFacts.logarithms)
    let state = survey.state(at: moment) ?? CompetingState()
    let wide = Estimate(share: state.won, error: state.errors.won)
    let gate = Estimate(share: state.won, error: state.errors.won, z: Deviate.oneSided80)
    let rows = run.older(than: Double(days))
    return Reading(
      value: state.won, count: run.count, low: wide.low, high: wide.high, gateLow: gate.low, gateHigh: gate.high,
      rows: rows, money: money(rows))
  }

  /// Open opportunities older than this share of winners were; no answer under 20 wins.
  private func olderThanWinners(_ set: RowSet, quantile: Double, asOf: Instant) -> Reading {
    guard let limit = winnersAge(set, quantile) else { return Reading(value: nil, count: 0) }
    let open = closeFacts.open.alive(at: asOf, in: set)
    let rows = older(set, than: limit, asOf: asOf)
    return Reading(value: Double(rows.count), count: open.rows.count, rows: rows, money: money(rows))
  }

  /// The age in days that this share of the selected winners had not passed; nil under 20 wins.
  func winnersAge(_ set: RowSet, _ quantile: Double) -> Double? {
    WonDeals(closeFacts.wins, selected: closeFacts.wonSet.count(in: set), in: set).quantile(quantile)
  }

  /// Selected opportunities that are open and older than so many days, oldest first; none without a limit.
  func older(_ set: RowSet, than days: Double?, asOf: Instant) -> [Int32] {
    guard let days else { return [] }
    let alive = closeFacts.open.alive(at: asOf, in: set)
    let ages = alive.ages(at: asOf, wholeDays: dataset.facts.opportunityPrecision == .day)
    let first = ages.partitioningIndex { Double($0) / Double(Instant.day) > days }
    return Array(alive.rows.prefix(ages.count - first))
  }

  /// Days since an open opportunity was created; nil where it is not dated. Dates without time make whole days.
  func openAge(_ row: Int32, asOf: Instant) -> Double? {
    guard let days = asOf.days(since: dataset.opportunities.createdAt[Int(row)]), days >= 0 else { return nil }
    return dataset.facts.opportunityPrecision == .day ? days.rounded(.down) : days
  }
}
