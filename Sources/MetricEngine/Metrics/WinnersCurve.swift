import Domain

/// The share won of some of the rows, and the median of winners alone: with no error to keep, the curve is a weight that wins add.
///
/// Between two times at which an open row leaves, S(t-)/n stays what it is, so that every win adds the same share: the
/// curve is passed from one such time to the next, and wins are counted, not visited.
struct WinnersCurve {
  /// Wins between two times at which open rows leave.
  private struct Run {
    let places: Range<Int>
    /// Share won before them.
    let before: Double
    /// What each of them adds: S(t-)/n.
    let weight: Double
    let wins: Int

    var after: Double { before + weight * Double(wins) }
  }

  private let seconds: Series<Int64>
  private let known: RowSet
  private let wins: RowSet
  private var runs: [Run] = []
  private var atRisk: Int
  private var weight: Double
  /// Nobody was watched for longer.
  private let lastSeen: Int64

  /// - Parameters:
  ///   - seconds: lifetimes, ascending.
  ///   - known: the places of those that count among them.
  ///   - won: the places of wins.
  ///   - censored: ages of open rows, ascending.
  init(_ seconds: Series<Int64>, known: RowSet, won: RowSet, censored: [Int64]) {
    (self.seconds, self.known, wins) = (seconds, known, known.intersection(won))
    atRisk = known.count + censored.count
    weight = atRisk > 0 ? 1 / Double(atRisk) : 0
    let lastEnd = known.isEmpty ? nil : known.row(after: known.count - 1).map { seconds[$0] }
    lastSeen = max(lastEnd ?? .min, censored.last ?? .min)
    guard wins.count >= AalenJohansen.fewestWins else { return }
    seconds.withUnsafeBufferPointer { seconds in
      var (start, left) = (0, 0)
      while left < censored.count {
        let end = Self.end(of: censored[left], seconds, from: start)
        pass(start..<end)
        start = end
        let first = left
        let next = end < seconds.count ? seconds[end] : .max
        while left < censored.count, censored[left] < next { left += 1 }
        leave(left - first)
      }
      pass(start..<seconds.count)
    }
  }

  /// The first place whose lifetime is longer than an age.
  @inline(__always)
  private static func end(of age: Int64, _ seconds: UnsafeBufferPointer<Int64>, from start: Int) -> Int {
    var (low, step) = (start, 8)
    while low + step < seconds.count, seconds[low + step] <= age {
      low += step
      step *= 2
    }
    return seconds[low..<min(seconds.count, low + step)].partitioningIndex { $0 > age }
  }

  private mutating func pass(_ places: Range<Int>) {
    let won = wins.count(within: places)
    if won > 0 { runs.append(Run(places: places, before: runs.last?.after ?? 0, weight: weight, wins: won)) }
    atRisk -= known.isAll ? places.count : known.count(within: places)
  }

  private mutating func leave(_ count: Int) {
    weight *= Double(atRisk) / Double(max(1, atRisk - count))
    atRisk -= count
  }

  /// The share won within so many seconds, which ascend; nil beyond what anybody was watched for, and under 20 wins.
  func shares(within limits: [Int64]) -> [Double?] {
    limits.map { limit in
      guard !runs.isEmpty, limit <= lastSeen else { return nil }
      let end = seconds.partitioningIndex { $0 > limit }
      let next = runs.partitioningIndex { $0.places.lowerBound >= end }
      guard next > 0 else { return 0 }
      let (run, first) = (runs[next - 1], runs[next - 1].places.lowerBound)
      return run.before + run.weight * Double(wins.count(within: first..<min(end, run.places.upperBound)))
    }
  }

  /// Days; nil under 20 wins.
  var median: Double? {
    guard let level = runs.last.map({ $0.after / 2 }) else { return nil }
    let run = runs[runs.partitioningIndex { $0.after >= level }]
    func reaches(_ wins: Int) -> Bool { run.before + run.weight * Double(wins) >= level }
    let others = (0..<run.wins - 1).partitioningIndex { reaches($0 + 1) }
    let place = wins.row(after: wins.count(within: 0..<run.places.lowerBound) + others)
    return place.map { Double(seconds[$0]) / Double(Instant.day) }
  }
}
