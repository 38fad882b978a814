import Foundation
import Testing

@testable import MetricEngine

/// Two shares and many. Numbers are those of scipy and statsmodels.
struct StatisticsTableTests {
  private func isRelatively(_ ours: Double, _ theirs: Double, _ tolerance: Double = 1e-8) -> Bool {
    abs(ours / theirs - 1) <= tolerance
  }

  @Test(
    "Fisher's test is exact for few rows and for many",
    arguments: [
      ([8, 2, 1, 5], 0.034965034965034975), ([0, 4, 3, 7], 0.5054945054945055), ([3, 0, 0, 4], 0.028571428571428567),
      ([320, 297, 49, 215], 3.219734416002039e-21), ([31370, 28338, 30500, 29208], 4.833337874036496e-07),
      ([19307, 57673, 4590, 20786], 5.628297376176618e-120), ([500, 99500, 430, 99570], 0.023285739909405485),
      ([60000, 40000, 10, 3], 0.26623126944228803), ([5, 5, 5, 5], 1.0), ([0, 0, 2, 3], 1.0), ([0, 0, 0, 0], 1.0),
    ] as [([Int], Double)])
  func fishersTestIsExactForFewRowsAndForMany(_ t: [Int], _ p: Double) {
    #expect(isRelatively(TwoByTwo(t[0], t[1], t[2], t[3]).fisherP, p))
    #expect(isRelatively(TwoByTwo(t[2], t[3], t[0], t[1]).fisherP, p))
    #expect(isRelatively(TwoByTwo(t[0], t[2], t[1], t[3]).fisherP, p))
  }

  @Test("a difference beyond all doubt has a p-value of zero at once")
  func aDifferenceBeyondAllDoubtHasAPValueOfZeroAtOnce() {
    #expect(TwoByTwo(900_000, 100_000, 100_000, 900_000).fisherP == 0)
  }

  @Test("shares are compared by odds, by ratio and by difference")
  func sharesAreComparedByOddsByRatioAndByDifference() {
    let table = TwoByTwo(320, 297, 49, 215)
    #expect(isNear(table.oddsRatio?.value, 4.727547584690442))
    #expect(isNear(table.oddsRatio?.low, 3.3376407131461017))
    #expect(isNear(table.oddsRatio?.high, 6.696258850595482))
    #expect(isNear(table.riskRatio?.value, 2.794297621803989))
    #expect(isNear(table.riskRatio?.low, 2.1462366354476887))
    #expect(isNear(table.riskRatio?.high, 3.638042082713175))
    #expect(isNear(table.difference?.value, 0.3330325131378616))
    #expect(isNear(table.difference?.low, 0.26834653643390355))
    #expect(isNear(table.difference?.high, 0.3906729285009367))
  }

  @Test("an empty cell leaves no ratio and an empty group no difference")
  func anEmptyCellLeavesNoRatioAndAnEmptyGroupNoDifference() {
    let table = TwoByTwo(0, 4, 3, 7)
    #expect(table.oddsRatio == nil && table.riskRatio == nil)
    #expect(isNear(table.difference?.low, -0.6032218525388546))
    #expect(isNear(table.difference?.high, 0.22624825750739185, 1e-8))
    #expect(TwoByTwo(0, 0, 2, 3).difference == nil)
  }

