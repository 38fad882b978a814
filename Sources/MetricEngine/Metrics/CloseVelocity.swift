import Domain
import Foundation

extension Engine {
  /// Sales velocity of the window and of the one before it.
  func velocity(_ run: CloseRun, _ windows: CloseWindows, _ segments: CloseSegments) -> VelocityReading {
    let (now, before) = (VelocityEnds(run, windows.now), VelocityEnds(run, windows.before))
    var reading = VelocityReading(
      now: factors(run, now, open: run.openRows.count),
      before: factors(run, before, open: windows.aliveThen.rows.count))
    reading.compare()
    let parts = segments.parts.map { VelocityEnds(run, windows.now.intersection($0.ended)) }
    if VelocityReading.differTwofold(parts.map { ($0.winRate, $0.daysToWin) }) {
      reading.bySegment = zip(segments.parts, parts).map { part, ends in
        SegmentVelocity(
          name: dataset.vocabulary(.segment)[part.code], factors: factors(run, ends, open: part.openAges.count))
      }
    }
    return reading
  }

  private func factors(_ run: CloseRun, _ ends: VelocityEnds, open: Int) -> VelocityFactors {
    let (amounts, currencies) = (dataset.opportunities.amount, dataset.opportunities.currency)
    var (money, known) = (moneySum(), 0)
    run.ended.tags.withUnsafeBufferPointer { tags in
      amounts.withUnsafeBufferPointer { amounts in
        currencies.withUnsafeBufferPointer { currencies in
          ends.won.forEach { place in
            let row = Int(tags[place] >> 1)
            money.add(amounts[row], currencies[row])
            if amounts[row] != Money.none { known += 1 }
          }
        }
      }
    }
    return VelocityFactors(
      openDeals: open, winRate: ends.winRate, money: money.total(dataset.vocabulary(.currency)), amounts: known,
      daysToWin: ends.daysToWin)
  }
}

/// Ends within a window.
private struct VelocityEnds {
  /// The places of the wins.
  let won: RowSet
  let winRate: Share
  /// Median days from creation to winning.
  let daysToWin: Double?

  init(_ run: CloseRun, _ ended: RowSet) {
    let won = ended.intersection(run.won)
    self.won = won
    winRate = Wilson.share(won.count, of: ended.count)
    daysToWin = Quantile.days(count: won.count, 0.5) { won.row(after: $0).map { run.ended.seconds[$0] } ?? 0 }
  }
}

extension VelocityReading {
  /// Fewer ended opportunities say too little about a segment to tell it apart.
  private static let fewestToDiffer = 20

  /// Do segments with enough behind them differ more than twofold in win rate or time?
  static func differTwofold(_ parts: [(winRate: Share, daysToWin: Double?)]) -> Bool {
    let enough = parts.filter { $0.winRate.trials >= fewestToDiffer }
    func differ(_ values: [Double]) -> Bool {
      guard let least = values.min(), let greatest = values.max(), values.count > 1 else { return false }
      return greatest > 2 * least
    }
    return differ(enough.compactMap(\.winRate.value)) || differ(enough.compactMap(\.daysToWin))
  }

  /// Which factor moved most: ln of the velocity is the sum of those of its factors, time with a minus.
  mutating func compare() {
    guard now.perDay ?? 0 > 0, before.perDay ?? 0 > 0 else { return }
    contributions = zip(now.logarithms, before.logarithms).map { $0 - $1 }
    let largest = contributions.indices.max { abs(contributions[$0]) < abs(contributions[$1]) }
    guard let largest, contributions[largest] != 0 else { return }
    mostMoved = VelocityFactor.allCases[largest]
  }
}

extension VelocityFactors {
  /// - Parameters:
  ///   - money: of the wins; several currencies have no average.
  ///   - amounts: how many of them have one.
  init(openDeals: Int, winRate: Share, money: MoneyByCurrency, amounts: Int, daysToWin: Double?) {
    let single = money.amounts.count == 1 ? money.amounts[0] : nil
    self.init(
      openDeals: openDeals, winRate: winRate,
      averageAmount: single.map { Double($0.hundredths) / 100 / Double(amounts) }, amounts: amounts,
      currency: single?.currency ?? "", daysToWin: daysToWin)
  }

  /// Logarithms in the order of ``VelocityFactor``; all factors must be known.
  fileprivate var logarithms: [Double] {
    [log(Double(openDeals)), log(winRate.value ?? 0), log(averageAmount ?? 0), -log(daysToWin ?? 0)]
  }
}
