import Domain
import Testing

@testable import MetricEngine

/// After how long an open opportunity is quieter than those that were won (statistics.md section 2, learned defaults).
@Suite("Learned limits of silence")
struct IdleLimitTests {
  /// Wins of which each was touched after every pause of so many days.
  private func wins(_ count: Int, pause: Double, stage: String = "Discovery", segment: String = "") -> [SampleDeal] {
    (0..<count).map { number in
      let created = 300 + Double(number)
      let touches = (1...4).map { created - pause * Double($0) }
      return SampleDeal(
        created: created, path: [(stage, created)], touches: touches, won: created - pause * 5, segment: segment)
    }
  }

  private func learned(_ deals: [SampleDeal]) -> IdleLimits? { Engine.over(deals).idleLimits(at: SampleProcess.now) }

  @Test("nine in ten pauses of own wins were no longer, by stage and segment")
  func byStageAndSegment() throws {
    let deals =
      wins(20, pause: 9.5, segment: "smb") + wins(20, pause: 19.5, segment: "enterprise")
      + wins(20, pause: 12.5, stage: "Demo", segment: "smb")
    let limits = try #require(learned(deals))
    #expect(limits.days(stage: "Discovery", segment: "smb") == 10)
    #expect(limits.days(stage: "Discovery", segment: "enterprise") == 20)
    #expect(limits.days(stage: "Demo", segment: "smb") == 13)
    // A segment that never won from there is held to its stage, a stage that nobody knows to all.
    #expect(limits.days(stage: "Demo", segment: "enterprise") == 13)
    #expect(limits.days(stage: "Proposal", segment: "smb") == 20)
  }

  @Test("never under a week, never over 45 days", arguments: [(1.0, 7), (30.5, 31), (50.0, 45)])
  func bounds(pause: Double, days: Int) throws { #expect(learned(wins(20, pause: pause))?.usual == days) }

  @Test("under thirty pauses teach nothing, and lost deals none")
  func tooFew() {
    #expect(learned(wins(5, pause: 10)) == nil)
    let lost = wins(30, pause: 10).map { deal in
      var deal = deal
      (deal.won, deal.lost) = (nil, deal.won)
      return deal
    }
    #expect(learned(lost) == nil)
  }

  @Test("deals with a next step are not quiet, the others by the limit of where they stand")
  func measured() throws {
    let open = [
      SampleDeal(created: 90, path: [("Discovery", 90)], touches: [11], amount: 5),
      SampleDeal(created: 90, path: [("Demo", 90)], touches: [11], amount: 7),
      SampleDeal(
        created: 90, path: [("Discovery", 90)], touches: [80], amount: 9, nextStep: SampleProcess.now.adding(days: 3)),
      SampleDeal(
        created: 90, path: [("Discovery", 90)], touches: [80], amount: 8, nextStep: SampleProcess.now.adding(days: -3)),
    ]
    let limits = IdleLimits(usual: 30, byStage: ["Discovery": ["": 10], "Demo": ["": 12]])
    let request = MeasureRequest(
      metric: .activities, statistic: .idleBeyond(limits), clock: .wall, windowDays: 28, scope: .all)
    var data = Dataset.deals(open)
    data.facts.presentFields.insert("opportunities.next_step_at")
    let engine = Engine(dataset: data, profile: SampleProcess.profile)
    let reading = engine.measure(request, Query(asOf: SampleProcess.now))
    #expect(reading.value == 2 && reading.count == 4)
    #expect(reading.rows == [3, 0])
    #expect(reading.money.amounts == [Money(hundredths: 13, currency: "EUR")])
  }

  @Test("their number is evidence only if their money is more than usual")
  func money() {
    func near(usual: Int64) -> Double? {
      let limits = IdleLimits(
        usual: 10, usualMoney: MoneyByCurrency([Money(hundredths: usual, currency: "EUR")]))
      let request = MeasureRequest(
        metric: .activities, statistic: .idleBeyond(limits), clock: .wall, windowDays: 28, scope: .all)
      let deals = [SampleDeal(created: 60, touches: [40], amount: 70), SampleDeal(created: 60, amount: 30)]
      return Engine.over(deals).measure(request, Query(asOf: SampleProcess.now)).gateLow
    }
    #expect(near(usual: 99) == 2)
    #expect(near(usual: 100) == 0)
  }

  @Test("what quiet deals usually amounted to is the middle of the days of the last year")
  func usualMoney() throws {
    // Quiet from ten days after its creation until now: 200 days of the last 365, most of them.
    let quiet = SampleDeal(created: 210, path: [("Discovery", 210)], amount: 500)
    let limits = try #require(learned(wins(20, pause: 9.5) + [quiet]))
    #expect(limits.usualMoney.amounts == [Money(hundredths: 500, currency: "EUR")])
  }
}
