import Domain
import Testing

@testable import MetricEngine

/// Curves over unfinished durations. Numbers are those of lifelines and statsmodels.
struct StatisticsSurvivalTests {
  private func close(_ ours: Double?, _ theirs: Double, _ tolerance: Double = 1e-9) -> Bool {
    ours.map { abs($0 - theirs) <= tolerance } ?? false
  }

  private let curve = KaplanMeier(
    durations: [0, 1, 1, 2, 3, 5, 5, 8], events: [true, true, false, true, true, false, true, false])

  @Test("survival falls at events, an event at zero included")
  func survivalFallsAtEventsAnEventAtZeroIncluded() {
    #expect(curve.times == [0, 1, 2, 3, 5])
    #expect(close(curve.survival(at: 0), 0.875))
    #expect(close(curve.survival(at: 1.5), 0.75))
    #expect(close(curve.survival(at: 100), 0.3))
    #expect(curve.survival(at: -1) == 1)
  }

  @Test("the band is log-log")
  func theBandIsLogLog() {
    let band = curve.band(at: 2)
    #expect(close(band?.low, 0.195496, 1e-6))
    #expect(close(band?.high, 0.852254, 1e-6))
  }

  @Test("a quantile is the first time at or under the level")
  func aQuantileIsTheFirstTimeAtOrUnderTheLevel() {
    #expect(curve.quantile(0.5) == 3)
    #expect(curve.quantile(0.2) == 1)
    #expect(curve.quantile(0.9) == nil)
    #expect(curve.quantileBand(0.5).low == 0)
    #expect(curve.quantileBand(0.5).high == nil)
  }

  @Test("the restricted mean is the area under the curve")
  func theRestrictedMeanIsTheAreaUnderTheCurve() {
    #expect(close(curve.restrictedMean(to: 6).mean, 3.425))
    let complete = KaplanMeier(durations: [1, 2, 3, 4], events: [true, true, true, true])
    #expect(close(complete.restrictedMean(to: 4).mean, 2.5))
    #expect(close(complete.restrictedMean(to: 0.5).mean, 0.5))
  }

  @Test("no rows make no curve and only running rows never fall")
  func noRowsMakeNoCurveAndOnlyRunningRowsNeverFall() {
    #expect(KaplanMeier(durations: [], events: []).summary(at: [1]) == SurvivalSummary(count: 0))
    let running = KaplanMeier(durations: [3, 9], events: [false, false])
    #expect(running.survival(at: 20) == 1)
    #expect(running.quantile(0.5) == nil)
    #expect(running.summary(at: [5]).high == [1])
  }

  @Test(
    "survival never rises, stays within its band, and equals the plain share where all has ended",
    arguments: [1, 2, 3] as [UInt64])
  func survivalNeverRisesStaysWithinItsBandAnd(_ seed: UInt64) {
    var dice = Dice(seed: seed)
    let durations = (0..<600).map { _ in Double(dice.next(90)) }
    let events = durations.map { _ in dice.next(3) > 0 }
    let mixed = KaplanMeier(durations: durations, events: events)
    #expect(zip(mixed.survival, mixed.survival.dropFirst()).allSatisfy { $0 >= $1 })
    for time in mixed.times {
      guard let band = mixed.band(at: time) else { continue }
      #expect(band.low <= mixed.survival(at: time) && mixed.survival(at: time) <= band.high)
    }
    let complete = KaplanMeier(durations: durations, events: durations.map { _ in true })
    for time in [0.0, 17, 44, 88] {
      #expect(close(complete.survival(at: time), Double(durations.count { $0 > time }) / 600))
    }
  }

  private let ends = AalenJohansen(
    durations: [1, 2, 2, 3, 4, 4, 5, 6, 7, 8],
    outcomes: [.won, .lost, .won, .open, .won, .lost, .open, .won, .open, .lost])

  @Test("winning and losing compete")
  func winningAndLosingCompete() {
    #expect(close(ends.won(at: 4), 0.3166666666666667, 1e-12))
    #expect(close(ends.lost(at: 4.5), 0.21666666666666667, 1e-12))
    #expect(close(ends.won(at: 100), 0.4722222222222223, 1e-12))
    #expect(ends.won(at: 0.5) == 0)
  }

  @Test("their errors are those of the delta method, and unknown where nobody is left")
  func theirErrorsAreThoseOfTheDeltaMethodAndUnknownWhereNobodyIsLeft() {
    #expect(close(ends.wonError(at: 4), 0.15250986610465325, 1e-10))
    #expect(close(ends.lostError(at: 7), 0.13635465739237734, 1e-10))
    #expect(ends.wonError(at: 8) == nil)
    #expect(ends.wonError(at: 0) == 0)
  }

  @Test("won, lost and still open are all there is", arguments: [4, 5, 6] as [UInt64])
  func wonLostAndStillOpenAreAllThereIs(_ seed: UInt64) {
    var dice = Dice(seed: seed)
    let durations = (0..<500).map { _ in Double(dice.next(200)) / 4 }
    let outcomes = durations.map { _ in Outcome.allCases[dice.next(3)] }
    let curve = AalenJohansen(durations: durations, outcomes: outcomes)
    for index in curve.times.indices {
      #expect(close(curve.won[index] + curve.lost[index] + curve.survival[index], 1))
    }
    let any = KaplanMeier(durations: durations, events: outcomes.map { $0 != .open })
    #expect(curve.times.allSatisfy { close(curve.survival(at: $0), any.survival(at: $0)) })
  }

  @Test("with nobody lost the incidence of winning is one minus survival")
  func withNobodyLostTheIncidenceOfWinningIsOneMinusSurvival() {
    let durations = (1...40).map(Double.init)
    let outcomes = durations.map { Int($0) % 3 == 0 ? Outcome.open : .won }
    let curve = AalenJohansen(durations: durations, outcomes: outcomes)
    let alone = KaplanMeier(durations: durations, events: outcomes.map { $0 == .won })
    #expect(durations.allSatisfy { close(curve.won(at: $0), 1 - alone.survival(at: $0)) })
  }

  @Test("half of the wins is asked for only from twenty wins on")
  func halfOfTheWinsIsAskedForOnlyFromTwentyWinsOn() {
    func wins(_ count: Int) -> AalenJohansen {
      AalenJohansen(durations: (1...count).map(Double.init), outcomes: (1...count).map { _ in .won })
    }
    #expect(wins(19).winnersMedian() == nil)
    let enough = wins(21)
    #expect(enough.winnersMedian()?.value == 11)
    let interval = enough.winnersMedian()
    #expect((interval?.low ?? 99) < 11 && (interval?.high ?? 0) > 11)
  }
}
