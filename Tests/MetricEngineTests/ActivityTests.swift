import Domain
import Testing

@testable import MetricEngine

/// Which activities count, and what is quiet (statistics.md section 6, "Activities").
struct ActivityTests {
  @Test("activities count from the creation to the closing, both ends included")
  func bothEndsAreIncluded() {
    let deal = SampleDeal(created: 30, touches: [31, 30, 20, 10, 9], lost: 10)
    let reading = Engine.over([deal]).activity()
    #expect(reading.lost.mean == 3)
    #expect(reading.explanation?.exclusions.first?.count == 2)
  }

  @Test("a closing date without a time of day takes in its whole day")
  func aClosingDayIsWhole() {
    var data = Dataset.deals([SampleDeal(created: 30.5, touches: [10.1], won: 10.5)])
    #expect(Engine(dataset: data, profile: SampleProcess.profile).activity().won.mean == 0)
    data.facts.opportunityPrecision = .day
    #expect(Engine(dataset: data, profile: SampleProcess.profile).activity().won.mean == 1)
  }

  @Test("what comes in, is automatic or not done is no touch")
  func onlyTouchesCount() {
    var data = Dataset.deals([SampleDeal(created: 30, touches: [20, 15, 10, 5])])
    data.activities.traits = [.inbound, .automatic, .undone, []]
    let reading = Engine(dataset: data, profile: SampleProcess.profile).activity()
    #expect(reading.open.mean == 1)
    #expect(reading.idleDays.mean == 5)
  }

  @Test("an open deal is quiet after more than 14 days without a touch, or since creation")
  func quietIsMoreThanFourteenDays() {
    let deals = [
      SampleDeal(created: 40, touches: [14]), SampleDeal(created: 40, touches: [14.1], amount: 5),
      SampleDeal(created: 15, amount: 7), SampleDeal(created: 13), SampleDeal(created: 40, lost: 20),
    ]
    let reading = Engine.over(deals).activity()
    #expect(reading.quiet == [2, 1])
    #expect(reading.quietMoney.amounts == [Money(hundredths: 12, currency: "EUR")])
    #expect(reading.idleDays.count == 4)
  }

  @Test("where activities have no time of day, silence is in whole days")
  func silenceInWholeDays() {
    var data = Dataset.deals([SampleDeal(created: 40, touches: [14.5])])
    data.facts.activityPrecision = .day
    #expect(Engine(dataset: data, profile: SampleProcess.profile).activity().quiet.isEmpty)
  }

  @Test("a deal that nobody dated or touched is not called quiet")
  func undatedDealsAreNotQuiet() {
    let engine = Engine.over([SampleDeal(created: nil), SampleDeal(created: 3, touches: [2])])
    let reading = engine.activity()
    #expect(reading.quiet.isEmpty)
    #expect(reading.open.count == 2)
    #expect(reading.idleDays.count == 1)
  }

  @Test("quiet before is judged by what was open and known then")
  func quietBeforeIsJudgedThen() {
    let deals = [
      SampleDeal(created: 90, touches: [60, 10]),  // quiet then, not now
      SampleDeal(created: 90, touches: [60], won: 20),  // open and quiet then
      SampleDeal(created: 29, touches: []),  // quiet now, a day old then
    ]
    let reading = Engine.over(deals).activity()
    #expect(reading.quietBefore == 2)
    #expect(reading.quiet == [2])
  }

  @Test("touches in a window are those of deals open at its end")
  func touchesInTheWindow() {
    let deals = [
      SampleDeal(created: 50, touches: [40, 20, 10]), SampleDeal(created: 50, touches: [45, 30, 5], won: 5),
    ]
    let reading = Engine.over(deals).activity()
    #expect(reading.touches == 2)
    #expect(reading.touchesBefore == 1.5)
  }

  @Test("nothing is said of next steps unless the data has them")
  func nextSteps() {
    var data = Dataset.deals([
      SampleDeal(created: 9, touches: [1]), SampleDeal(created: 9, nextStep: .ago(-3)),
      SampleDeal(created: 9, amount: 70, nextStep: .ago(30)),
    ])
    #expect(Engine(dataset: data, profile: SampleProcess.profile).activity().withoutNextStep == nil)
    data.facts.presentFields.insert("opportunities.next_step_at")
    let engine = Engine(dataset: data, profile: SampleProcess.profile)
    #expect(engine.activity().withoutNextStep == 2)
    #expect(engine.rows(.withoutNextStep, Query(asOf: SampleProcess.now)) == [2, 0])
  }

  @Test("without activities the panel says what it needs")
  func withoutActivitiesItSaysWhatItNeeds() {
    let reading = Engine.over([SampleDeal(created: 5)]).activity()
    #expect(reading.availability == .needs(["activities.occurred_at", "activities.opportunity_id"]))
  }

