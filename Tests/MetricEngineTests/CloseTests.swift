import Domain
import Testing

@testable import MetricEngine

/// Time to close with open deals counted (statistics.md section 6, "Time to close").
struct CloseTests {
  /// Wins that took 1, 2, ... days, all created 100 days ago.
  private func wins(_ count: Int) -> [SampleDeal] {
    (1...count).map { SampleDeal(created: 100, won: 100 - Double($0)) }
  }

  @Test("a deal without a creation date counts in the totals and in no duration")
  func undatedDealsCountInTotalsOnly() throws {
    let deals = [SampleDeal(created: nil), SampleDeal(created: nil, won: 5), SampleDeal(created: 10, won: 4)]
    let reading = Engine.over(deals).close()
    #expect((reading.deals, reading.open, reading.won, reading.withoutDates) == (3, 1, 2, 2))
    #expect(reading.crmAverage.count == 1)
    #expect(reading.anyClose.count == 1)
    let exclusions = try #require(reading.explanation).exclusions
    #expect(exclusions == [.init(reason: "without a creation date: in the totals, in no duration", count: 2)])
  }

  @Test("a deal closed at an unknown time is closed, and in no duration")
  func undatedClosings() {
    var data = Dataset.deals([SampleDeal(created: 10, won: 4), SampleDeal(created: 10, won: 4)])
    data.opportunities.closedAt[1] = .unknown
    let reading = Engine(dataset: data, profile: SampleProcess.profile).close()
    #expect((reading.won, reading.withoutDates, reading.crmAverage.count) == (2, 1, 1))
  }

  @Test("a deal closed before it was created is an error, not a negative time")
  func reversedDatesAreLeftOut() {
    let reading = Engine.over([SampleDeal(created: 10, won: 12), SampleDeal(created: 10, won: 4)]).close()
    #expect((reading.withoutDates, reading.closedBeforeOpened) == (0, 1))
    #expect(reading.crmAverage.minimum == 6)
  }

  @Test("wins of which none is timed leave no share won, which is not 0 %")
  func untimedWins() throws {
    let deals = [SampleDeal(created: nil, won: 5), SampleDeal(created: 40, lost: 4), SampleDeal(created: 10)]
    let reading = Engine.over(deals).close()
    #expect(reading.won == 1)
    #expect(reading.wonBy.isEmpty && reading.winsLaterThan.isEmpty && reading.curve.isEmpty)
    #expect(reading.lostBy.first?.value == 0)
    let request = MeasureRequest(
      metric: .timeToClose, statistic: .wonWithin(days: 30), clock: .wall, windowDays: 28, scope: .all)
    #expect(Engine.over(deals).measure(request, Query(asOf: SampleProcess.now)).value == nil)
  }

  @Test("where nothing could ever close, what there is is counted")
  func countsWithoutDates() {
    var data = Dataset.deals([SampleDeal(created: 5), SampleDeal(created: nil)])
    data.facts.presentFields = []
    let reading = Engine(dataset: data, profile: SampleProcess.profile).close()
    #expect(reading.availability == .needs(["opportunities.closed_at"]))
    #expect((reading.deals, reading.open) == (2, 2))
  }

  @Test("one open deal of a source with a column for closings is one open deal")
  func nothingClosedYet() {
    var data = Dataset.deals([SampleDeal(created: 5)])
    data.facts.presentFields = ["opportunities.created_at"]
    data.facts.givenFields = ["opportunities.closed_at"]
    let reading = Engine(dataset: data, profile: SampleProcess.profile).close()
    #expect(reading.availability == .ready)
    #expect((reading.open, reading.winnersMedian.value) == (1, nil))
  }

  @Test("how many have been followed for so many days is told")
  func atRisk() {
    let deals = [SampleDeal(created: 200, won: 20), SampleDeal(created: 65), SampleDeal(created: 40, lost: 5)]
    #expect(Engine.over(deals).close().atRisk == [3, 2, 1, 1, 0])
    #expect(Engine.over(deals).close().historyDays == 200)
  }

  @Test("losing is another end, not a longer wait")
  func lostOnesCompete() {
    // Given two wins at 10 days and two losses at 5
    let deals =
      [10.0, 10].map { SampleDeal(created: 100, won: 100 - $0) }
      + [5.0, 5].map { SampleDeal(created: 100, lost: 100 - $0) }
    let reading = Engine.over(deals).close()
    // Then half win and half are lost, though everybody left at 10 days won
    #expect(reading.wonBy.first?.value == 0.5)
    #expect(reading.lostBy.first?.value == 0.5)
  }

  @Test("half of the wins take longer: nothing is said under 20 wins")
  func theMedianNeedsTwentyWins() {
    #expect(Engine.over(wins(19)).close().winnersMedian.value == nil)
    #expect(Engine.over(wins(21)).close().winnersMedian.value == 11)
  }

