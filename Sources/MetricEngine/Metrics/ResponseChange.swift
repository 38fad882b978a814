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
  init(now: CodedWaits, before: CodedWaits, sources: Int, medians: (now: Double?, before: Double?)) {
    unstratified = LogRankResult()
    unstratified.add(now: now.waits, before: before.waits)
    stratified = LogRankResult()
    for (now, before) in zip(now.parts(sources), before.parts(sources)) { stratified.add(now: now, before: before) }
    judgement = ChangeJudgement(
      unstratified: unstratified, stratified: stratified, now: medians.now, before: medians.before)
  }
}

extension LogRankResult {
  /// Adds a stratum of waits: as ``LogRank``, over plain memory for windows of a million answers.
  mutating func add(now: ResponseWaits, before: ResponseWaits) {
    now.ended.withUnsafeBufferPointer { first in
      before.ended.withUnsafeBufferPointer { second in
        addSteps(first, second, now.running, before.running)
      }
    }
  }

  private mutating func addSteps(
    _ first: UnsafeBufferPointer<Int32>, _ second: UnsafeBufferPointer<Int32>, _ firstOpen: [Int32],
    _ secondOpen: [Int32]
  ) {
    var (one, two, oneLeft, twoLeft) = (0, 0, 0, 0)
    var (expectedSum, varianceSum) = (0.0, 0.0)
    while one < first.count || two < second.count {
      let time = min(one < first.count ? first[one] : .max, two < second.count ? second[two] : .max)
      while oneLeft < firstOpen.count, firstOpen[oneLeft] < time { oneLeft += 1 }
      while twoLeft < secondOpen.count, secondOpen[twoLeft] < time { twoLeft += 1 }
      let atRisk = first.count - one + firstOpen.count - oneLeft
      let all = Double(atRisk + second.count - two + secondOpen.count - twoLeft)
      let start = one + two
      while one < first.count, first[one] == time { one += 1 }
      while two < second.count, second[two] == time { two += 1 }
      let (ending, share) = (Double(one + two - start), Double(atRisk) / all)
      expectedSum += ending * share
      if all > 1 { varianceSum += ending * share * (1 - share) * (all - ending) / (all - 1) }
    }
    observed += Double(first.count)
    expected += expectedSum
    variance += varianceSum
  }
}