  @Test("quiet deals at the end of each week are counted as of then")
  func trendCountsQuietDealsOfTheTime() {
    // Given a deal touched once 100 days ago and won 30 days ago
    let reading = Engine.over([SampleDeal(created: 100, touches: [100], won: 30)]).activity()
    // Then it is open but not quiet for two weeks, and quiet until it was won
    let known = reading.trend.filter { $0.count > 0 }
    #expect(known.compactMap(\.value) == [0, 0] + Array(repeating: 1, count: known.count - 2))
    #expect(known.count == 10)
  }
}

/// The floor of activities learned from own wins.
struct ActivityFloorTests {
  /// Wins that took 40 days and were touched once a day for the first `touches` days.
  private func wins(_ count: Int, touches: Int, took: Double = 40) -> [SampleDeal] {
    (0..<count).map { _ in
      SampleDeal(created: 100, touches: (0..<touches).map { 100 - Double($0) - 0.5 }, won: 100 - took)
    }
  }

  @Test("a deal is under the floor with fewer touches than three in four wins had at its age")
  func dealsAreJudgedAtTheirOwnAge() {
    // At 5 days the wins had 5 touches, at 20 days 10.
    let young = SampleDeal(created: 5.5, touches: [5, 4, 3, 2, 1])
    let grown = SampleDeal(created: 20.5, touches: [5, 4, 3, 2, 1])
    let reading = Engine.over([young, grown] + wins(30, touches: 10)).activity()
    #expect(reading.underFloor == [1])
  }

  @Test("under 30 wins that lasted as long there is no floor")
  func tooFewWinsSetNoFloor() {
    let deal = SampleDeal(created: 20.5)
    #expect(Engine.over([deal] + wins(29, touches: 10)).activity().underFloor.isEmpty)
    // 30 wins, but half of them were over by then: they do not count at that age.
    let mixed = wins(15, touches: 10) + wins(15, touches: 10, took: 12)
    #expect(Engine.over([deal] + mixed).activity().underFloor.isEmpty)
  }

  @Test("beyond the age of the longest wins nothing is said")
  func oldDealsHaveNoFloor() {
    let deal = SampleDeal(created: 60)
    #expect(Engine.over([deal] + wins(30, touches: 10)).activity().underFloor.isEmpty)
  }
}

/// What rules learn about activities.
struct ActivityMeasureTests {
  private func measure(_ deals: [SampleDeal], _ statistic: Statistic, days: Int = 28) -> Reading {
    let request = MeasureRequest(
      metric: .activities, statistic: statistic, clock: .wall, windowDays: days, scope: .all)
    return Engine.over(deals).measure(request, Query(asOf: SampleProcess.now))
  }

  @Test("the mean leaves out deals younger than 14 days and lists those below it")
  func theMeanIsOfGrownDeals() {
    let deals = [
      SampleDeal(created: 30, touches: [9, 8, 7, 6]), SampleDeal(created: 30, touches: [9, 8]),
      SampleDeal(created: 13, touches: []),
    ]
    let reading = measure(deals, .activitiesMean)
    #expect(reading.value == 3)
    #expect(reading.count == 2)
    #expect(reading.rows == [1])
    // mean ± z·sd/√n with sd √2 and n 2
    #expect(abs((reading.low ?? 0) - (3 - 1.959963984540054)) < 1e-12)
    #expect(abs((reading.gateLow ?? 0) - (3 - 0.8416212335729143)) < 1e-12)
  }

  @Test("giving up is judged over what was lost in the window")
  func givingUpInTheWindow() {
    let deals = [
      SampleDeal(created: 60, touches: [50], lost: 10), SampleDeal(created: 60, touches: [50, 40], lost: 10),
      SampleDeal(created: 60, lost: 40), SampleDeal(created: 60, won: 10),
    ]
    let reading = measure(deals, .gaveUpShare)
    #expect(reading.value == 0.5)
    #expect(reading.rows == [0])
  }

  @Test("what was disqualified within two days was never given up")
  func disqualifiedAtOnce() {
    let deals = [
      SampleDeal(created: 12, lost: 10), SampleDeal(created: 12.5, lost: 10),
      SampleDeal(created: 30, touches: [20], lost: 10),
    ]
    let reading = measure(deals, .gaveUpShare)
    #expect(reading.count == 2 && reading.value == 1)
    #expect(reading.rows == [1, 2])
  }

  @Test("idle deals are items: their number, most money first")
  func idleDealsAreItems() {
    let deals = [
      SampleDeal(created: 60, touches: [40], amount: 5), SampleDeal(created: 60, touches: [31], amount: 9),
      SampleDeal(created: 60, touches: [20], amount: 99),
    ]
    let reading = measure(deals, .idle(days: 30))
    #expect(reading.value == 2)
    #expect(reading.count == 3)
    #expect(reading.rows == [1, 0])
  }

  @Test("no opportunity at all is no data, none idle is nought")
  func noDataIsNotNought() {
    #expect(measure([], .idle(days: 14)).value == nil)
    #expect(measure([SampleDeal(created: 3, touches: [1])], .idle(days: 14)).value == 0)
  }
}
