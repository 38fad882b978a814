import Domain
import TestKit
import Testing

@testable import MetricEngine

/// Response statistics against the answers of the reference implementation, and what must hold for any rows.
struct ResponseStatsTests {
  /// A folder and the end of the name of its answers.
  private static let cases = [["plain", ""], ["plain", "-2025-09-10"], ["dirty", ""]]

  private func stats(_ folder: String, _ answers: String) throws -> ResponseStats {
    let set = try Fixtures.canonical(folder)
    let example = DifferentialTests.cases.first { $0.folder == folder && $0.answers == "expected\(answers)" }
    let asOf = example?.asOf ?? set.asOf
    return Engine(dataset: set.dataset, profile: set.profile).stats(Query(asOf: asOf)).response
  }

  @Test("tests of change and verdicts agree", arguments: cases)
  func testsOfChangeAndVerdictsAgree(_ example: [String]) throws {
    let (stats, answers) = (
      try stats(example[0], example[1]), try ReferenceAnswers(example[0], "expected\(example[1])")
    )
    for (name, clock) in [("wall", stats.wall), ("business", stats.business)] {
      let path = "response_time.\(name)"
      let change = try #require(clock?.change)
      let tests = [
        ("change_last28_vs_prev28", change.unstratified), ("change_stratified_by_source", change.stratified),
      ]
      for (key, test) in tests {
        answers.expect("\(path).\(key).observed", test.observed)
        answers.expect("\(path).\(key).expected", test.expected)
        answers.expect("\(path).\(key).variance", test.variance)
        answers.expect("\(path).\(key).p", test.p)
      }
      answers.expect("\(path).verdict.log_e", change.judgement.logE)
      #expect(answers.value("\(path).verdict.verdict") as? String == change.judgement.verdict.rawValue)
      answers.expect("\(path).last28.km.rmst", clock?.current?.mean, within: 1e-8)
      answers.expect("\(path).prev28.km.rmst_se", clock?.previous?.error, within: 1e-8)
    }
  }

  @Test("changes of regime agree for each rep", arguments: cases)
  func changesOfRegimeAgreeForEachRep(_ example: [String]) throws {
    let (stats, answers) = (
      try stats(example[0], example[1]), try ReferenceAnswers(example[0], "response\(example[1])")
    )
    let path = "response_time.regime_by_rep_180d"
    #expect(answers.value("\(path).flagged_bh_1pct") as? [String] == stats.regimes.flagged)
    for regime in stats.regimes.reps where !regime.name.isEmpty {
      answers.expect("\(path).reps.\(regime.name).n", regime.test.count)
      guard regime.test.split != nil else { continue }
      answers.expect("\(path).reps.\(regime.name).K", regime.test.statistic)
      answers.expect("\(path).reps.\(regime.name).p", regime.test.p)
      answers.expect("\(path).reps.\(regime.name).median_after", regime.medianAfter)
    }
  }

  @Test("speed against qualification agrees", arguments: cases)
  func speedAgainstQualificationAgrees(_ example: [String]) throws {
    let (stats, answers) = (
      try stats(example[0], example[1]), try ReferenceAnswers(example[0], "response\(example[1])")
    )
    let (speed, path) = (try #require(stats.speed), "response_time.speed_to_qualify")
    answers.expect("\(path).cohort", speed.cohort)
    for (name, share) in zip(SpeedToQualify.names, speed.buckets) {
      answers.expect("\(path).buckets.\(name).k", share.successes)
      answers.expect("\(path).buckets.\(name).n", share.trials)
    }
    answers.expect("\(path).trend.z", speed.trend?.z)
    answers.expect("\(path).le5m_vs_slower.fisher_p", speed.quickAgainstSlower.fisherP, within: 1e-8)
    answers.expect("\(path).mantel_haenszel_by_source.or_pooled", speed.bySource?.oddsRatio?.value)
    answers.expect("\(path).logit_per_log2_response.coef.1", try speed.regression?.get().slope, within: 1e-6)
  }

  @Test("the order of rows does not matter")
  func theOrderOfRowsDoesNotMatter() throws {
    let set = try Fixtures.canonical("dirty")
    var shuffled = set.dataset
    // A fixed permutation that leaves nothing in its place.
    let order = (0..<set.dataset.leads.count).map { ($0 * 7919 + 13) % set.dataset.leads.count }
    shuffled.leads = set.dataset.leads.picking(order)
    let query = Query(asOf: set.asOf)
    let (one, two) = [set.dataset, shuffled].map { Engine(dataset: $0, profile: set.profile) }.pair
    let (first, second) = (one.readings(query).response, two.readings(query).response)
    #expect(Set(order).count == order.count)
    #expect(first.business == second.business && first.wall == second.wall)
    #expect(first.trend == second.trend && first.waiting.secondsLeft == second.waiting.secondsLeft)
    #expect(one.stats(query).response == two.stats(query).response)
  }

  @Test("header-only tables have no statistics")
  func headerOnlyTablesHaveNoStatistics() {
    let stats = Engine(dataset: Dataset(), profile: .sample()).stats(Query(asOf: .noon)).response
    #expect(stats.wall == nil && stats.speed == nil && stats.byRep.isEmpty)
  }
}

extension Array {
  fileprivate var pair: (Element, Element) { (self[0], self[1]) }
}

extension LeadTable {
  /// The rows in another order; links to opportunities go with them.
  fileprivate func picking(_ rows: [Int]) -> LeadTable {
    var table = LeadTable()
    func pick<Value>(_ column: Series<Value>) -> Series<Value> { Series(rows.map { column[$0] }) }
    table.ids = TextColumn(rows.map { ids[$0] })
    table.names = TextColumn(rows.map { names[$0] })
    (table.createdAt, table.assignedAt, table.firstResponseAt) = (
      pick(createdAt), pick(assignedAt), pick(firstResponseAt)
    )
    (table.qualifiedAt, table.disqualifiedAt) = (pick(qualifiedAt), pick(disqualifiedAt))
    (table.source, table.region, table.segment) = (pick(source), pick(region), pick(segment))
    (table.team, table.rep, table.manager, table.kind) = (pick(team), pick(rep), pick(manager), pick(kind))
    table.opportunity = pick(opportunity)
    return table
  }
}