  @Test("strata are pooled by Mantel and Haenszel")
  func strataArePooledByMantelAndHaenszel() throws {
    let pooled = try #require(
      MantelHaenszel([
        FourCounts(12, 5, 8, 9), FourCounts(3, 7, 2, 20), FourCounts(1, 0, 0, 0), FourCounts(30, 11, 22, 19),
      ]))
    #expect(pooled.strata == 3)
    #expect(isNear(pooled.oddsRatio?.value, 2.629176405884779))
    #expect(isNear(pooled.oddsRatio?.low, 1.2790561230511113))
    #expect(isNear(pooled.oddsRatio?.high, 5.404429445028329))
    #expect(isNear(pooled.p, 0.008027599639575222))
  }

  @Test("strata that tell nothing have no pooled odds ratio")
  func strataThatTellNothingHaveNoPooledOddsRatio() {
    let silent = MantelHaenszel([FourCounts(3, 0, 2, 0)])
    #expect(silent?.strata == 1)
    #expect(silent?.oddsRatio == nil && silent?.p == nil)
    #expect(MantelHaenszel([FourCounts(1, 0, 0, 0)]) == nil)
    #expect(MantelHaenszel([]) == nil)
  }

  @Test("one stratum pools to its own odds ratio", arguments: [7, 8] as [UInt64])
  func oneStratumPoolsToItsOwnOddsRatio(_ seed: UInt64) {
    var dice = Dice(seed: seed)
    let table = FourCounts(1 + dice.next(90), 1 + dice.next(90), 1 + dice.next(90), 1 + dice.next(90))
    let pooled = MantelHaenszel([table])?.oddsRatio
    #expect(isNear(pooled?.value, TwoByTwo(table).oddsRatio?.value ?? 0))
    #expect(isNear(pooled?.low, TwoByTwo(table).oddsRatio?.low ?? 0))
  }

  @Test("a trend over ordered groups counts an empty cell as half a row")
  func aTrendOverOrderedGroupsCountsAnEmptyCellAsHalfARow() {
    let trend = OrdinalTrend(successes: [20, 35, 0, 50], failures: [80, 70, 12, 40], scores: [0, 1, 2, 3])
    #expect(isNear(trend?.z, 4.86313109889508))
    #expect(isNear(trend?.p, 1.155432634965571e-06))
    let steep = OrdinalTrend(
      successes: [31370, 22482, 18559], failures: [28338, 30557, 34745], scores: [0, 1, 4])
    #expect(isNear(steep?.z, -56.49635347236172))
  }

  @Test("no rows and one group have no trend")
  func noRowsAndOneGroupHaveNoTrend() {
    #expect(OrdinalTrend(successes: [], failures: [], scores: []) == nil)
    #expect(OrdinalTrend(successes: [0, 0], failures: [0, 0], scores: [0, 1]) == nil)
    #expect(OrdinalTrend(successes: [4], failures: [3], scores: [2]) == nil)
  }

  @Test("a logistic line is the most likely one, row by row and gathered")
  func aLogisticLineIsTheMostLikelyOneRowByRowAndGathered() throws {
    let x = [0, 1, 2, 3, 4, 5.5]
    let (successes, trials) = ([1, 2, 5, 4, 8, 9], [10, 10, 11, 9, 12, 10])
    let gathered = try LogisticRegression.fit(predictor: x, successes: successes, trials: trials).get()
    #expect(isNear(gathered.constant, -2.0298017483059403))
    #expect(isNear(gathered.slope, 0.7152063052117785))
    #expect(isNear(gathered.constantError, 0.597428990154189, 1e-8))
    #expect(isNear(gathered.slopeError, 0.1929172870652944, 1e-8))
    #expect(gathered.count == 62 && gathered.converged)
    let rows = x.indices.flatMap { group in (0..<trials[group]).map { (x[group], $0 < successes[group]) } }
    let single = try LogisticRegression.fit(predictor: rows.map(\.0), outcome: rows.map(\.1)).get()
    #expect(isNear(single.slope, gathered.slope, 1e-10))
  }

  @Test("without an answer the regression says why")
  func withoutAnAnswerTheRegressionSaysWhy() {
    func failure(_ x: [Double], _ y: [Bool]) -> LogisticRegression.Failure? {
      if case .failure(let failure) = LogisticRegression.fit(predictor: x, outcome: y) { failure } else { nil }
    }
    #expect(failure([], []) == .singular)
    #expect(failure([2, 2, 2], [true, false, true]) == .constantPredictor)
    #expect(failure([0, 0, 0], [true, false, true]) == .singular)
    let separated = LogisticRegression.fit(predictor: [1, 2, 3, 4], outcome: [false, false, true, true])
    #expect((try? separated.get())?.converged != true)
  }

  @Test("two samples are compared by their ranks")
  func twoSamplesAreComparedByTheirRanks() {
    let test = MannWhitney([3, 5, 1, 1, 4, 7, 2, 2, 9], [2, 2, 1, 0, 4, 3, 1, 1, 0, 0, 2])
    #expect(test?.u == 77)
    #expect(isNear(test?.p, 0.036823880892744604))
    #expect(MannWhitney([1, 1], [1, 1])?.p == 1)
    #expect(MannWhitney([5], [7])?.p == 1)
    #expect(MannWhitney([1, 2], [1, 2])?.p == 1)
    #expect(MannWhitney([], [1]) == nil)
  }

  @Test("two samples swapped have the same p-value and all pairs between them", arguments: [1, 2] as [UInt64])
  func twoSamplesSwappedHaveTheSamePValueAndAllPairsBetweenThem(_ seed: UInt64) throws {
    var dice = Dice(seed: seed)
    let first = (0..<70).map { _ in Double(dice.next(12)) }
    let second = (0..<50).map { _ in Double(dice.next(15)) }
    let one = try #require(MannWhitney(first, second))
    let two = try #require(MannWhitney(second, first))
    #expect(one.u + two.u == 3500)
    #expect(isNear(one.p, two.p, 1e-14))
    let ranks = MidRanks.ranks(first + second)
    let (all, firsts) = (ranks.reduce(0, +), ranks[..<70].reduce(0, +))
    #expect(all == 7260)
    #expect(one.u == firsts - 2485)
  }
}
