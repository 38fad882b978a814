import AlertEngine
import Dashboard
import Domain
import MetricEngine
import TestKit
import Testing

@testable import Runtime

@Suite("Rules about each element")
struct ElementRuleTests {
  private let rule = {
    var rule = figureRule("reps", hold: 0, keep: 0)
    rule.each = .rep
    (rule.warn, rule.critical) = (0.5, nil)
    (rule.gated, rule.minimumCount) = (true, 30)
    return rule
  }()

  /// Rows of forty reps; `worst` of them answer one in ten leads in time, the others half, give or take chance.
  private func run(worst: Int) throws -> AlertMemory {
    var loaded = try steadyRows()
    let names = (1...40).map { "rep\($0)" }
    var dataset = loaded.engine.dataset
    dataset.vocabularies[.rep] = Vocabulary(names: names)
    loaded.engine = Engine(dataset: dataset, profile: loaded.engine.profile)
    var chance = SplitMix64(seed: 11)
    let shares = Dictionary(
      uniqueKeysWithValues: names.enumerated().map { index, name in
        (name, index < worst ? 0.1 : Double.random(in: 0.42...0.58, using: &chance))
      })
    let measuring = RuleMeasuring { _, _ in
      { request, _ in
        guard case .element(_, let name) = request.scope, let share = shares[name] else {
          return Reading(value: nil, count: 0)
        }
        let error = 0.84 * (share * (1 - share) / 60).squareRoot()
        return Reading(value: share, count: 60, gateLow: share - error, gateHigh: share + error)
      }
    }
    let memory = AlertMemory(store: try .inMemory(), actor: "ann")
    try AlertCatchUp(memory, measuring: measuring).run(AlertJob(loaded, rules: [rule], now: noon))
    return memory
  }

  @Test("of forty that are as good as the limit none is announced by chance")
  func chance() throws {
    let memory = try run(worst: 0)
    #expect(memory.book.instances.count == 40)
    #expect(memory.book.instances.values.allSatisfy { $0.severity == .ok })
  }

  @Test("those far beyond it are, and fold into one line")
  func worst() throws {
    let memory = try run(worst: 2)
    let raised = memory.book.instances.filter { $0.value.severity > .ok }.keys.map(\.scopeText).sorted()
    #expect(raised == ["rep:rep1", "rep:rep2"])
    let snapshot = SnapshotBuilder.snapshot(
      of: try loaded(threeDeals), query: Query(asOf: .never), rules: [rule], present: noon)
    #expect(snapshot.findings.isEmpty && snapshot.alerts.basis == .judged)
    let board = try #require(AlertDesk(memory).board(snapshot, rules: [rule], at: noon))
    #expect(board.basis == .remembered && board.entries.map(\.display) == [.firing, .firing])
    #expect(board.lines.shown.count == 1 && board.lines.shown.first?.isAboutParts == true)
    #expect(board.entries.first?.finding.reading.value == 0.1)
  }

  @Test("one with too few rows is judged over a quarter")
  func fewRows() throws {
    let loaded = try steadyRows()
    var dataset = loaded.engine.dataset
    dataset.vocabularies[.rep] = Vocabulary(names: ["Ann"])
    let engine = Engine(dataset: dataset, profile: loaded.engine.profile)
    let look = RuleLook(engine: engine, feeds: Feeds(dataset, engine.profile)) { request, _ in
      Reading(value: 0.1, count: request.windowDays == 90 ? 40 : 12, gateLow: 0.05, gateHigh: 0.2)
    }
    let found = look.observations([rule], at: noon, asOf: noon) { () throws(Never) in }
    let finding = try #require(found.first?.findings[.element(.rep, "Ann")])
    #expect(finding.rule.request.windowDays == 90 && finding.reading.count == 40)
  }
}
