import Domain
import TestKit
import Testing

@testable import MetricEngine

@Suite("What rules measure, kept up to date event by event")
struct LiveMeasuresTests {
  private static let scopes: [Scope] = [.all, .element(.segment, "smb"), .element(.source, "event")]

  private static func requests(_ metric: MetricID, _ statistics: [Statistic], _ clocks: [ClockKind] = [.wall])
    -> [MeasureRequest]
  {
    statistics.flatMap { statistic in
      clocks.flatMap { clock in
        scopes.flatMap { scope in
          [28, 90].map { days in
            MeasureRequest(metric: metric, statistic: statistic, clock: clock, windowDays: days, scope: scope)
          }
        }
      }
    }
  }

  static let all: [[MeasureRequest]] = [
    requests(
      .leadResponse, [.shareWithin(seconds: nil), .shareWithin(seconds: 3600)], [.wall, .business]),
    requests(
      .leadResponse, [.unanswered(seconds: nil), .unanswered(seconds: 8 * 3600)], [.wall, .business]),
    requests(.qualifiedLeads, [.qualifiedCount, .qualifiedRatio]),
    requests(.processSteps, [.conformingShare]),
    requests(
      .activities,
      [
        .activitiesMean, .gaveUpShare, .idle(days: 14), .idle(days: 30),
        .idleBeyond(IdleLimits(usual: 9, byStage: ["Demo": ["smb": 20]])),
      ]),
    [1.0, 2.0].map { factor in
      MeasureRequest(
        metric: .processSteps, statistic: .stageAge(quantile: 0.9, factor: factor), clock: .wall, windowDays: 28,
        scope: .all)
    },
    [Statistic.olderThanWinners(quantile: 0.9), .closingPace].map { statistic in
      MeasureRequest(metric: .timeToClose, statistic: statistic, clock: .wall, windowDays: 28, scope: .all)
    },
  ]

  @Test("After every event the answers are those of all rows loaded at once", arguments: all)
  func answers(requests: [MeasureRequest]) throws {
    try expectSame(requests, Query(asOf: try Fixtures.canonical("plain").asOf), seed: 21)
  }

  @Test("So they are within a filter, and as of the past", arguments: all)
  func filtered(requests: [MeasureRequest]) throws {
    let asOf = try Fixtures.canonical("plain").asOf
    let filter = Filter(clauses: [.amount(.above, 1_000_000)])
    try expectSame(requests, Query(asOf: asOf, filter: filter), seed: 22)
    try expectSame(requests, Query(asOf: asOf.adding(days: -45)), seed: 23)
  }

  @Test("Only answers that may have changed are told again")
  func toldAgain() throws {
    let set = try Fixtures.canonical("plain")
    let requests = Self.all.flatMap(\.self)
    var live = LiveFigures(
      Engine(dataset: set.dataset, profile: set.profile), Query(asOf: set.asOf), answering: requests)
    #expect(live.answers().count == requests.count)
    #expect(live.answers().isEmpty)
    var events = LiveEvents(set.dataset, asOf: set.asOf, seed: 4)
    live.apply(events.alone(.qualification))
    let metrics = Set(live.answers().keys.map(\.metric))
    #expect(metrics == [.leadResponse, .qualifiedLeads])
  }

  private func expectSame(_ requests: [MeasureRequest], _ query: Query, seed: UInt64) throws {
    let set = try Fixtures.canonical("plain")
    var events = LiveEvents(set.dataset, asOf: set.asOf, seed: seed)
    var live = LiveFigures(Engine(dataset: set.dataset, profile: set.profile), query, answering: requests)
    var answers = live.answers()
    for step in 1...240 {
      live.apply(events.next())
      guard step % 24 == 0 else { continue }
      answers.merge(live.answers()) { _, new in new }
      let fresh = Engine(dataset: events.dataset, profile: set.profile)
      for request in requests {
        let own = try #require(answers[request])
        let wanted = fresh.measure(request, query)
        let isLeads = [.leadResponse, .qualifiedLeads].contains(request.metric)
        Likeness(live, events.dataset, isLeads: isLeads).expect(own, wanted)
      }
    }
  }
}
