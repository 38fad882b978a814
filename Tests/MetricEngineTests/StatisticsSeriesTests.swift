import Foundation
import Testing

@testable import MetricEngine

/// Points in the order of time. Numbers are those of scipy and the reference implementation.
struct StatisticsSeriesTests {
  private let weeks: [Double] = [
    12, 9, 14, 11, 8, 10, 13, 9, 12, 11, 17, 18, 19, 16, 17, 18, 20, 17, 30, 3, 5, 2, 4, 12, 11, 10,
  ]

  @Test("a change point is where the ranks part")
  func aChangePointIsWhereTheRanksPart() {
    let pettitt = Pettitt([3, 1, 4, 1, 5, 9, 2, 6, 12, 15, .infinity, 8, 20, 11, .infinity, 14])
    #expect(pettitt.statistic == 62)
    #expect(pettitt.split == 8)
    #expect(isNear(pettitt.p, 0.00998685877822615))
    #expect(pettitt.medianBefore == 3.5)
    #expect(pettitt.medianAfter == 14.5)
  }

  @Test("under eight values there is no change point and equal values change nowhere")
  func underEightValuesThereIsNoChangePointAndEqualValuesChangeNowhere() {
    #expect(Pettitt([1, 2, 3]).statistic == nil)
    #expect(Pettitt([]).count == 0)
    #expect(Pettitt([Double](repeating: 4, count: 20)).p == 1)
    #expect(Pettitt([Double](repeating: .infinity, count: 9)).medianAfter == nil)
  }

  @Test("a chart has its limits and every rule its signals")
  func aChartHasItsLimitsAndEveryRuleItsSignals() throws {
    let chart = try #require(XmRChart(weeks))
    #expect(isNear(chart.limits.mean, 12.615384615384615))
    #expect(isNear(chart.limits.meanRange, 4.08))
    #expect(chart.limits.medianRange == 3)
    #expect(isNear(chart.limits.low, 1.7625846153846148))
    #expect(isNear(chart.limits.high, 23.468184615384615))
    #expect(chart.signals.beyondThree == [18])
    #expect(chart.signals.twoOfThree == [18, 20, 21, 22])
    #expect(chart.signals.fourOfFive == [14, 15, 16, 17, 18, 22])
    #expect(chart.signals.runOfEight == [17, 18])
  }

  @Test("charts with memory follow slowly")
  func chartsWithMemoryFollowSlowly() throws {
    let limits = try #require(XmRChart.Limits(weeks))
    let ewma = MemoryCharts.ewma(weeks, center: limits.mean)
    #expect(isNear(ewma.first, 12.492307692307692))
    #expect(isNear(ewma.last, 10.417500426331054))
    let cusum = MemoryCharts.cusum(weeks, center: limits.mean, sigma: limits.sigma)
    #expect(isNear(cusum[18].above, 11.66289592760181))
    #expect(isNear(cusum[25].below, 7.920361990950223))
    #expect(MemoryCharts.cusum([5, 5], center: 5, sigma: 0).allSatisfy { $0.above == 0 && $0.below == 0 })
  }

  @Test("equal values have no width and no signals, one value no chart")
  func equalValuesHaveNoWidthAndNoSignalsOneValueNoChart() {
    let flat = XmRChart([5, 5, 5, 5, 5, 5, 5, 5, 5])
    #expect(flat?.limits.low == 5 && flat?.limits.high == 5)
    #expect(flat?.signals == XmRChart.Signals())
    #expect(XmRChart([5]) == nil && XmRChart([]) == nil)
  }

  @Test("frozen limits are not moved by the points they judge")
  func frozenLimitsAreNotMovedByThePointsTheyJudge() throws {
    let later = [50.0] + [Double](repeating: 13, count: 9)
    let chart = try #require(FrozenChart(weeks + later))
    #expect(chart.limits == XmRChart.Limits(weeks))
    #expect(chart.beyondThree == [26])
    #expect(chart.runOfEight == [33, 34, 35])
    #expect(FrozenChart(Array(weeks.dropLast())) == nil)
    #expect(FrozenChart(weeks)?.beyondThree == [])
  }

  @Test("a straight line through the median of slopes")
  func aStraightLineThroughTheMedianOfSlopes() {
    let line = TheilSen(weeks)
    #expect(line?.slope == 0)
    #expect(line?.intercept == 12)
    #expect(isNear(line?.low, -0.36363636363636365))
    #expect(isNear(line?.high, 0.5))
    #expect(TheilSen([1, 4])?.low == 3)
    #expect(TheilSen([7]) == nil && TheilSen([1, .infinity]) == nil)
    #expect(TheilSen([5, 5, 5])?.high == 0)
  }

  @Test("counts scatter more than Poisson's where the dispersion says so")
  func countsScatterMoreThanPoissonsWhereTheDispersionSaysSo() {
    #expect(isNear(CountCharts.dispersion(weeks), 2.9619512195121955))
    #expect(isNear(CountCharts.alpha(weeks), 0.15552052349791795))
    #expect(CountCharts.alpha([4, 4, 4]) == 0)
    #expect(CountCharts.dispersion([0, 0]) == nil && CountCharts.dispersion([3]) == nil)
    let mean = 12.615384615384615
    #expect(isNear(CountCharts.c(weeks)?.high.first, mean + 3 * mean.squareRoot()))
    #expect(CountCharts.c([1, 0])?.low == [0])
    #expect(CountCharts.c([]) == nil)
  }

  @Test("limits of counts per unit follow the units and widen only with overdispersion")
  func limitsOfCountsPerUnitFollowTheUnitsAndWidenOnlyWithOverdispersion() throws {
    let units = weeks.map { _ in 100.0 }
    let plain = try #require(CountCharts.u(weeks, exposures: units))
    #expect(isNear(plain.center, 0.12615384615384614))
    #expect(isNear(plain.high[0], plain.center + 3 * (plain.center / 100).squareRoot()))
    let wide = try #require(CountCharts.laney(weeks, exposures: units))
    // Equal units make z a plain rescaling of the counts: its moving range is theirs.
    let mean = 12.615384615384615
    #expect(isNear(wide.widening, 4.08 / 1.128 / mean.squareRoot()))
    #expect(isNear(wide.high[3] - wide.center, wide.widening * (plain.high[3] - plain.center)))
    #expect(CountCharts.laney([9, 11, 10, 12], exposures: [100, 100, 100, 100])?.widening == 1)
    #expect(CountCharts.u([1], exposures: [0]) == nil && CountCharts.u([], exposures: []) == nil)
  }

  @Test("durations and counts are charted on scales that even them out")
  func durationsAndCountsAreChartedOnScalesThatEvenThemOut() {
    #expect(CountCharts.logarithm(0) == nil)
    #expect(CountCharts.logarithm(1) == 0)
    #expect(isNear(CountCharts.root(3.625), 2))
  }
}
