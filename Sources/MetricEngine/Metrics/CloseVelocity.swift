import Domain
import Foundation

extension Engine {
  /// Sales velocity of the window and of the one before it.
  func velocity(
    _ query: Query, _ run: CloseRun, _ ended: EndedDeals, _ set: RowSet, _ segments: [Code]
  ) -> VelocityReading {
    let before = query.previousWindow
    let openBefore = closeFacts.created.alive(at: before.through, in: set).rows
    let now = VelocityTally(self, ended, query.window, segments)
    let old = VelocityTally(self, ended, before, [])
    var reading = VelocityReading(
      now: now.factors(self, nil, open: run.openRows.count), before: old.factors(self, nil, open: openBefore.count))
    reading.compare()
    var open = [Int](repeating: 0, count: dataset.vocabulary(.segment).count)
    for row in run.openRows { open[Int(dataset.opportunities.segment[Int(row)])] += 1 }
    let parts = segments.indices.map { index in
      SegmentVelocity(
        name: dataset.vocabulary(.segment)[segments[index]],
        factors: now.factors(self, index, open: open[Int(segments[index])]))
    }
    if VelocityReading.differTwofold(parts.map(\.factors)) { reading.bySegment = parts }
    return reading
  }
}

extension VelocityReading {
  /// Fewer ended opportunities say too little about a segment to tell it apart.
  static let fewestToDiffer = 20

  /// Which factor moved most: ln of the velocity is the sum of those of its factors, time with a minus.
  mutating func compare() {
    guard now.perDay ?? 0 > 0, before.perDay ?? 0 > 0 else { return }
    contributions = zip(now.logarithms, before.logarithms).map { $0 - $1 }
    let largest = contributions.indices.max { abs(contributions[$0]) < abs(contributions[$1]) }
    guard let largest, contributions[largest] != 0 else { return }
    mostMoved = VelocityFactor.allCases[largest]
  }

  /// Do segments with enough behind them differ more than twofold in win rate or time?
  static func differTwofold(_ parts: [VelocityFactors]) -> Bool {
    let enough = parts.filter { $0.winRate.trials >= fewestToDiffer }
    func differ(_ values: [Double]) -> Bool {
      guard let least = values.min(), let greatest = values.max(), values.count > 1 else { return false }
      return greatest > 2 * least
    }
    return differ(enough.compactMap(\.winRate.value)) || differ(enough.compactMap(\.daysToWin))
  }
}

extension VelocityFactors {
  /// Logarithms in the order of ``VelocityFactor``; all factors must be known.
  fileprivate var logarithms: [Double] {
    [log(Double(openDeals)), log(winRate.value ?? 0), log(averageAmount ?? 0), -log(daysToWin ?? 0)]
  }
}

/// Endings within a window, for all and by segment.
private struct VelocityTally {
  private struct Part {
    var ended = 0
    var seconds: Series<Int64> = []
    var money: MoneySum
    var amounts = 0
  }

  private var parts: [Part]

  /// The last part is all of it.
  init(_ engine: Engine, _ ended: EndedDeals, _ window: TimeWindow, _ segments: [Code]) {
    parts = Array(repeating: Part(money: engine.moneySum()), count: segments.count + 1)
    var place = [Int](repeating: -1, count: engine.dataset.vocabulary(.segment).count)
    for (index, code) in segments.enumerated() { place[Int(code)] = index }
    ended.closedAt.withUnsafeBufferPointer { closedAt in
      for index in closedAt.indices where window.contains(closedAt[index]) {
        let own = place[Int(ended.segment[index])]
        if own >= 0 { parts[own].ended += 1 }
        parts[segments.count].ended += 1
        guard ended.tags[index] & 1 == 1 else { continue }
        let row = Int(ended.tags[index] >> 1)
        if own >= 0 { addWin(engine.dataset.opportunities, row, ended.seconds[index], to: own) }
        addWin(engine.dataset.opportunities, row, ended.seconds[index], to: segments.count)
      }
    }
  }

  @inline(__always)
  private mutating func addWin(_ table: OpportunityTable, _ row: Int, _ seconds: Int64, to part: Int) {
    parts[part].seconds.append(seconds)
    parts[part].money.add(table.amount[row], table.currency[row])
    if table.amount[row] != Money.none { parts[part].amounts += 1 }
  }

  /// The factors of one segment, or of all.
  func factors(_ engine: Engine, _ segment: Int?, open: Int) -> VelocityFactors {
    let part = parts[segment ?? parts.count - 1]
    let money = part.money.total(engine.dataset.vocabulary(.currency)).amounts
    let single = money.count == 1 ? money[0] : nil
    return VelocityFactors(
      openDeals: open, winRate: Wilson.share(part.seconds.count, of: part.ended),
      averageAmount: single.map { Double($0.hundredths) / 100 / Double(part.amounts) }, amounts: part.amounts,
      currency: single?.currency ?? "", daysToWin: Quantile.days(part.seconds, 0.5))
  }
}
