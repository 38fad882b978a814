import Foundation

/// What a two-group log-rank test found (statistics.md section 6, time to close). Group 1 is "now", group 0 "before".
public struct LogRankResult: Sendable, Equatable, Codable {
  /// Ends seen in group 1.
  public var observed: Double
  /// Ends group 1 would have had at the rate of both groups together.
  public var expected: Double
  /// Variance of `observed` if nothing differs: the information the data hold.
  public var variance: Double

  /// The result made of its sums.
  public init(observed: Double = 0, expected: Double = 0, variance: Double = 0) {
    self.observed = observed
    self.expected = expected
    self.variance = variance
  }

  /// Standardised difference; above zero where group 1 ends sooner. Zero without information.
  public var z: Double { variance > 0 ? (observed - expected) / variance.squareRoot() : 0 }
  /// Chi-squared with one degree of freedom.
  public var chiSquared: Double { z * z }
  /// Two-sided p-value; 1 without information.
  public var p: Double { Special.chiSquaredP(chiSquared) }
  /// Peto's one-step log hazard ratio of group 1 to group 0; nil without information.
  public var logHazardRatio: Double? { variance > 0 ? (observed - expected) / variance : nil }
}

/// The two-group log-rank test, stratum by stratum: linear in rows whose times are already in order. Strata add up in
/// the order they are given.
struct LogRank: Sendable, Equatable {
  private(set) var result = LogRankResult()

  /// Adds one stratum: E = sum d·n1/n, V = sum d·(n1/n)(1 - n1/n)(n - d)/(n - 1) over the times of events.
  mutating func addStratum<Time: Comparable & Sendable>(now: RiskTimes<Time>, before: RiskTimes<Time>) {
    var (first, second) = (RiskCursor(now), RiskCursor(before))
    var (observed, expected, variance) = (0.0, 0.0, 0.0)
    while let time = Self.earlier(first.next, second.next) {
      let (firstAtRisk, firstEnding) = first.pass(time)
      let (secondAtRisk, secondEnding) = second.pass(time)
      let (n, d) = (Double(firstAtRisk + secondAtRisk), Double(firstEnding + secondEnding))
      let share = Double(firstAtRisk) / max(n, 1)
      observed += Double(firstEnding)
      expected += d * share
      if n > 1 { variance += d * share * (1 - share) * (d == 1 ? 1 : (n - d) / (n - 1)) }
    }
    result.observed += observed
    result.expected += expected
    result.variance += variance
  }

  /// Adds one stratum of plain trials: the score and hypergeometric variance of a 2x2 table.
  mutating func addStratum(_ table: FourCounts) {
    let n = table.total
    guard n > 0 else { return }
    let (share, successes) = (table.firstTotal / n, table.a + table.c)
    result.observed += table.a
    result.expected += successes * share
    if n > 1 { result.variance += successes * share * (1 - share) * (n - successes) / (n - 1) }
  }

  /// From rows in any order; `strata` and `entries` hold one element a row where given.
  static func test(
    exits: [Double], events: [Bool], isNow: [Bool], entries: [Double]? = nil, strata: [Int]? = nil
  ) -> LogRankResult {
    var parts: [Int: [StratumRows]] = [:]
    var order: [Int] = []
    for row in 0..<min(exits.count, events.count, isNow.count) {
      let stratum = strata.map { $0[row] } ?? 0
      if parts[stratum] == nil {
        parts[stratum] = [StratumRows(), StratumRows()]
        order.append(stratum)
      }
      parts[stratum]?[isNow[row] ? 1 : 0].add(exits[row], ended: events[row], entry: entries.map { $0[row] })
    }
    var test = LogRank()
    for stratum in order {
      guard let groups = parts[stratum] else { continue }
      test.addStratum(now: groups[1].times, before: groups[0].times)
    }
    return test.result
  }

  private static func earlier<Time: Comparable>(_ first: Time?, _ second: Time?) -> Time? {
    guard let first else { return second }
    guard let second else { return first }
    return min(first, second)
  }
}

/// Rows of one group, gathered in any order.
private struct StratumRows {
  private var events: [Double] = []
  private var censored: [Double] = []
  private var entries: [Double] = []
  private var isDelayed = false

  mutating func add(_ exit: Double, ended: Bool, entry: Double?) {
    if ended { events.append(exit) } else { censored.append(exit) }
    if let entry {
      entries.append(entry)
      isDelayed = true
    }
  }

  var times: RiskTimes<Double> {
    RiskTimes(
      events: Sorting.ascending(events), censored: Sorting.ascending(censored),
      entries: isDelayed ? Sorting.ascending(entries) : nil)
  }
}
