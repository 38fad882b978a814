import Domain
import TestKit
import Testing

@testable import MetricEngine

/// The five figures for each part of the organisation.
@Suite struct PeopleTests {
  @Test("each part has the figures that a filter for it gives", arguments: [Dimension.team, .rep, .region])
  func sameAsFilter(_ dimension: Dimension) throws {
    let set = try Fixtures.canonical("plain")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let query = Query(asOf: set.asOf, period: .days(90))
    let people = engine.people(by: dimension, query)
    #expect(!people.elements.isEmpty)
    for part in people.elements {
      var own = query
      own.filter = Filter(clauses: [.dimension(dimension, [part.name.isEmpty ? "none" : part.name])])
      let readings = engine.readings(own)
      #expect(part.figures[.leadResponse]?.value == readings.response.withinLimit.value)
      #expect(part.figures[.leadResponse]?.items ?? 0 == readings.response.waiting.late)
      #expect(part.figures[.qualifiedLeads]?.items ?? 0 == readings.qualified.current)
      #expect(part.figures[.processSteps]?.value == readings.process.recent.value)
      #expect(part.figures[.activities]?.items ?? 0 == readings.activities.quiet.count)
      #expect(
        part.figures[.activities]?.previous == readings.activities.quietBefore.map(Double.init)
          || part.figures[.activities] == nil || readings.activities.open.count == 0)
      #expect(part.figures[.timeToClose]?.value == readings.close.winnersMedian.value)
    }
  }

  @Test("with too few answers in the period 90 days count, and that is said")
  func widened() throws {
    let set = try Fixtures.canonical("plain")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let narrow = engine.people(by: .rep, Query(asOf: set.asOf, period: .days(7)))
    let wide = engine.people(by: .rep, Query(asOf: set.asOf, period: .days(90)))
    #expect(narrow.elements.contains { !$0.widened.isEmpty })
    for part in narrow.elements where part.widened.contains(.leadResponse) {
      let other = wide.elements.first { $0.name == part.name }
      #expect(part.figures[.leadResponse] == other?.figures[.leadResponse])
    }
    #expect(wide.elements.allSatisfy { $0.widened.isEmpty })
  }

  private func people(_ shares: [(String, Int, Int)]) -> People {
    People(
      dimension: .rep,
      elements: shares.map { name, good, all in
        let row = BreakdownRow(
          name: name, value: all > 0 ? Double(good) / Double(all) : nil, low: nil, high: nil, count: all, previous: nil,
          items: all - good)
        return PartFigures(name: name, figures: [.leadResponse: row])
      })
  }

  @Test("nobody is last for a share of a handful")
  func evidence() {
    // given: none of 3 answered in time against 30 % of 1 000
    let people = people([
      ("few", 0, 3), ("late", 300, 1000), ("fair", 500, 1000), ("able", 550, 1000), ("good", 600, 1000),
    ])
    let order = people.worstFirst(by: .leadResponse).map { people.elements[$0].name }
    #expect(order.first == "late")
    #expect(order.last == "good")
  }

  @Test("who has no figure comes last, whatever the order of names")
  func withoutFigure() {
    let people = people([("a", 0, 0), ("b", 10, 40), ("c", 30, 40)])
    #expect(people.worstFirst(by: .leadResponse).map { people.elements[$0].name } == ["b", "c", "a"])
  }

  @Test("a middle half takes four with enough rows")
  func middleHalf() {
    #expect(people([("a", 10, 40), ("b", 20, 40), ("c", 30, 40), ("d", 1, 3)]).middleHalf(of: .leadResponse) == nil)
    let five = people([("a", 4, 40), ("b", 8, 40), ("c", 12, 40), ("d", 16, 40), ("e", 20, 40)])
    let half = five.middleHalf(of: .leadResponse)
    #expect(half.map { abs($0.low - 0.2) < 1e-9 && abs($0.high - 0.4) < 1e-9 } == true)
    #expect(half.map { [$0.least, $0.greatest] } == [0.1, 0.5])
  }

  @Test("estimates are drawn towards their mean the more the less certain they are")
  func shrunkenMeans() throws {
    let sure = Estimate(value: 100, low: 95, high: 105)
    let unsure = Estimate(value: 200, low: 20, high: 380)
    let others = [80.0, 120, 90, 110].map { Estimate(value: $0, low: $0 - 5, high: $0 + 5) }
    let means = try #require(ShrunkenMeans(others + [sure, unsure]))
    #expect(abs(means.value(sure) - 100) < 1)
    #expect(abs(means.value(unsure) - means.mean) < 10)
    #expect(means.value(Estimate(value: 7)) == means.mean)
    #expect(ShrunkenMeans([Estimate(value: 7)]) == nil)
  }
}
