import Domain
import TestKit
import Testing

@testable import MetricEngine

/// Whether counts of qualified leads changed, and between which limits weeks may vary.
struct QualifiedChangeTests {
  private let even = [Double](repeating: 10, count: 13) + [Double](repeating: 11, count: 13)
  private let wild = (0..<26).map { $0 % 2 == 0 ? 2.0 : 30.0 }

  @Test("where weeks vary no more than chance makes them the comparison is exact")
  func whereWeeksVaryByChanceTheComparisonIsExact() {
    let change = QualifiedChange(current: 30, previous: 60, weeklyCounts: even, weeks: 4)
    #expect(change.ratio == RateRatio.estimate(30, 60))
    #expect(change.change == .worse)
  }

  @Test("where weeks vary wildly the same counts prove nothing")
  func whereWeeksVaryWildlyTheSameCountsProveNothing() {
    let change = QualifiedChange(current: 30, previous: 60, weeklyCounts: wild, weeks: 4)
    let exact = RateRatio.estimate(30, 60)
    #expect((change.dispersion ?? 0) > 1.5)
    #expect((change.ratio.low ?? 1) < (exact.low ?? 0) && (change.ratio.high ?? 0) > (exact.high ?? 1))
    #expect(change.change == .same)
    #expect(change.judgement?.verdict != .confirmed)
  }

  @Test("a steady large change is confirmed, few rows are too early")
  func aSteadyLargeChangeIsConfirmedFewRowsAreTooEarly() {
    func verdict(_ now: Int, _ before: Int) -> ChangeVerdict? {
      QualifiedChange(current: now, previous: before, weeklyCounts: even, weeks: 4).judgement?.verdict
    }
    #expect(verdict(300, 600) == .confirmed)
    #expect(verdict(3, 8) == .tooEarly)
    #expect(verdict(400, 404) == .noEvidence)
    #expect(verdict(0, 0) == nil)
  }

  @Test("limits are plain for steady weeks and widened for wild ones")
  func limitsArePlainForSteadyWeeksAndWidenedForWildOnes() {
    #expect(QualifiedChange.chart(even) == CountCharts.c(even))
    #expect((QualifiedChange.chart(wild)?.widening ?? 0) > 1)
    #expect(QualifiedChange.chart([1, 2, 3]) == nil)
    #expect(QualifiedChange.chart(Array(repeating: 0, count: 26)) == nil)
  }

  @Test("taken back within thirty days is told only where the data has the field")
  func takenBackIsToldOnlyWhereTheDataHasTheField() {
    let leads = [2, 20, 40].map { days in
      SampleLead(created: .november(1), qualified: .november(10), disqualified: .november(10).adding(days: days - 1))
    }
    func reading(_ fields: Set<String>) -> QualifiedReading {
      Engine(dataset: .leads(leads, present: fields), profile: .sample())
        .readings(Query(asOf: .november(20).adding(days: 40), period: .days(60))).qualified
    }
    #expect(reading(["leads.qualified_at", "leads.disqualified_at"]).reversed == 2)
    #expect(reading(["leads.qualified_at"]).reversed == nil)
  }

  @Test("charts agree with the reference", arguments: DifferentialTests.cases)
  func chartsAgreeWithTheReference(_ example: DifferentialTests.Case) throws {
    let set = try Fixtures.canonical(example.folder)
    let answers = try ReferenceAnswers(example.folder, example.answers)
    guard answers.has("qualified_leads.xmr") else { return }
    let engine = Engine(dataset: set.dataset, profile: set.profile)
    let stats = engine.stats(Query(asOf: example.asOf ?? set.asOf)).qualified
    answers.expect("qualified_leads.dispersion_index", stats.dispersion)
    answers.expect("qualified_leads.nb_alpha_moments", stats.alpha)
    for (day, factor) in stats.weekdayFactors.enumerated() {
      answers.expect("qualified_leads.weekday_factor.\(day)", factor)
    }
    answers.expect("qualified_leads.c_chart.ucl", stats.cChart?.high.first)
    for (week, high) in (stats.uChart?.high ?? []).enumerated() {
      answers.expect("qualified_leads.u_chart.ucl.\(week)", high)
    }
    answers.expect("qualified_leads.xmr.ucl", stats.xmr?.limits.high)
    answers.expect("qualified_leads.xmr.theil_sen.hi", stats.line?.high)
    for (week, value) in stats.ewma.enumerated() { answers.expect("qualified_leads.xmr.ewma_0_2.\(week)", value) }
    for (week, value) in stats.cusumAbove.enumerated() {
      answers.expect("qualified_leads.xmr.cusum_k0_5.\(week).0", value)
    }
  }

  @Test("the order of the rows is irrelevant")
  func theOrderOfTheRowsIsIrrelevant() {
    // given leads of half a year, some answered, some undated
    var chance = ClaimChance(seed: 3)
    let leads = (0..<400).map { index -> SampleLead in
      let created = index % 17 == 0 ? .unknown : Instant.november(19).adding(-Int64(chance.below(200 * 86_400)))
      let moment = created.isKnown ? created.adding(Int64(chance.below(30 * 86_400))) : .november(3)
      return SampleLead(
        created: created, qualified: chance.below(3) == 0 && moment <= .noon ? moment : .never,
        source: ["web", "fair"][chance.below(2)])
    }
    func reading(_ rows: [SampleLead]) -> QualifiedReading {
      Engine(dataset: .leads(rows), profile: .sample()).readings(Query(asOf: .noon)).qualified
    }
    let sorted = leads.sorted { $0.created < $1.created }
    #expect(reading(leads) == reading(sorted))
    #expect(reading(leads.reversed()) == reading(sorted))
  }
}
