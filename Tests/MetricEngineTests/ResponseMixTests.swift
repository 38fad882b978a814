import Domain
import Testing

@testable import MetricEngine

/// Answers that come later only because other sources bring the leads.
struct ResponseMixTests {
  /// Leads of a source, a minute apart in the first hours of a working day, answered after so many minutes.
  private func leads(_ source: String, _ count: Int, day: Int, minutes: Int) -> [SampleLead] {
    (0..<count).map { index in
      let created = Instant.november(day, 9, 0).adding(Int64(index) * 60)
      return SampleLead(created: created, answered: created.adding(Int64(minutes + index % 7) * 60), source: source)
    }
  }

  private func reading(_ leads: [SampleLead]) -> ResponseReading {
    let engine = Engine(dataset: Dataset.leads(leads), profile: .sample())
    return engine.readings(Query(asOf: .november(27, 18), period: .days(7))).response
  }

  @Test("the sources that brought the change are named with their shares")
  func theSourcesThatBroughtTheChangeAreNamed() {
    // given web answered fast and events slowly, both as ever, but now three in four leads are events
    let before = leads("web", 120, day: 18, minutes: 5) + leads("event", 40, day: 18, minutes: 60)
    let now = leads("web", 40, day: 25, minutes: 5) + leads("event", 120, day: 25, minutes: 60)
    let reading = reading(before + now)
    // then
    #expect(reading.verdict?.verdict == .mixShift)
    #expect(reading.mix.map(\.name) == ["event", "web"])
    #expect(reading.mix.first?.now == 0.75 && reading.mix.first?.before == 0.25)
  }

  @Test("where sources changed themselves no mix is named")
  func whereSourcesChangedThemselvesNoMixIsNamed() {
    let reading = reading(leads("web", 120, day: 18, minutes: 5) + leads("web", 120, day: 25, minutes: 60))
    #expect(reading.verdict?.verdict == .confirmed)
    #expect(reading.mix.isEmpty)
  }
}
