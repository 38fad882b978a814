import Domain
import Testing

@testable import MetricEngine

/// What the panel says of how sure it is, and where leads waited.
struct ResponseUncertaintyTests {
  private func reading(_ data: Dataset) -> ResponseReading {
    Engine(dataset: data, profile: .sample()).readings(Query(asOf: .noon)).response
  }

  /// A hundred leads a window, answered within some minutes.
  private func leads(now: Int, before: Int) -> [SampleLead] {
    (0..<100).flatMap { index in
      [(Instant.november(10, 10), now), (Instant.november(10, 10).adding(days: -28), before)].map { created, minutes in
        SampleLead(created: created, answered: created.adding(Int64(minutes * 60 + index)))
      }
    }
  }

  @Test("answers that come an hour later are a confirmed change, equal ones no evidence")
  func answersThatComeLaterAreAConfirmedChange() {
    let slower = reading(.leads(leads(now: 90, before: 30)))
    #expect(slower.verdict?.verdict == .confirmed)
    #expect(slower.isFaster == false)
    let same = reading(.leads(leads(now: 30, before: 30)))
    #expect(same.verdict?.verdict == .noEvidence)
    #expect(reading(.leads(Array(leads(now: 30, before: 30).prefix(2)))).verdict?.verdict == .tooEarly)
    #expect(reading(.leads([SampleLead(created: .november(10, 10))])).verdict == nil)
  }

  @Test("the wait of one in ten has a range")
  func theWaitOfOneInTenHasARange() {
    let slow = reading(.leads(leads(now: 30, before: 30))).wall.current
    #expect(slow.slowTenth.value == slow.survival.q90)
    #expect((slow.slowTenth.low ?? 0) < (slow.slowTenth.value ?? 0))
  }

  @Test("a week beyond chance lies outside the limits, and weeks that spread widen them")
  func aWeekBeyondChanceLiesOutsideTheLimits() throws {
    let calm = Array(repeating: WithinLimit(successes: 50, trials: 100), count: 25)
    let chart = try #require(ShareChart.weekly(calm + [WithinLimit(successes: 80, trials: 100)]))
    #expect(chart.widening < 1.2)
    #expect(chart.high[25] < 0.8 && chart.low[0] < 0.5 && chart.high[0] > 0.5)
    let wild = (0..<26).map { WithinLimit(successes: $0 % 2 == 0 ? 200 : 800, trials: 1000) }
    #expect(try #require(ShareChart.weekly(wild)).widening > 5)
    #expect(ShareChart.weekly(Array(wild.prefix(7))) == nil)
    #expect(ShareChart.weekly(calm + [WithinLimit()])?.high.last == 1)
  }

  @Test("the wait is told apart: until somebody owned the lead, and from then on")
  func theWaitIsToldApart() {
    let created = Instant.november(19, 10)
    var data = Dataset.leads((0..<3).map { _ in SampleLead(created: created, answered: created.adding(3000)) })
    #expect(reading(data).business.lags == nil)
    data.leads.assignedAt = Series([2400, 2460, 2520].map { created.adding($0) })
    let lags = reading(data).business.lags
    #expect((lags?.toOwner.value, lags?.toAnswer.value) == (2460, 540))
    // given one that nobody ever owned and one assigned before it came
    data.leads.assignedAt = Series([created.adding(2400), .never, created.adding(-1)])
    #expect((reading(data).wall.lags?.toOwnerCount, reading(data).wall.lags?.toAnswerCount) == (2, 1))
  }
}
