import Domain
import TestKit
import Testing

@testable import MetricEngine

@Suite("What rules measured at past instants")
struct HistoryTests {
  private static let requests: [MeasureRequest] = [
    ask(.leadResponse, .shareWithin(seconds: nil), .business), ask(.leadResponse, .shareWithin(seconds: 3600), .wall),
    ask(.leadResponse, .unanswered(seconds: nil), .business), ask(.leadResponse, .unanswered(seconds: 7200), .wall),
    ask(.leadResponse, .responseQuantile(0.5), .wall), ask(.qualifiedLeads, .qualifiedRatio),
    ask(.qualifiedLeads, .qualifiedCount), ask(.qualifiedLeads, .qualifiedForAge, days: 7),
    ask(.leadResponse, .brokenNow, .business), ask(.processSteps, .conformingShare, days: 90),
    ask(.processSteps, .stageAge(quantile: 0.9, factor: 1)), ask(.processSteps, .stageAge(quantile: 0.5, factor: 2)),
    ask(.activities, .activitiesMean), ask(.activities, .gaveUpShare, days: 90), ask(.activities, .idle(days: 14)),
    ask(.activities, .idleBeyond(IdleLimits(usual: 9, byStage: ["Demo": ["smb": 20, "enterprise": 11]]))),
    ask(.timeToClose, .olderThanWinners(quantile: 0.9)), ask(.timeToClose, .wonWithin(days: 90)),
    ask(.timeToClose, .closingPace, days: 90),
  ]

  private static func ask(
    _ metric: MetricID, _ statistic: Statistic, _ clock: ClockKind = .wall, days: Int = 28
  ) -> MeasureRequest {
    MeasureRequest(metric: metric, statistic: statistic, clock: clock, windowDays: days, scope: .all)
  }

  /// Instants over the whole set and before it, near and far from each other.
  private func ticks(_ asOf: Instant, seed: UInt64) -> [Instant] {
    var chance = SplitMix64(seed: seed)
    var tick = asOf.adding(days: -600)
    return (0..<24).map { _ in
      tick = tick.adding(Int64(chance.next() % 4_000_000))
      return min(tick, asOf)
    }
  }

  private func expectEqual(_ past: [Reading], _ asked: [Reading], _ what: Comment) {
    #expect(past.map(\.value) == asked.map(\.value), what)
    #expect(past.map(\.count) == asked.map(\.count), what)
    #expect(past.map(\.gateLow) == asked.map(\.gateLow), what)
    #expect(past.map(\.gateHigh) == asked.map(\.gateHigh), what)
  }

  private func check(_ engine: Engine, _ query: Query, _ ticks: [Instant], _ requests: [MeasureRequest]) {
    for request in requests {
      let asked = ticks.map { tick in
        var past = query
        past.asOf = tick
        return engine.measure(request, past)
      }
      expectEqual(engine.history(request, query, at: ticks), asked, "\(request)")
    }
  }

  @Test("equal what is measured standing there", arguments: ["plain", "dirty"], [UInt64(1), 2])
  func sameAsStandingThere(_ folder: String, _ seed: UInt64) throws {
    let set = try Fixtures.canonical(folder)
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    check(engine, Query(asOf: set.asOf), ticks(set.asOf, seed: seed), Self.requests)
  }

  @Test("equal it for a part of the organisation and a filter", arguments: ["plain", "dirty"])
  func sameForAPart(_ folder: String) throws {
    let set = try Fixtures.canonical(folder)
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let team = try #require(set.dataset.vocabulary(.team).names.last)
    let source = try #require(set.dataset.vocabulary(.source).names.last)
    let scoped = Self.requests.map { request in
      var request = request
      request.scope = .element(.team, team)
      return request
    }
    let query = Query(asOf: set.asOf, filter: Filter(clauses: [.dimension(.source, [source])]))
    check(engine, query, ticks(set.asOf, seed: 3), scoped)
  }

  @Test("equal it where rows come and go with time")
  func sameForMovingRows() throws {
    let set = try Fixtures.canonical("plain")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let query = Query(asOf: set.asOf, filter: Filter(clauses: [.status([.open])]))
    check(engine, query, Array(ticks(set.asOf, seed: 4).suffix(8)), Self.requests)
  }

  @Test("equal it where the data knows only days")
  func sameForDays() throws {
    let set = try Fixtures.canonical("dirty")
    var dataset = set.dataset
    (dataset.facts.opportunityPrecision, dataset.facts.activityPrecision) = (.day, .day)
    let engine = Engine(dataset: dataset, profile: set.profile)
    check(engine, Query(asOf: set.asOf), ticks(set.asOf, seed: 5), Self.requests)
  }

  @Test("equal it where fields were changed since")
  func sameWithChanges() throws {
    let set = try Fixtures.canonical("plain")
    var dataset = set.dataset
    let team = Int64(dataset.opportunities.team[40])
    dataset.changes.row = [40]
    dataset.changes.field = [.team]
    dataset.changes.at = [set.asOf.adding(days: -20)]
    dataset.changes.old = [team == 1 ? 2 : 1]
    dataset.changes.new = [team]
    let engine = Engine(dataset: dataset, profile: set.profile)
    let name = dataset.vocabulary(.team)[Code(team)]
    let query = Query(asOf: set.asOf, filter: Filter(clauses: [.dimension(.team, [name])]))
    check(engine, query, Array(ticks(set.asOf, seed: 6).suffix(8)), Self.requests)
  }

  @Test("are none without rows, and none for no instants")
  func empty() {
    let engine = Engine(dataset: Dataset(), profile: .sample())
    let ticks = [Instant.noon, .noon.adding(days: 1)]
    check(engine, Query(asOf: .noon), ticks, Self.requests)
    #expect(engine.history(Self.requests[0], Query(asOf: .noon), at: []).isEmpty)
  }

  @Test("several questions are answered at once")
  func several() throws {
    let set = try Fixtures.canonical("plain")
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let ticks = ticks(set.asOf, seed: 7)
    let query = Query(asOf: set.asOf)
    let answers = engine.histories(Array(Self.requests.prefix(3)), query, at: ticks)
    #expect(answers.count == 3)
    for (request, readings) in answers { #expect(readings == engine.history(request, query, at: ticks)) }
  }
}
