import Foundation
import Testing

@testable import MetricEngine

/// Equal up to a relative (and, under 1, absolute) tolerance.
func isNear(_ ours: Double?, _ theirs: Double, _ tolerance: Double = 1e-9) -> Bool {
  ours.map { abs($0 - theirs) <= tolerance * max(1, abs(theirs)) } ?? false
}

/// Forty rows that two groups, three strata and late entries divide.
enum LogRankSample {
  static let exits: [Double] = [
    18, 23, 22, 13, 23, 24, 24, 2, 11, 15, 7, 10, 16, 20, 14, 5, 17, 21, 6, 14, 9, 22, 2, 12, 22, 11, 4, 19, 24, 24, 23,
    9, 18, 24, 14, 23, 15, 5, 12, 15,
  ]
  static let events = flags("0011111011110110111110111110010101011101")
  static let groups = flags("1001110000011000110100100101000100110111")
  static let strata = [
    1, 0, 0, 1, 1, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 0, 0, 0, 0, 2, 0, 1, 1, 2, 1, 0, 0, 2, 2, 2, 1, 1, 1, 1, 1, 0, 2, 1,
    1,
  ]
  static let entries: [Double] = [
    13, 2, 13, 1, 12, 16, 4, 0, 6, 11, 0, 5, 10, 7, 0, 3, 13, 3, 5, 3, 3, 6, 0, 4, 11, 9, 1, 15, 10, 19, 16, 5, 12, 0,
    9, 6,
    10, 2, 0, 13,
  ]

  private static func flags(_ text: String) -> [Bool] { text.map { $0 == "1" } }
}

/// Did it really change? Numbers are those of the reference implementation, scipy and lifelines.
struct StatisticsChangeTests {
  private typealias Sample = LogRankSample

  @Test("two groups are compared by log-rank, plainly and by stratum")
  func twoGroupsAreComparedByLogRankPlainlyAndByStratum() {
    let plain = LogRank.test(exits: Sample.exits, events: Sample.events, isNow: Sample.groups)
    #expect(plain.observed == 13)
    #expect(isNear(plain.expected, 10.653519295780358))
    #expect(isNear(plain.variance, 5.624870553884444))
    #expect(isNear(plain.z, 0.9893745189226699))
    #expect(isNear(plain.p, 0.32247993675708553))
    #expect(isNear(plain.logHazardRatio, 0.4171617251883603))
    let strata = LogRank.test(
      exits: Sample.exits, events: Sample.events, isNow: Sample.groups, strata: Sample.strata)
    #expect(isNear(strata.expected, 11.24058287343891))
    #expect(isNear(strata.variance, 4.887667252480355))
  }

  @Test("rows that enter late are at risk only after their entry")
  func rowsThatEnterLateAreAtRiskOnlyAfterTheirEntry() {
    let late = LogRank.test(
      exits: Sample.exits, events: Sample.events, isNow: Sample.groups, entries: Sample.entries)
    #expect(isNear(late.expected, 10.079667636285285))
    #expect(isNear(late.variance, 5.498073787812817))
    let strata = LogRank.test(
      exits: Sample.exits, events: Sample.events, isNow: Sample.groups, entries: Sample.entries, strata: Sample.strata)
    #expect(isNear(strata.expected, 10.662698412698413))
    #expect(isNear(strata.variance, 4.8897068968389314))
    #expect(isNear(strata.p, 0.29051341666827724))
  }

  @Test("swapping the groups turns the sign and nothing else", arguments: [1, 2, 3] as [UInt64])
  func swappingTheGroupsTurnsTheSignAndNothingElse(_ seed: UInt64) {
    var dice = Dice(seed: seed)
    let exits = (0..<300).map { _ in Double(dice.next(50)) }
    let events = exits.map { _ in dice.next(3) > 0 }
    let groups = exits.map { _ in dice.next(2) == 1 }
    let one = LogRank.test(exits: exits, events: events, isNow: groups)
    let other = LogRank.test(exits: exits, events: events, isNow: groups.map { !$0 })
    #expect(isNear(one.z, -other.z))
    #expect(isNear(one.variance, other.variance))
    #expect(isNear(one.expected + other.expected, Double(events.count { $0 })))
    let whole = RiskTimes(events: [Int64](1...9), censored: [3, 4])
    var twice = LogRank()
    twice.addStratum(now: whole, before: whole)
    #expect(abs(twice.result.z) < 1e-12)
  }

  @Test("no rows hold no information")
  func noRowsHoldNoInformation() {
    let nothing = LogRank.test(exits: [], events: [], isNow: [])
    #expect(nothing == LogRankResult())
    #expect(nothing.p == 1 && nothing.z == 0 && nothing.logHazardRatio == nil)
    let judgement = ChangeJudgement(unstratified: nothing, stratified: nothing)
    #expect(judgement.verdict == .tooEarly)
    #expect(judgement.detectableHazardRatio == nil)
    #expect(ChangeJudgement(strata: []).verdict == .tooEarly)
  }

  @Test("little information is too early and tells what it could have seen")
  func littleInformationIsTooEarlyAndTellsWhatItCouldHaveSeen() {
    let result = LogRankResult(observed: 13, expected: 11.24058287343891, variance: 4.887667252480355)
    let judgement = ChangeJudgement(unstratified: result, stratified: result, now: 5, before: 4)
    #expect(judgement.verdict == .tooEarly)
    #expect(isNear(judgement.logE, -0.03110349418942416))
    #expect(isNear(judgement.detectableHazardRatio, 3.5484322792517484))
  }

  @Test("the ladder of verdicts")
  func theLadderOfVerdicts() {
    func judge(_ plain: LogRankResult, _ strata: LogRankResult, _ medians: (Double, Double)? = nil) -> ChangeVerdict {
      ChangeJudgement(unstratified: plain, stratified: strata, now: medians?.0, before: medians?.1).verdict
    }
    let none = LogRankResult(observed: 103, expected: 100, variance: 50)
    let some = LogRankResult(observed: 116, expected: 100, variance: 50)
    let clear = LogRankResult(observed: 150, expected: 100, variance: 50)
    let faint = LogRankResult(observed: 100_400, expected: 100_000, variance: 10_000)
    #expect(judge(none, none) == .noEvidence)
    #expect(judge(some, some) == .likely)
    #expect(judge(clear, none) == .mixShift)
    #expect(judge(none, clear) == .confirmed)
    #expect(judge(faint, faint) == .realButSmall)
    #expect(judge(faint, faint, (11, 10)) == .confirmed)
    #expect(judge(faint, faint, (0, 10)) == .realButSmall)
  }

  @Test("shares climb the same ladder")
  func sharesClimbTheSameLadder() {
    let better = FourCounts(300, 700, 200, 800)
    #expect(ChangeJudgement(strata: [better, better]).verdict == .confirmed)
    let same = FourCounts(250, 750, 250, 750)
    #expect(ChangeJudgement(strata: [same, same]).verdict == .noEvidence)
    let mixed = [FourCounts(90, 810, 10, 90), FourCounts(50, 50, 450, 450)]
    #expect(ChangeJudgement(strata: mixed).verdict == .mixShift)
  }
}
