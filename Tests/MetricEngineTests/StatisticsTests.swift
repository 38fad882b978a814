import Domain
import Testing

@testable import MetricEngine

/// Numbers are those of scipy, statsmodels and lifelines.
struct StatisticsTests {
  private func expect(
    _ ours: Double?, _ theirs: Double, within tolerance: Double = 1e-12, at location: SourceLocation = #_sourceLocation
  ) {
    let isClose = ours.map { abs($0 - theirs) <= tolerance * max(1, abs(theirs)) } ?? false
    #expect(isClose, "\(ours.map { "\($0)" } ?? "nothing") is not \(theirs)", sourceLocation: location)
  }

  @Test("a share has Wilson's interval and none without trials")
  func aShareHasWilsonsIntervalAndNoneWithoutTrials() {
    let share = Wilson.share(7, of: 40)
    expect(share.value, 0.175)
    expect(share.low, 0.0874541374603592)
    expect(share.high, 0.3194999033178772)
    expect(Wilson.share(0, of: 12).low, 0)
    expect(Wilson.share(0, of: 12).high, 0.24249400665524096)
    #expect(Wilson.share(0, of: 0).value == nil)
    #expect(Wilson.share(0, of: 0).low == nil)
  }

  @Test("special functions reach scipy's digits")
  func specialFunctionsReachScipysDigits() {
    expect(Special.inverseNormal(0.975), 1.959963984540054)
    expect(Special.inverseNormal(0.3), -0.524400512708041)
    expect(Special.inverseNormal(1e-12), -7.034483828500998, within: 1e-8)
    expect(Special.betaI(2.5, 7, 0.3), 0.6412224629717214)
    expect(Special.betaI(5000, 5100, 0.5), 0.8401528708121381, within: 1e-10)
    expect(Special.gammaP(3.5, 2), 0.22022259152428406)
    expect(Special.gammaP(1000, 1010), 0.6276789447369947, within: 1e-10)
    expect(Special.normalP(1.959963984540054), 0.05)
    expect(Special.chiSquaredP(3.841458820694124), 0.05)
  }

  @Test("inverses undo their functions", arguments: [0.01, 0.2, 0.5, 0.9, 0.999])
  func inversesUndoTheirFunctions(_ p: Double) {
    for (a, b) in [(0.5, 0.5), (3, 9), (400, 2)] {
      expect(Special.betaI(a, b, Special.inverseBetaI(a, b, p)), p, within: 1e-10)
      expect(Special.gammaP(a, Special.inverseGammaP(a, p)), p, within: 1e-10)
    }
  }

  @Test(
    "a count has Garwood's interval",
    arguments: [
      (1, 0.025317807984289876, 5.571643390938898), (10, 4.7953886961324335, 18.39035604201778),
      (400, 361.75629663114347, 441.1866480966759), (120_000, 119_321.99620833734, 120_680.90092536865),
    ])
  func aCountHasGarwoodsInterval(_ count: Int, _ low: Double, _ high: Double) {
    expect(Garwood.interval(count).low, low, within: 1e-9)
    expect(Garwood.interval(count).high, high, within: 1e-9)
  }

  @Test("no events are no less than zero and bounded above")
  func noEventsAreNoLessThanZeroAndBoundedAbove() {
    #expect(Garwood.interval(0).low == 0)
    expect(Garwood.interval(0).high, 3.688879454113936)
  }

  @Test("two counts are compared exactly")
  func twoCountsAreComparedExactly() {
    let ratio = RateRatio.estimate(3, 17)
    expect(ratio.value, 3 / 17)
    expect(ratio.low, 0.033133561556971794, within: 1e-10)
    expect(ratio.high, 0.6101162354791858, within: 1e-10)
    expect(RateRatio.pValue(3, 17), 0.0025768280029296875, within: 1e-12)
    let large = RateRatio.pValue(51_000, 49_000) ?? 0
    #expect(abs(large / 2.5887160383468943e-10 - 1) < 1e-8)
  }

  @Test("counts without a partner have no ratio and no bound above")
  func countsWithoutAPartnerHaveNoRatioAndNoBoundAbove() {
    #expect(RateRatio.estimate(0, 0) == Estimate(value: nil))
    #expect(RateRatio.pValue(0, 0) == nil)
    #expect(RateRatio.estimate(5, 0).value == nil)
    #expect(RateRatio.estimate(5, 0).high == nil)
    #expect(RateRatio.estimate(0, 5).low == 0)
    #expect(RateRatio.pValue(6, 6) == 1)
  }

  @Test("numbers are described as numpy does")
  func numbersAreDescribedAsNumpyDoes() {
    let description = Describe.numbers([9, 1, 4, 16])
    #expect(description.count == 4)
    expect(description.mean, 7.5)
    expect(description.standardDeviation, 6.557438524302, within: 1e-12)
    expect(description.median, 6.5)
    expect(description.p90, 13.9)
    #expect(description.minimum == 1 && description.maximum == 16)
  }

  @Test("nothing is described as nothing and one number has no spread")
  func nothingIsDescribedAsNothingAndOneNumberHasNoSpread() {
    #expect(Describe.numbers([]) == Description(count: 0))
    #expect(Describe.numbers([3]).standardDeviation == nil)
    #expect(Quantile.type7(sorted: [], 0.5) == nil)
    #expect(Quantile.type7(sorted: [3], 0.95) == 3)
  }

  @Test("many numbers are sorted like few")
  func manyNumbersAreSortedLikeFew() {
    var dice = Dice(seed: 5)
    let whole = (0..<5000).map { _ in Int64(dice.next(2_000_000)) - 700_000 } + [.max, .min]
    let broken = whole.map { Double($0) / 86_400 } + [-0.5, 1e300, -1e-300]
    #expect(Sorting.ascending(whole) == whole.sorted())
    #expect(Sorting.ascending(broken) == broken.sorted())
  }
}

/// Numbers by chance, the same in every run.
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// A whole number from 0 up to but not including `limit`.
  mutating func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
}
