import Domain
import Testing

@testable import MetricEngine

/// Answers to rules about leads.
struct MeasureTests {
  private func measure(
    _ statistic: Statistic, _ leads: [SampleLead], clock: ClockKind = .business, days: Int = 28, scope: Scope = .all,
    limits: [String: Int] = [:]
  ) -> Reading {
    let engine = Engine(dataset: .leads(leads), profile: .sample(limits: limits))
    let request = MeasureRequest(
      metric: .leadResponse, statistic: statistic, clock: clock, windowDays: days, scope: scope)
    return engine.measure(request, Query(asOf: .noon))
  }

  private func leads(_ minutes: [Int], rep: String = "ann") -> [SampleLead] {
    minutes.map {
      SampleLead(created: .november(19, 9), answered: .november(19, 9).adding(Int64($0) * 60), rep: rep)
    }
  }

  @Test("a share comes with its bounds, the gate's inside the others")
  func aShareComesWithItsBoundsTheGatesInsideTheOthers() {
    let reading = measure(.shareWithin(seconds: 300), leads([1, 2, 3, 10, 20, 30, 40, 50]))
    #expect(reading.value == 3.0 / 8)
    #expect(reading.count == 8)
    let bounds = [reading.low, reading.gateLow, reading.value, reading.gateHigh, reading.high].compactMap { $0 }
    #expect(bounds.count == 5)
    #expect(bounds == bounds.sorted())
    #expect(reading.gateHigh == Wilson.share(3, of: 8, z: 0.8416212335729143).high)
  }

  @Test("rows are those that count against it, slowest first")
  func rowsAreThoseThatCountAgainstItSlowestFirst() {
    let waiting = SampleLead(created: .november(19, 9))
    let reading = measure(.shareWithin(seconds: nil), leads([1, 10, 30]) + [waiting], limits: ["web": 600])
    #expect(reading.rows == [3, 2])
    #expect(reading.value == 0.5)
  }

  @Test("the window is the rule's own")
  func theWindowIsTheRulesOwn() {
    let old = SampleLead(created: .november(1, 9), answered: .november(1, 9, 1))
    #expect(measure(.shareWithin(seconds: 300), leads([10]) + [old], days: 7).count == 1)
    #expect(measure(.shareWithin(seconds: 300), leads([10]) + [old], days: 28).count == 2)
  }

  @Test("a scope narrows it to one element")
  func aScopeNarrowsItToOneElement() {
    let all = leads([1, 2, 3]) + leads([10, 20], rep: "bob")
    #expect(measure(.shareWithin(seconds: 300), all, scope: .element(.rep, "Bob")).value == 0)
    #expect(measure(.shareWithin(seconds: 300), all, scope: .element(.rep, "bob")).count == 2)
    #expect(measure(.shareWithin(seconds: 300), all, scope: .element(.rep, "nobody")).value == nil)
  }

  @Test("a quantile counts those that still wait")
  func aQuantileCountsThoseThatStillWait() {
    let waiting = (0..<6).map { _ in SampleLead(created: .november(19, 9)) }
    let reading = measure(.responseQuantile(0.5), leads([1, 2, 3, 4, 5, 6, 7]) + waiting, clock: .wall)
    #expect(reading.value == 420)
    #expect(reading.count == 13)
    #expect(reading.rows.count == 6)
    #expect((reading.low ?? 0) < 420)
    #expect(reading.high == nil)
    #expect(measure(.responseQuantile(0.9), leads([1]) + waiting).value == nil)
  }

  @Test("items are the leads past their limit, most overdue first")
  func itemsAreTheLeadsPastTheirLimitMostOverdueFirst() {
    let late = [
      SampleLead(created: .november(20, 11)), SampleLead(created: .november(20, 10)),
      SampleLead(created: .november(20, 11, 58)),
      SampleLead(created: .november(20, 9), disqualified: .november(20, 10)),
    ]
    let reading = measure(.unanswered(seconds: nil), late)
    #expect(reading.value == 2)
    #expect(reading.rows == [1, 0])
    #expect(measure(.unanswered(seconds: 3600), late).rows == [1])
    #expect(measure(.unanswered(seconds: 7200), late).value == 0)
  }

  @Test("the pace of qualified leads carries its count's bounds")
  func thePaceOfQualifiedLeadsCarriesItsCountsBounds() {
    let days = (0..<364).filter { Instant.november(20).adding(days: -$0).utcDate.isoWeekday < 6 }
    let stream = days.map {
      SampleLead(created: .november(20, 9).adding(days: -$0), qualified: .november(20, 10).adding(days: -$0))
    }
    let ratio = measure(.qualifiedRatio, stream)
    let count = measure(.qualifiedCount, stream)
    #expect(count.value == 20)
    #expect(count.low == Garwood.interval(20).low)
    #expect(abs((ratio.value ?? 0) - 20 / 19.875) < 0.02)
    #expect(abs((ratio.gateLow ?? 0) / (count.gateLow ?? 1) - (ratio.value ?? 0) / 20) < 1e-12)
    #expect(count.rows.count == 20 && count.rows.first == 0)
  }

  @Test("a stream that dries up is judged by what was to be expected")
  func aStreamThatDriesUpIsJudgedByWhatWasToBeExpected() {
    let days = (28..<364).filter { Instant.november(20).adding(days: -$0).utcDate.isoWeekday < 6 }
    let stream = days.flatMap { day in
      (0..<2).map { _ in
        SampleLead(created: .november(20, 9).adding(days: -day), qualified: .november(20, 10).adding(days: -day))
      }
    }
    let reading = measure(.qualifiedRatio, stream)
    #expect(reading.value == 0)
    #expect(reading.count == 40)
    #expect(reading.expected == 40)
  }

  @Test("missing fields are named and give no value")
  func missingFieldsAreNamedAndGiveNoValue() {
    let engine = Engine(dataset: Dataset(), profile: .sample())
    for statistic in [Statistic.shareWithin(seconds: 300), .unanswered(seconds: nil), .qualifiedRatio] {
      let request = MeasureRequest(
        metric: .leadResponse, statistic: statistic, clock: .wall, windowDays: 28, scope: .all)
      let reading = engine.measure(request, Query(asOf: .noon))
      #expect(reading.value == nil)
      #expect(!reading.missing.isEmpty)
    }
  }
}
