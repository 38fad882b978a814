import Domain
import Foundation

/// Cumulative incidence of winning and of losing as competing ends: F_j(t) = sum S(t-)·d_j/n
/// (statistics.md section 6, time to close). Errors as statsmodels' `CumIncidenceRight`.
struct AalenJohansen: Sendable, Equatable {
  /// Distinct times, of ends and of open ones, ascending.
  let times: [Double]
  /// Cumulative incidence of winning at `times`.
  let won: [Double]
  let lost: [Double]
  /// Share with no end yet, just after `times`.
  let survival: [Double]
  let wonCount: Int
  let lostCount: Int
  private let wonVariance: [Double]
  private let lostVariance: [Double]

  /// From one duration a row and how it ended; `open` rows are censored.
  init(durations: [Double], outcomes: [Outcome]) {
    var parts: [[Double]] = [[], [], []]
    for (duration, outcome) in zip(durations, outcomes) { parts[Int(outcome.rawValue)].append(duration) }
    self.init(
      sortedOpen: Sorting.ascending(parts[0]), sortedWon: Sorting.ascending(parts[1]),
      sortedLost: Sorting.ascending(parts[2]))
  }

  /// From durations of open, won and lost rows, each ascending.
  init(sortedOpen: [Double], sortedWon: [Double], sortedLost: [Double]) {
    let table = CompetingTable(sortedOpen, sortedWon, sortedLost)
    var before = 1.0
    var (wonSum, lostSum) = (0.0, 0.0)
    var (won, lost, survival): ([Double], [Double], [Double]) = ([], [], [])
    for index in table.times.indices {
      wonSum += before * table.won[index] / table.atRisk[index]
      lostSum += before * table.lost[index] / table.atRisk[index]
      before *= 1 - (table.won[index] + table.lost[index]) / table.atRisk[index]
      won.append(wonSum)
      lost.append(lostSum)
      survival.append(before)
    }
    (times, self.won, self.lost, self.survival) = (table.times, won, lost, survival)
    (wonCount, lostCount) = (sortedWon.count, sortedLost.count)
    wonVariance = table.variance(of: won, ends: table.won, survival: survival)
    lostVariance = table.variance(of: lost, ends: table.lost, survival: survival)
  }

  /// Share won by t.
  func won(at t: Double) -> Double { read(won, at: t, start: 0) }
  /// Share lost by t.
  func lost(at t: Double) -> Double { read(lost, at: t, start: 0) }
  /// Share still open at t.
  func survival(at t: Double) -> Double { read(survival, at: t, start: 1) }
  /// Standard error of `won(at:)`; nil where nobody is left to estimate it from.
  func wonError(at t: Double) -> Double? { Self.root(read(wonVariance, at: t, start: 0)) }
  /// Standard error of `lost(at:)`; nil where nobody is left to estimate it from.
  func lostError(at t: Double) -> Double? { Self.root(read(lostVariance, at: t, start: 0)) }

  /// Least t with F_won(t) >= F_won(end)/2: half of the wins take longer. Its approximate interval is where
  /// F_won ± z·se crosses that level. Nil under 20 wins.
  func winnersMedian(z: Double = Deviate.twoSided95) -> Estimate? {
    guard wonCount >= Self.fewestWins, let end = won.last else { return nil }
    let level = end / 2
    let middle = won.partitioningIndex { $0 >= level }
    let low = times.indices.first { won[$0] + z * (Self.root(wonVariance[$0]) ?? 0) >= level }
    let high = times.indices.first { index in
      Self.root(wonVariance[index]).map { won[index] - z * $0 >= level } ?? false
    }
    return Estimate(value: times[middle], low: low.map { times[$0] }, high: high.map { times[$0] })
  }

  /// Fewer wins have no median worth showing (statistics.md section 6).
  static let fewestWins = 20

  private static func root(_ variance: Double) -> Double? {
    variance.isFinite ? max(0, variance).squareRoot() : nil
  }

  private func read(_ curve: [Double], at t: Double, start: Double) -> Double {
    let index = times.partitioningIndex { $0 > t } - 1
    return index < 0 ? start : curve[index]
  }
}

/// Rows at risk and ends of each cause at every distinct time.
private struct CompetingTable {
  private(set) var times: [Double] = []
  private(set) var atRisk: [Double] = []
  private(set) var won: [Double] = []
  private(set) var lost: [Double] = []

  init(_ open: [Double], _ won: [Double], _ lost: [Double]) {
    var (o, w, l) = (0, 0, 0)
    let total = open.count + won.count + lost.count
    while o + w + l < total {
      let time = min(
        o < open.count ? open[o] : .infinity, w < won.count ? won[w] : .infinity,
        l < lost.count ? lost[l] : .infinity)
      let (left, firstWon, firstLost) = (total - o - w - l, w, l)
      while o < open.count, open[o] == time { o += 1 }
      while w < won.count, won[w] == time { w += 1 }
      while l < lost.count, lost[l] == time { l += 1 }
      times.append(time)
      atRisk.append(Double(left))
      self.won.append(Double(w - firstWon))
      self.lost.append(Double(l - firstLost))
    }
  }

  /// Variance of a cumulative incidence by the delta method; not finite from where nobody is left.
  func variance(of incidence: [Double], ends: [Double], survival: [Double]) -> [Double] {
    var result: [Double] = []
    result.reserveCapacity(times.count)
    var (all, allF, allFF, own, ratio, ratioF) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    for index in times.indices {
      let (n, d, f) = (atRisk[index], ends[index], incidence[index])
      let before = (index == 0 ? 1 : survival[index - 1]) / n
      let any = won[index] + lost[index]
      let step = any / (n * (n - any))
      all += step
      allF += f * step
      allFF += f * f * step
      own += before * before * (n - d) * d / n
      ratio += before * d / n
      ratioF += f * before * d / n
      result.append(f * f * all - 2 * f * allF + allFF + own - 2 * f * ratio + 2 * ratioF)
    }
    return result
  }
}
