import Domain
import TestKit
import Testing

@testable import MetricEngine

@Suite("What an engine has prepared, kept for the next")
struct KeptFactsTests {
  private func set(_ folder: String) throws -> (engine: Engine, query: Query) {
    let set = try Fixtures.canonical(folder)
    return (Engine(dataset: set.dataset, profile: set.profile), Query(asOf: set.asOf))
  }

  @Test("every figure is the same from what was kept", arguments: ["plain", "dirty"])
  func sameFigures(_ folder: String) throws {
    let (engine, query) = try set(folder)
    let rep = engine.dataset.vocabulary(.rep).names.last ?? ""
    let filtered = Query(asOf: query.asOf, period: .days(90), filter: Filter(clauses: [.dimension(.rep, [rep])]))
    let new = try KeptBytes.next(after: engine, at: query.asOf)
    #expect(new.hasPrepared(at: query.asOf))
    for question in [query, filtered] { #expect(new.readings(question) == engine.readings(question)) }
    #expect(new.claims(query) == engine.claims(query))
  }

  @Test("no rows can be kept too")
  func nothing() throws {
    let engine = Engine(dataset: .deals([]), profile: SampleProcess.profile)
    let query = Query(asOf: SampleProcess.now)
    #expect(try KeptBytes.next(after: engine, at: query.asOf).readings(query) == engine.readings(query))
  }

  @Test("columns of something else are refused")
  func foreign() throws {
    let (engine, query) = try set("plain")
    var (kept, facts) = (KeptBytes(), engine.preparedFacts(at: query.asOf))
    try facts.visitSeries(with: &kept)
    kept.sections.removeLast()
    kept.next = 0
    #expect(throws: SeriesFault.self) {
      var facts = engine.emptyFacts
      try facts.visitSeries(with: &kept)
    }
  }

  @Test("the key is that of equal profiles, in whatever order their parts were said")
  func sameKey() {
    var (first, second) = (SampleProcess.profile, SampleProcess.profile)
    let limits = (0..<20).map { ("source\($0)", $0 * 60) }
    first.responseLimits = Dictionary(uniqueKeysWithValues: limits)
    second.responseLimits = Dictionary(uniqueKeysWithValues: limits.reversed())
    #expect(key(first) == key(second))
    second.process.assumed = true
    #expect(key(first) == key(second), "who said it changes no figure")
  }

  @Test("hours, limits, stages, versions and calendars of parts each make another key")
  func otherKeys() {
    let changes: [(inout Profile) -> Void] = [
      { $0.hours.opensAt = 600 }, { $0.hours.timeZone = "America/New_York" },
      { $0.hours.holidays = [CivilDate(year: 2026, month: 6, day: 1)] }, { $0.responseLimit = 60 },
      { $0.responseLimits = ["web": 60] }, { $0.process.stages.swapAt(0, 1) }, { $0.process.won = ["Lost"] },
      { $0.processVersions = [DatedProcess(process: SampleProcess.process, optional: ["Demo"])] },
      { $0.processVersions = [DatedProcess(process: SampleProcess.process, customerFacing: ["Demo"])] },
      { $0.calendars = [NamedCalendar(name: "west", hours: BusinessHours(timeZone: "UTC", assumed: false))] },
      { $0.calendarOf = [.element(.team, "west"): "west"] },
    ]
    var keys = Set([key(SampleProcess.profile)])
    for change in changes {
      var profile = SampleProcess.profile
      change(&profile)
      keys.insert(key(profile))
    }
    #expect(keys.count == changes.count + 1)
  }

  private func key(_ profile: Profile) -> [UInt64] {
    Engine(dataset: .deals([SampleDeal(created: 30)]), profile: profile).factsKey
  }
}
