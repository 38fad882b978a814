import Domain

extension Engine {
  /// Statistics of rules about the time to close, over all opportunities known: the rule's window does not matter.
  func closeMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForClose
    guard missing.isEmpty else { return .missing(missing) }
    let pass = ClosePass(self, selection.opportunities, asOf: query.asOf)
    switch request.statistic {
    case .wonWithin(let days): return wonWithin(pass, days: Double(days))
    case .olderThanWinners(let quantile): return olderThanWinners(pass, quantile: quantile)
    default: return Reading(value: nil, count: 0)
    }
  }

  /// Cumulative incidence of winning; its rows are open and older than that, oldest first.
  private func wonWithin(_ pass: ClosePass, days: Double) -> Reading {
    guard pass.durations.count > 0, pass.knowsWins else { return Reading(value: nil, count: 0) }
    let curve = pass.durations.sorted().incidence
    let (share, error) = (curve.won(at: days), curve.wonError(at: days))
    let wide = Estimate(share: share, error: error)
    let gate = Estimate(share: share, error: error, z: Deviate.oneSided80)
    let rows = pass.older(than: days)
    return Reading(
      value: share, count: pass.durations.count, low: wide.low, high: wide.high, gateLow: gate.low,
      gateHigh: gate.high, rows: rows, money: money(rows))
  }

  /// Open opportunities older than this share of winners were; no answer under 20 wins.
  private func olderThanWinners(_ pass: ClosePass, quantile: Double) -> Reading {
    guard let limit = pass.durations.sorted().winners(quantile: quantile) else { return Reading(value: nil, count: 0) }
    let rows = pass.older(than: limit)
    return Reading(value: Double(rows.count), count: pass.open.count, rows: rows, money: money(rows))
  }
}
