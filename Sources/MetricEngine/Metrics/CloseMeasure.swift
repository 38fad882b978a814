import Domain
import Foundation

extension Engine {
  /// Statistics of rules about the time to close, over all opportunities known: the rule's window does not matter.
  func closeMeasure(_ request: MeasureRequest, _ query: Query, _ selection: Selection) -> Reading {
    let missing = missingForClose
    guard missing.isEmpty else { return .missing(missing) }
    let basis = closeBasis(selection, asOf: query.asOf)
    switch request.statistic {
    case .wonWithin(let days): return wonWithin(basis, days: days)
    case .olderThanWinners(let quantile): return olderThanWinners(basis, quantile: quantile)
    case .closingPace: return basis.reading.verdict.map { Reading(pace: $0.judgement) } ?? .nothing
    default: return Reading(value: nil, count: 0)
    }
  }

  /// Cumulative incidence of winning; its rows are open and older than that, oldest first.
  private func wonWithin(_ basis: CloseBasis, days: Int) -> Reading {
    let run = basis.run
    guard run.count > 0, basis.reading.won == 0 || basis.wins.count > 0 else { return Reading(value: nil, count: 0) }
    let (share, error) = shareWon(basis, within: days)
    let wide = Estimate(share: share, error: error)
    let gate = Estimate(share: share, error: error, z: Deviate.oneSided80)
    let rows = run.older(than: Double(days))
    return Reading(
      value: share, count: run.count, low: wide.low, high: wide.high, gateLow: gate.low, gateHigh: gate.high,
      rows: rows, money: money(rows))
  }

  /// The share won by then and its error: mostly one that the panel shows too.
  private func shareWon(_ basis: CloseBasis, within days: Int) -> (share: Double, error: Double?) {
    let reading = basis.reading
    if let place = reading.atDays.firstIndex(of: days), place < reading.wonBy.count,
      let share = reading.wonBy[place].value
    {
      return (share, reading.wonErrors[place])
    }
    let moment = Int64(clamping: days) &* Instant.day
    let wish = CloseSurvey.Wish(moments: [moment], winners: false)
    let survey = CloseSurvey(basis.run.times, wish, logarithms: closeFacts.logarithms)
    let state = survey.state(at: moment) ?? CompetingState()
    return (state.won, state.errors.won)
  }

  /// Open opportunities older than this share of winners were; no answer under 20 wins.
  private func olderThanWinners(_ basis: CloseBasis, quantile: Double) -> Reading {
    guard let limit = basis.winnersAge(quantile) else { return Reading(value: nil, count: 0) }
    let rows = basis.run.older(than: limit)
    return Reading(value: Double(rows.count), count: basis.run.openRows.count, rows: rows, money: money(rows))
  }

  /// Days since an open opportunity was created; nil where it is not dated. Dates without time make whole days.
  func openAge(_ row: Int32, asOf: Instant) -> Double? {
    guard let days = asOf.days(since: dataset.opportunities.createdAt[Int(row)]), days >= 0 else { return nil }
    return countsWholeDays ? days.rounded(.down) : days
  }
}

extension Reading {
  /// How fast opportunities end against before, all sizes of them compared with their like; of how many that ended. Only
  /// what the ladder of section 5 confirms has bounds to be judged by.
  init(pace judgement: ChangeJudgement) {
    guard let test = judgement.stratified, let change = test.logHazardRatio, let all = judgement.unstratified else {
      self = .nothing
      return
    }
    let error = Deviate.twoSided95 / test.variance.squareRoot()
    let evidence = judgement.verdict == .confirmed ? exp(change) : nil
    self.init(
      value: exp(change), count: Int(all.observed), low: exp(change - error), high: exp(change + error),
      gateLow: evidence, gateHigh: evidence)
  }
}
