import Domain

/// Waits now against waits before (statistics.md section 5): log-rank, over all leads and source by source.
public struct ResponseChange: Sendable, Equatable, Codable {
  /// Over all leads together.
  public var unstratified: LogRankResult
  /// Source by source.
  public var stratified: LogRankResult
  /// What that means.
  public var judgement: ChangeJudgement

  /// True if answers come sooner than before, source by source; nil where they come alike.
  public var isFaster: Bool? { stratified.z == 0 ? nil : stratified.z > 0 }
}

extension ResponseChange {
  /// Compares two samples whose codes are sources; the medians are those shown.
  init(now: CodedWaits, before: CodedWaits, medians: (now: Double?, before: Double?)) {
    var (whole, parts) = (LogRankResult(), LogRankResult())
    whole.add(now: now.whole, before: before.whole)
    for (now, before) in zip(now.parts, before.parts) { parts.add(now: now, before: before) }
    self.init(unstratified: whole, stratified: parts, medians: medians)
  }

  init(unstratified: LogRankResult, stratified: LogRankResult, medians: (now: Double?, before: Double?)) {
    (self.unstratified, self.stratified) = (unstratified, stratified)
    judgement = ChangeJudgement(
      unstratified: unstratified, stratified: stratified, now: medians.now, before: medians.before)
  }
}

extension LogRankResult {
  /// Adds a stratum of waits: as ``LogRank``, over the times of many answers.
  mutating func add(now: ResponseWaits, before: ResponseWaits) {
    now.times.withUnsafeBufferPointer { nowTimes in
      now.through.withUnsafeBufferPointer { nowThrough in
        before.times.withUnsafeBufferPointer { beforeTimes in
          before.through.withUnsafeBufferPointer { beforeThrough in
            add(WaitSteps(now, nowTimes, nowThrough), WaitSteps(before, beforeTimes, beforeThrough))
          }
        }
      }
    }
  }

  private mutating func add(_ now: WaitSteps, _ before: WaitSteps) {
    var (now, before, expectedSum, varianceSum) = (now, before, 0.0, 0.0)
    while !now.isOver || !before.isOver {
      let time = min(now.time, before.time)
      let (first, second) = (now.atRisk(time), before.atRisk(time))
      let ending = Double(now.pass(time) + before.pass(time))
      let all = Double(first + second)
      let share = Double(first) / all
      expectedSum += ending * share
      if all > 1 { varianceSum += ending * share * (1 - share) * (all - ending) / (all - 1) }
    }
    observed += Double(now.ended)
    expected += expectedSum
    variance += varianceSum
  }
}

/// Goes through the times at which answers of one group came.
private struct WaitSteps {
  private let times: UnsafeBufferPointer<Int32>
  private let through: UnsafeBufferPointer<Int32>
  private let running: [Int32]
  private let count: Int
  private var next = 0
  private var left = 0
  /// Answers so far.
  private(set) var ended = 0

  init(_ waits: ResponseWaits, _ times: UnsafeBufferPointer<Int32>, _ through: UnsafeBufferPointer<Int32>) {
    (self.times, self.through, running, count) = (times, through, waits.running, waits.count)
  }

  var isOver: Bool { next == times.count }
  /// When the next answer comes; after all others if there is none.
  var time: Int32 { isOver ? .max : times[next] }

  /// Who still waits just before a time.
  @inline(__always) mutating func atRisk(_ time: Int32) -> Int {
    while left < running.count, running[left] < time { left += 1 }
    return count - ended - left
  }

  /// Goes past a time that is none after the next; how many answers came at it.
  @inline(__always) mutating func pass(_ time: Int32) -> Int {
    guard !isOver, times[next] == time else { return 0 }
    let before = ended
    ended = Int(through[next])
    next += 1
    return ended - before
  }
}
