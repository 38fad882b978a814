import Domain
import TestKit
import Testing

@testable import MetricEngine

@Suite("Rows dated later than now: planned meetings, a closing entered with tomorrow's date")
struct UpcomingRowsTests {
  private func set(_ folder: String) throws -> (engine: Engine, end: Instant) {
    let set = try Fixtures.canonical(folder)
    return (Engine(dataset: set.dataset, profile: set.profile), set.asOf)
  }

  private func fresh(_ engine: Engine) -> Engine { Engine(dataset: engine.dataset, profile: engine.profile) }

  @Test(
    "figures from what was kept are those of a set that ends now", arguments: ["plain", "dirty"], [0.2, 3, 40, 200])
  func sameAsWithoutThem(_ folder: String, _ daysBefore: Double) throws {
    let (engine, end) = try set(folder)
    let now = end.adding(-Int64(daysBefore * 86_400))
    let kept = try KeptBytes.next(after: engine, at: now)
    let past = try Fixtures.canonical(folder, through: now)
    var rows = past.dataset
    rows.facts = engine.dataset.facts
    let without = Engine(dataset: rows, profile: past.profile)
    let rep = rows.vocabulary(.rep).names.last ?? ""
    let ofOne = Query(asOf: now, period: .days(90), filter: Filter(clauses: [.dimension(.rep, [rep])]))
    for query in [Query(asOf: now), ofOne] {
      #expect(kept.past(at: now)?.isKept == true)
      #expect(kept.readings(query) == without.readings(query))
      #expect(kept.claims(query) == without.claims(query))
    }
    #expect(kept.changes(from: now.adding(days: -20), to: now) == without.changes(from: now.adding(days: -20), to: now))
  }

  @Test("when rows fall due, figures that build on what was kept are those made anew", arguments: ["plain", "dirty"])
  func fallingDue(_ folder: String) throws {
    let (engine, end) = try set(folder)
    let start = end.adding(days: -45)
    let kept = try KeptBytes.next(after: engine, at: start)
    for later in [600, 7200, 20 * 3600, 6 * 86_400, 30 * 86_400, 46 * 86_400] as [Int64] {
      let query = Query(asOf: start.adding(later))
      let wanted = fresh(engine)
      #expect(kept.readings(query) == wanted.readings(query), "after \(later) seconds")
      #expect(kept.claims(query) == wanted.claims(query), "after \(later) seconds")
    }
    #expect(kept.readings(Query(asOf: start)) == fresh(engine).readings(Query(asOf: start)), "and back")
  }

  /// An open deal and one that was lost, both with a history; a meeting in two days, a stage in four, a closing in six.
  private var planned: Engine {
    var deals = [
      SampleDeal(created: 40, path: [("Discovery", 40), ("Demo", -4)], touches: [20, -2], amount: 10),
      SampleDeal(created: 30, path: [("Discovery", 30)], touches: [25, 20], amount: 20),
      SampleDeal(created: 30, path: [("Discovery", 30), ("Lost", 10)], lost: 10, amount: 30),
    ]
    deals[1].won = -6
    return .over(deals)
  }

  @Test("what is kept answers until the first row falls due, and is used as it is")
  func keptUntilDue() throws {
    let engine = try KeptBytes.next(after: planned, at: .ago(0))
    let kept = try #require(engine.past(at: .ago(0))).engine
    #expect(engine.standing(at: .ago(0)) === kept && engine.standing(at: .ago(-1.9)) === kept)
    #expect(kept.prepared.activities.existing != nil && kept.prepared.close.existing != nil)
    #expect(engine.standing(at: .ago(-2)) !== kept)
    #expect(engine.hasPrepared(at: .ago(-1)) && !planned.hasPrepared(at: .ago(0)))
  }

  @Test("the clock passes a meeting, a stage and a closing; each changes what speaks of it and nothing else")
  func clockPasses() throws {
    let engine = try KeptBytes.next(after: planned, at: .ago(0))
    func touches(_ ago: Double) -> Int { engine.readings(Query(asOf: .ago(ago))).counts.activities }
    func won(_ ago: Double) -> Int { engine.readings(Query(asOf: .ago(ago))).counts.won }
    #expect(touches(0) == 3 && won(0) == 0)
    let met = engine.standing(at: .ago(-3))
    #expect(met.prepared.activities.existing == nil, "a meeting was held")
    #expect(met.prepared.process.existing != nil && met.prepared.close.existing != nil)
    #expect(touches(-3) == 4 && won(-3) == 0)
    let moved = engine.standing(at: .ago(-5))
    #expect(moved.prepared.process.existing == nil && moved.currentStages[0] != met.currentStages[0])
    #expect(moved.prepared.activities.existing != nil && moved.prepared.close.existing != nil)
    #expect(won(-6.1) == 1 && engine.standing(at: .ago(-6.1)) === engine)
    #expect(touches(0) == 3 && won(0) == 0, "going back in time finds what was kept")
  }

  @Test("letting go of the past keeps what the present and the next instants build on")
  func forgotten() throws {
    let engine = try KeptBytes.next(after: planned, at: .ago(0))
    let (kept, next) = (engine.standing(at: .ago(0)), engine.standing(at: .ago(-3)))
    let before = engine.standing(at: .ago(22))
    engine.forgetPast(before: .ago(-3))
    #expect(engine.standing(at: .ago(0)) === kept && engine.standing(at: .ago(-3)) === next)
    #expect(engine.standing(at: .ago(22)) !== before)
  }

  @Test("recorded changes that come later are undone in what is kept too")
  func changesToCome() throws {
    var rows = planned.dataset
    rows.changes.append(row: 0, .amount, at: .ago(-1), old: 5, new: 10)
    let engine = Engine(dataset: rows, profile: SampleProcess.profile)
    let kept = try KeptBytes.next(after: engine, at: .ago(0))
    #expect(kept.standing(at: .ago(0)).dataset.opportunities.amount[0] == 5)
    #expect(kept.standing(at: .ago(-1)).dataset.opportunities.amount[0] == 10)
    #expect(kept.readings(Query(asOf: .ago(0))) == fresh(engine).readings(Query(asOf: .ago(0))))
  }

  @Test("where all activities and stages are still to come, they are missing as if they were not there")
  func nothingYet() {
    let engine = Engine.over([SampleDeal(created: 40, path: [("Demo", -4)], touches: [-2])])
    let readings = engine.readings(Query(asOf: .ago(0)))
    let without = Engine.over([SampleDeal(created: 40)]).readings(Query(asOf: .ago(0)))
    #expect(readings.activities.availability == without.activities.availability)
    #expect(readings.process.availability == without.process.availability)
    #expect(readings.counts.activities == 0 && readings.counts.visits == 0)
  }
}
