import Domain

/// The median of winners alone, of one part of the rows: with no error to keep, the curve is a weight that wins add.
///
/// Between two times at which an open row leaves, S(t-)/n stays what it is, so that every win adds the same share.
struct WinnersCurve {
  private let censored: [Int64]
  private var left = 0
  /// S(t-)/n.
  private var weight: Double
  private var atRisk: Int
  private var won = 0.0
  private var shares: [Double] = []
  private var times: [Int64] = []
  /// The next time at which an open row leaves.
  private var nextLeaving: Int64

  /// From the ages of open rows, ascending, and the number of those that ended.
  init(censored: [Int64], ended: Int, wins: Int) {
    self.censored = censored
    atRisk = ended + censored.count
    weight = atRisk > 0 ? 1 / Double(atRisk) : 0
    nextLeaving = censored.first ?? .max
    shares.reserveCapacity(wins)
    times.reserveCapacity(wins)
  }

  /// Passes one end; times must ascend.
  @inline(__always) mutating func pass(_ time: Int64, isWin: Bool) {
    if nextLeaving < time { leave(before: time) }
    atRisk -= 1
    guard isWin else { return }
    won += weight
    shares.append(won)
    times.append(time)
  }

  private mutating func leave(before time: Int64) {
    let before = atRisk
    while left < censored.count, censored[left] < time {
      left += 1
      atRisk -= 1
    }
    nextLeaving = left < censored.count ? censored[left] : .max
    weight *= Double(before) / Double(max(1, atRisk))
  }

  /// Days; nil under 20 wins.
  var median: Double? {
    guard shares.count >= AalenJohansen.fewestWins, let end = shares.last else { return nil }
    return Double(times[shares.partitioningIndex { $0 >= end / 2 }]) / Double(Instant.day)
  }
}

extension Engine {
  /// Half of the wins take longer: as it was known at an earlier instant. Days; nil under 20 wins.
  func winnersMedian(_ run: CloseRun, _ set: RowSet, asOf then: Instant) -> Double? {
    let alive = closeFacts.created.alive(at: then, in: set)
    let ages = alive.ages(at: then, wholeDays: dataset.facts.opportunityPrecision == .day)
    return run.ended.closedAt.withUnsafeBufferPointer { closedAt in
      run.ended.tags.withUnsafeBufferPointer { tags in
        run.ended.seconds.withUnsafeBufferPointer { seconds in
          var ended = 0
          for closed in closedAt where closed <= then { ended += 1 }
          var curve = WinnersCurve(censored: ages, ended: ended, wins: ended / 2)
          for place in closedAt.indices where closedAt[place] <= then {
            curve.pass(seconds[place], isWin: tags[place] & 1 == 1)
          }
          return curve.median
        }
      }
    }
  }

  /// The same now, for each of some segments.
  func winnersMedians(_ run: CloseRun, of segments: [Code]) -> [SegmentMedian] {
    var place = [Int](repeating: -1, count: dataset.vocabulary(.segment).count)
    for (index, code) in segments.enumerated() { place[Int(code)] = index }
    var ages = [[Int64]](repeating: [], count: segments.count)
    for (row, age) in zip(run.openRows, run.openAges) {
      let part = place[Int(dataset.opportunities.segment[Int(row)])]
      if part >= 0 { ages[part].append(age) }
    }
    var ended = [Int](repeating: 0, count: segments.count)
    var wins = ended
    for (code, tag) in zip(run.ended.segment, run.ended.tags) {
      let part = place[Int(code)]
      guard part >= 0 else { continue }
      ended[part] += 1
      wins[part] += Int(tag & 1)
    }
    var curves = segments.indices.map { WinnersCurve(censored: ages[$0], ended: ended[$0], wins: wins[$0]) }
    pass(run.ended, place, &curves)
    return segments.indices.map {
      SegmentMedian(count: ended[$0] + ages[$0].count, wins: wins[$0], days: curves[$0].median)
    }
  }

  private func pass(_ ended: EndedDeals, _ place: [Int], _ curves: inout [WinnersCurve]) {
    ended.segment.withUnsafeBufferPointer { codes in
      ended.tags.withUnsafeBufferPointer { tags in
        ended.seconds.withUnsafeBufferPointer { seconds in
          curves.withUnsafeMutableBufferPointer { curves in
            for index in codes.indices {
              let part = place[Int(codes[index])]
              if part >= 0 { curves[part].pass(seconds[index], isWin: tags[index] & 1 == 1) }
            }
          }
        }
      }
    }
  }
}

/// What is told of one segment.
struct SegmentMedian {
  let count: Int
  let wins: Int
  /// Half of its wins take longer.
  let days: Double?
}