  @Test("dates without time make whole days")
  func wholeDays() {
    var data = Dataset.deals([SampleDeal(created: 10.5, won: 4.5), SampleDeal(created: 10.5)])
    data.facts.opportunityPrecision = .day
    let reading = Engine(dataset: data, profile: SampleProcess.profile).close()
    #expect(reading.crmAverage.mean == 6)
    #expect(reading.curve.map(\.day) == [0, 6, 10])
  }

  @Test("deals older than nine in ten winners are listed oldest first, money by currency")
  func oldDeals() {
    let open = [
      SampleDeal(created: 30, amount: 10), SampleDeal(created: 50, amount: 20, currency: "USD"),
      SampleDeal(created: 5, amount: 40),
    ]
    let reading = Engine.over(open + wins(20)).close()
    #expect(reading.old == [1, 0])
    #expect(
      reading.oldMoney.amounts == [Money(hundredths: 20, currency: "USD"), Money(hundredths: 10, currency: "EUR")])
  }

  @Test("segments are told apart where there is more than one")
  func segments() {
    let one = Engine.over([SampleDeal(created: 9, segment: "small")]).close()
    #expect(one.bySegment.isEmpty)
    let two = Engine.over([
      SampleDeal(created: 9, won: 1, segment: "small"), SampleDeal(created: 9, segment: "small"),
      SampleDeal(created: 9, segment: "large"),
    ]).close()
    #expect(two.bySegment.map(\.name) == ["small", "large"])
    #expect(two.bySegment.map(\.deals) == [2, 1])
    #expect(two.bySegment.map(\.won) == [1, 0])
  }

  @Test("the curve has at most 400 points and ends where the data ends")
  func theCurveIsShort() {
    let reading = Engine.over((1...900).map { SampleDeal(created: 1000, won: 1000 - Double($0)) }).close()
    #expect(reading.curve.count == 400)
    #expect(reading.curve.last?.day == 900)
    #expect(abs((reading.curve.last?.won ?? 0) - 1) < 1e-9)
    #expect(zip(reading.curve, reading.curve.dropFirst()).allSatisfy { $0.won <= $1.won && $0.day < $1.day })
  }

  @Test("the figure before is what was known one period ago")
  func theFigureBefore() {
    // Given 20 wins of 10 days each until 28 days ago, and 40 slower ones since
    let before = (0..<20).map { _ in SampleDeal(created: 80, won: 70) }
    let since = (0..<40).map { _ in SampleDeal(created: 60, won: 10) }
    let reading = Engine.over(before + since).close()
    #expect(reading.winnersMedianBefore == 10)
    #expect(reading.winnersMedian.value == 50)
    #expect(reading.change == .worse)
  }

  @Test("without closings that are dated the panel says what it needs")
  func whatItNeeds() {
    var data = Dataset.deals([SampleDeal(created: 5), SampleDeal(created: nil)])
    data.facts.presentFields = []
    let reading = Engine(dataset: data, profile: SampleProcess.profile).close()
    #expect(reading.availability == .needs(["opportunities.closed_at"]))
    data.opportunities.createdAt = [.unknown, .unknown]
    let worse = Engine(dataset: data, profile: SampleProcess.profile).close()
    #expect(worse.availability == .needs(["opportunities.created_at", "opportunities.closed_at"]))
  }
}

/// What rules learn about closing.
struct CloseMeasureTests {
  private func measure(_ deals: [SampleDeal], _ statistic: Statistic) -> Reading {
    let request = MeasureRequest(
      metric: .timeToClose, statistic: statistic, clock: .wall, windowDays: 28, scope: .all)
    return Engine.over(deals).measure(request, Query(asOf: SampleProcess.now))
  }

  @Test("the share won by a day has bounds within 0 and 1 and lists what is open for longer")
  func wonWithin() {
    let deals = [
      SampleDeal(created: 100, won: 80), SampleDeal(created: 100, lost: 50), SampleDeal(created: 95),
      SampleDeal(created: 20),
    ]
    let reading = measure(deals, .wonWithin(days: 30))
    #expect(abs((reading.value ?? 0) - 0.25) < 1e-12)
    #expect((reading.low ?? -1) >= 0 && (reading.high ?? 2) <= 1)
    #expect(reading.rows == [2])
  }

  @Test("older than winners needs 20 wins")
  func olderThanWinnersNeedsWins() {
    let open = SampleDeal(created: 60)
    func reading(_ count: Int) -> Reading {
      measure(
        [open] + (1...count).map { SampleDeal(created: 100, won: 100 - Double($0)) }, .olderThanWinners(quantile: 0.9))
    }
    #expect(reading(19).value == nil)
    #expect(reading(20).value == 1)
    #expect(reading(20).rows == [0])
  }
}
