import Domain
import Testing

@testable import MetricEngine

/// What *Explain* says about the figures of leads.
struct MeasureExplanationTests {
  private let leads = [
    SampleLead(created: .november(19, 9), answered: .november(19, 9, 2), qualified: .november(20)),
    SampleLead(created: .november(19, 10)),
  ]

  private func readings(_ leads: [SampleLead], filter: Filter = Filter(), asOf: Instant = .noon) -> Readings {
    Engine(dataset: .leads(leads), profile: .sample()).readings(Query(asOf: asOf, filter: filter))
  }

  private func detail(_ name: String, _ explanation: Explanation?) -> String? {
    explanation?.details.first { $0.first == name }?.last
  }

  @Test("every panel has a definition with its own id, and the list is in their order")
  func everyPanelHasADefinition() {
    #expect(Catalog.all.map(\.id) == MetricID.allCases)
    for metric in MetricID.allCases { #expect(Catalog.definition(metric).id == metric) }
    #expect(Catalog.all.allSatisfy { $0.version >= 1 && !$0.meaning.isEmpty && !$0.formula.isEmpty })
  }

  @Test("the window is told with its last day and the filter")
  func theWindowIsTold() {
    let filter = Filter(clauses: [.dimension(.rep, ["ann", "bob"])])
    let window = readings(leads, filter: filter).response.explanation?.window
    #expect(window == "28 days to Fri 20 Nov 2026, rep ann or bob")
  }

  @Test("shares and quantiles come with their bounds and basis")
  func sharesAndQuantilesComeWithTheirBounds() {
    let explanation = readings(leads).response.explanation
    #expect(detail("Share within limit, Wilson 95 %", explanation) == "50 % (9.5–90.5 %), 1 of 2")
    #expect(detail("Censored (unanswered)", explanation) == "1 of 2")
    #expect(detail("Kaplan-Meier P90, wall time", explanation) == "not reached")
  }

  @Test("no rows are no data, which is not the same as not reached")
  func noRowsAreNoData() {
    let explanation = readings(leads, asOf: .november(20).adding(days: 90)).response.explanation
    #expect(detail("Kaplan-Meier median, wall time", explanation) == "no data")
    #expect(detail("Mean of answered ones only, wall time", explanation) == "no data")
    #expect(detail("All leads: Kaplan-Meier median, wall time", explanation)?.hasPrefix("120 s") == true)
  }

  @Test("what was taken for granted is said")
  func assumptionsAreSaid() {
    var profile = Profile.sample()
    profile.hours.assumed = true
    let data = Dataset.leads(leads, present: ["leads.created_at", "activities.lead_id"])
    let explanation = Engine(dataset: data, profile: profile).readings(Query(asOf: .noon)).response.explanation
    let said = explanation?.assumptions ?? []
    #expect(said.contains("working hours: Mon–Fri 09:00–17:00, UTC"))
    #expect(said.contains("first_response_at absent: the earliest human, outbound, done activity of the lead"))
    #expect(said.contains("direction absent: every activity counts as human, outbound and done"))
  }

  @Test("numbers are written with one decimal at most, negative ones too")
  func numbersAreWrittenWithOneDecimal() {
    #expect([12, 0.25, -0.04, -3.26, 1e20].map(ExplainWords.number) == ["12", "0.3", "0", "-3.3", "1e+20"])
  }
}
