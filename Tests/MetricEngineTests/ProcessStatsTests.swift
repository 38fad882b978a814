import Domain
import TestKit
import Testing

@testable import MetricEngine

/// Process statistics against the answers of the reference implementation.
struct ProcessStatsTests {
  private func load(_ example: DifferentialTests.Case) throws -> (ProcessStats, ReferenceAnswers) {
    let set = try Fixtures.canonical(example.folder)
    let query = Query(asOf: example.asOf ?? set.asOf)
    let engine = Engine(dataset: set.dataset, profile: set.profile).standing(at: query.asOf)
    return (
      ProcessStats(engine, query, engine.selection(query)), try ReferenceAnswers(example.folder, example.answers)
    )
  }

  @Test("tables of following the process agree", arguments: DifferentialTests.cases)
  func tablesAgree(_ example: DifferentialTests.Case) throws {
    let (stats, answers) = try load(example)
    for (key, ours) in [("conform_vs_win", stats.conformAgainstWin), ("skip_last60_vs_prev60", stats.skipLately)] {
      let cells = [ours.table.a, ours.table.b, ours.table.c, ours.table.d]
      for (index, cell) in cells.enumerated() { answers.expect("process_steps.\(key).table.\(index)", cell) }
      answers.expect("process_steps.\(key).fisher_p", ours.fisherP, within: 1e-8)
      answers.expect("process_steps.\(key).odds_ratio", ours.oddsRatio?.value)
      answers.expect("process_steps.\(key).rr_ci.0", ours.riskRatio?.low)
      answers.expect("process_steps.\(key).diff_ci_newcombe.1", ours.difference?.high)
    }
    let pooled = stats.conformAgainstWinBySegment
    answers.expect("process_steps.conform_vs_win_mh_by_segment.or_pooled", pooled?.oddsRatio?.value)
    answers.expect("process_steps.conform_vs_win_mh_by_segment.p", pooled?.p, within: 1e-8)
  }

  @Test("steps after each other, costs and stays agree", arguments: DifferentialTests.cases)
  func pathsAgree(_ example: DifferentialTests.Case) throws {
    let (stats, answers) = try load(example)
    for stay in stats.stays where stay.mean != nil {
      answers.expect("process_steps.dwell.\(stay.stage).km.rmst", stay.mean)
      answers.expect("process_steps.dwell.\(stay.stage).km.rmst_se", stay.error, within: 1e-8)
    }
    guard answers.has("process_steps.dfg_start") else { return }
    answers.expect("process_steps.alignment_moves_closed", stats.moves)
    let opportunities = answers.count("process_steps.opportunities") ?? 0
    let entries = ((answers.number("process_steps.steps.mean") ?? 0) * Double(opportunities)).rounded()
    #expect(stats.transitions.reduce(0) { $0 + $1.count } == Int(entries) - opportunities)
    for start in stats.starts { answers.expect("process_steps.dfg_start.\(start.name)", start.count) }
    for end in stats.ends { answers.expect("process_steps.dfg_end.\(end.name)", end.count) }
  }

  @Test("a part of the rows gives what an engine over these rows alone gives", arguments: ["plain", "dirty"])
  func aPartEqualsItselfAlone(_ folder: String) throws {
    let set = try Fixtures.canonical(folder)
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let whole = engine.readings(Query(asOf: set.asOf)).process
    let everything = engine.dataset.vocabulary(.segment).names
    var filtered = engine.readings(
      Query(asOf: set.asOf, filter: Filter(clauses: [.dimension(.segment, everything + ["none"])]))
    ).process
    filtered.explanation = whole.explanation
    #expect(filtered == whole)
  }

  @Test("rows of any order give the same figures")
  func orderOfRowsIsIrrelevant() {
    let deals = (0..<60).map { index in
      let steps = ["Discovery", "Demo", "Proposal"].prefix(1 + index % 3)
      let created = Double(20 + index * 3)
      return SampleDeal(
        created: created, path: steps.enumerated().map { ($1, created - Double($0 * (1 + index % 7))) },
        lost: index % 4 == 0 ? 1 : nil, amount: Int64(index), segment: index % 2 == 0 ? "a" : "b")
    }
    var (one, two) = (Engine.over(deals).process(), Engine.over(deals.reversed()).process())
    (one.explanation, two.explanation) = (nil, nil)
    #expect(one == two)
  }
}
